#include "check/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"

namespace broadsheet::check {

namespace {

using Json = nlohmann::ordered_json;

/// Counts up issues, each company and topic once.
class Counter {
 public:
  void add(const model::Archive& archive, std::uint32_t at) {
    const model::Issue& issue = archive.issues[at];
    const model::IssueLinks& links = archive.links[at];
    ++counts_.issues;
    counts_.stories += issue.stories.size();
    counts_.words += issue.words;
    companies_.insert(links.companies.begin(), links.companies.end());
    topics_.insert(links.topics.begin(), links.topics.end());
    if (!counts_.first || issue.first < *counts_.first) counts_.first = issue.first;
    if (!counts_.last || issue.last > *counts_.last) counts_.last = issue.last;
  }

  Counts take(std::string name) const {
    Counts counts = counts_;
    counts.name = std::move(name);
    counts.companies = companies_.size();
    counts.topics = topics_.size();
    return counts;
  }

 private:
  Counts counts_;
  std::set<std::uint32_t> companies_;
  std::set<std::uint32_t> topics_;
};

std::string month_name(Date date) {
  return iso_date(date).substr(0, 7);
}

constexpr std::array<std::string_view, 8> kColumns = {"",       "issues", "stories", "companies",
                                                      "topics", "words",  "first",   "last"};
using Row = std::array<std::string, kColumns.size()>;

Row row_of(const Counts& counts) {
  auto day = [](const std::optional<Date>& date) { return date ? iso_date(*date) : std::string(); };
  return {counts.name,
          std::to_string(counts.issues),
          std::to_string(counts.stories),
          std::to_string(counts.companies),
          std::to_string(counts.topics),
          std::to_string(counts.words),
          day(counts.first),
          day(counts.last)};
}

/// Columns that a terminal shows a text in: ideographs and kana take two.
std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    width += c >= 0x1100 && (c <= 0x115f || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
                             (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60))
                 ? 2
                 : 1;
  }
  return width;
}

/// Names to the left, numbers to the right.
std::string table_text(std::string_view title, const std::vector<Counts>& parts, const Counts& total) {
  std::vector<Row> rows(1);
  std::copy(kColumns.begin(), kColumns.end(), rows[0].begin());
  rows[0][0] = title;
  for (const Counts& part : parts) rows.push_back(row_of(part));
  rows.push_back(row_of(total));
  std::array<std::size_t, kColumns.size()> widths{};
  for (const Row& row : rows)
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], shown_width(row[column]));
  std::string out;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::string padding(widths[column] - shown_width(row[column]), ' ');
      line += column == 0 ? row[column] + padding : "  " + padding + row[column];
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return out;
}

Json json_of(const Counts& counts) {
  Json json = {{"name", counts.name},           {"issues", counts.issues}, {"stories", counts.stories},
               {"companies", counts.companies}, {"topics", counts.topics}, {"words", counts.words}};
  if (counts.first) json["first"] = iso_date(*counts.first);
  if (counts.last) json["last"] = iso_date(*counts.last);
  return json;
}

}  // namespace

Statistics statistics(const model::Archive& archive) {
  Statistics result;
  Counter total;
  std::map<std::string, Counter> months;
  for (std::uint32_t at = 0; at < archive.issues.size(); ++at) {
    total.add(archive, at);
    months[month_name(archive.issues[at].last)].add(archive, at);
    for (const model::Story& story : archive.issues[at].stories) ++result.forms[story.form];
  }
  for (const model::Series& series : archive.series) {
    Counter counter;
    for (std::uint32_t at : series.issues) counter.add(archive, at);
    if (!series.issues.empty()) result.series.push_back(counter.take(series.rule.name));
  }
  for (const auto& [month, counter] : months) result.months.push_back(counter.take(month));
  result.total = total.take("total");
  return result;
}

std::string to_text(const Statistics& statistics) {
  std::string out = table_text("series", statistics.series, statistics.total);
  out += '\n' + table_text("month", statistics.months, statistics.total);
  if (statistics.forms.empty()) return out;
  out += "\nstories by form of their head:";
  for (const auto& [form, count] : statistics.forms)
    out += fmt::format("{} {} × form {}", form == statistics.forms.begin()->first ? "" : ",", count, form);
  return out + '\n';
}

std::string to_json(const Statistics& statistics) {
  Json json = {{"total", json_of(statistics.total)}, {"series", Json::array()}, {"months", Json::array()}};
  for (const Counts& counts : statistics.series) json["series"].push_back(json_of(counts));
  for (const Counts& counts : statistics.months) json["months"].push_back(json_of(counts));
  json["forms"] = Json::object();
  for (const auto& [form, count] : statistics.forms) json["forms"][std::to_string(form)] = count;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace broadsheet::check
