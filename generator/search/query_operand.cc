#include "search/query_operand.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "base/date.h"
#include "base/text.h"
#include "search/analysis.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kLongestPhrase = 16;
constexpr int kLastDay = 99999999;

Node leaf(Node::Kind kind, std::vector<std::string> terms) {
  Node node;
  node.kind = kind;
  node.terms = std::move(terms);
  return node;
}

/// Any of the terms, as if they were one.
Node one_of(std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  const Node::Kind kind = terms.size() == 1 ? Node::Kind::term : Node::Kind::synonym;
  return leaf(kind, std::move(terms));
}

Node days(int first, int last) {
  Node node;
  node.kind = Node::Kind::days;
  node.first = first;
  node.last = last;
  return node;
}

/// `count` digits at `offset` as a number.
std::optional<int> digits(std::string_view text, std::size_t offset, std::size_t count) {
  int value = 0;
  for (std::size_t i = offset; i < offset + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// YYYY, YYYY-MM or YYYY-MM-DD as the first and the last YYYYMMDD of it; months of 31 days do for comparing.
std::optional<std::pair<int, int>> span_of(std::string_view text) {
  const auto year = digits(text, 0, 4);
  if (!year) return std::nullopt;
  if (text.size() == 4) return std::pair(*year * 10000 + 101, *year * 10000 + 1231);
  const auto month = digits(text, 5, 2);
  if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  const int base = *year * 10000 + *month * 100;
  if (text.size() == 7) return std::pair(base + 1, base + 31);
  const auto day = digits(text, 8, 2);
  if (text[7] != '-' || !day || *day < 1 || *day > 31 || text.size() != 10) return std::nullopt;
  return std::pair(base + *day, base + *day);
}

int number_of(Date date) {
  return int(date.year()) * 10000 + int(unsigned(date.month()) * 100 + unsigned(date.day()));
}

/// YYYY-Www, the hyphen may be missing.
Node week_days(std::string_view text) {
  const auto year = digits(text, 0, 4);
  std::string_view rest = text.substr(std::min<std::size_t>(4, text.size()));
  if (rest.starts_with('-')) rest.remove_prefix(1);
  if (!year || rest.size() != 3 || (rest[0] != 'W' && rest[0] != 'w')) return {};
  const auto week = digits(rest, 1, 2);
  if (!week || *week < 1 || *week > 53) return {};
  const Date first = monday({*year, *week});
  return days(number_of(first), number_of(add_days(first, 6)));
}

Node date_filter(const std::string& field, std::string_view text) {
  if (field == "week") return week_days(text);
  const auto span = span_of(text);
  if (!span || (field == "year" && text.size() != 4)) return {};
  if (field == "before") return days(0, span->first - 1);
  if (field == "after") return days(span->second + 1, kLastDay);
  return days(span->first, span->second);
}

const char* filter_prefix(const std::string& field) {
  if (field == "company") return kCompanyPrefix;
  if (field == "topic") return kTopicPrefix;
  if (field == "series") return kSeriesPrefix;
  return field == "section" ? kSectionPrefix : nullptr;
}

}  // namespace

/// One word is its stems in all languages; several stand one after the other in one language, or in another.
Node OperandReader::phrase(const std::vector<std::string>& words, const std::string& prefix) const {
  if (words.empty()) return {};
  std::vector<Node> readings;
  for (const Stemmer& stemmer : vocabulary_.stemmers) {
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < std::min(words.size(), kLongestPhrase); ++i)
      terms.push_back(prefix + stemmer(words[i]));
    Node reading = leaf(Node::Kind::phrase, std::move(terms));
    if (std::find(readings.begin(), readings.end(), reading) == readings.end()) readings.push_back(std::move(reading));
  }
  if (words.size() == 1) {
    std::vector<std::string> stems;
    for (const Node& reading : readings) stems.push_back(reading.terms[0]);
    return one_of(std::move(stems));
  }
  if (readings.size() == 1) return std::move(readings[0]);
  Node any;
  any.kind = Node::Kind::any;
  any.children = std::move(readings);
  return any;
}

/// Words that stand together without a blank. Other scripts form a phrase (node.js); a run of CJK text is the AND of
/// its pairs of characters, since readers write whole sentences without a blank.
Node OperandReader::parts(const std::vector<std::string>& words, const std::string& prefix) const {
  Node both;
  both.kind = Node::Kind::every;
  std::vector<std::string> run;
  const auto end_run = [&] {
    if (!run.empty()) both.children.push_back(phrase(run, prefix));
    run.clear();
  };
  std::string single;
  for (const std::string& word : words) {
    if (!is_cjk(word)) {
      run.push_back(word);
      continue;
    }
    end_run();
    if (count_code_points(word) == 2)
      both.children.push_back(phrase({word}, prefix));
    else if (single.empty())
      single = word;
  }
  end_run();
  if (both.children.empty() && !single.empty()) return phrase({single}, prefix);
  if (both.children.empty()) return {};
  return both.children.size() == 1 ? std::move(both.children[0]) : std::move(both);
}

Node OperandReader::word(const std::string& text, bool expand) const {
  std::vector<std::string> terms;
  const auto add = [&terms](const std::vector<std::string>& more) {
    terms.insert(terms.end(), more.begin(), more.end());
  };
  for (const std::string& stem : stems_of(vocabulary_.stemmers, text)) {
    terms.push_back(stem);
    const auto group = vocabulary_.synonyms.find(stem);
    if (group != vocabulary_.synonyms.end()) add(group->second);
  }
  if (expand)
    for (const std::string& completion : completions(vocabulary_.lexicon, text))
      add(stems_of(vocabulary_.stemmers, completion));
  return one_of(std::move(terms));
}

Item OperandReader::text(const QueryToken& token, bool open_end) {
  Item item;
  const std::string prefix = token.field == "title" ? kTitlePrefix : "";
  const std::vector<std::string> words = tokenizer_.words(token.text);
  if (token.quoted) {
    item.node = phrase(words, prefix);
  } else if (words.size() != 1 || !prefix.empty() || is_cjk(words[0])) {
    item.node = parts(words, prefix);
  } else {
    // Only a word that would grow by another letter is still being typed: not the one in "end." or "c++".
    const bool grows = tokenizer_.words(token.text + 'x') == std::vector<std::string>{words[0] + 'x'};
    item.node = word(words[0], token.wildcard || (open_end && grows));
    item.stop = !token.wildcard && vocabulary_.stop_words.contains(words[0]);
    words_.push_back({words[0], token.begin, token.end, item.node.terms});
  }
  return item;
}

Item OperandReader::read(const QueryToken& token, bool open_end) {
  if (token.field.empty() || token.field == "title") return text(token, open_end);
  Item item;
  item.filter = true;
  item.field = token.field;
  if (const char* prefix = filter_prefix(token.field)) {
    const std::string key = filter_key(tokenizer_, token.text);
    if (!key.empty()) item.node = leaf(Node::Kind::term, {prefix + key});
  } else {
    item.node = date_filter(token.field, token.text);
    if (token.field == "before" || token.field == "after") item.field.clear();  // two of them narrow
  }
  return item;
}

}  // namespace broadsheet::search
