#include "search/facets.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string_view>

#include "search/bits.h"
#include "search/interner.h"

namespace broadsheet::search {
namespace {

template <typename Use>
void each_tag(const Document& document, FacetKind kind, Use use) {
  if (kind == FacetKind::series && !document.series_slug.empty()) use(document.series_slug, document.series_name);
  if (kind == FacetKind::company)
    for (const auto& [slug, name] : document.companies) use(slug, name);
  if (kind == FacetKind::topic)
    for (const auto& [slug, name] : document.topics) use(slug, name);
}

/// The values of documents, numbered as they come.
struct Tally {
  std::vector<FacetCount> values;      ///< by number
  std::vector<std::uint32_t> numbers;  ///< those of all documents, one after the other
  std::vector<std::size_t> ends;       ///< of each document, in `numbers`
};

Tally tally(std::span<const Document> documents, FacetKind kind) {
  Tally all;
  Interner slugs;
  for (const Document& document : documents) {
    each_tag(document, kind, [&](const KeptText& slug, const KeptText& name) {
      const std::uint32_t number = slugs.number(slug);
      if (number == all.values.size()) all.values.push_back({slug.str(), name.str(), 0});
      ++all.values[number].count;
      all.numbers.push_back(number);
    });
    all.ends.push_back(all.numbers.size());
  }
  return all;
}

bool comes_before(const FacetCount& a, const FacetCount& b) {
  return a.count != b.count ? a.count > b.count : a.value < b.value;
}

}  // namespace

std::vector<FacetCount> count_facet(std::span<const Document> documents, FacetKind kind) {
  std::vector<FacetCount> values = tally(documents, kind).values;
  std::sort(values.begin(), values.end(), comes_before);
  return values;
}

std::vector<FacetCount> count_years(std::span<const Document> documents) {
  std::map<int, std::size_t, std::greater<>> years;
  for (const Document& document : documents) ++years[int(document.date.year())];
  std::vector<FacetCount> values;
  for (const auto& [year, count] : years) values.push_back({std::to_string(year), std::to_string(year), count});
  return values;
}

std::string facet_column(std::span<const Document> documents, FacetKind kind) {
  const Tally all = tally(documents, kind);
  std::vector<std::uint32_t> order(all.values.size()), indexes(all.values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&all](auto a, auto b) { return comes_before(all.values[a], all.values[b]); });
  nlohmann::json names = nlohmann::json::array();
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    indexes[order[i]] = i;
    names.push_back({all.values[order[i]].value, all.values[order[i]].name});
  }
  const std::string text = names.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string column;
  put_varint(column, text.size());
  column += text;
  std::size_t at = 0;
  for (const std::size_t end : all.ends) {
    put_varint(column, end - at);
    for (; at < end; ++at) put_varint(column, indexes[all.numbers[at]]);
  }
  return column;
}

std::string issue_column(const std::vector<Document>& documents) {
  const auto page = [&](std::size_t i) {
    const std::string_view url = documents[i].url;
    return url.substr(0, url.find('#'));
  };
  std::string column;
  for (std::size_t first = 0, end = 0; first < documents.size(); first = end) {
    while (end < documents.size() && page(end) == page(first)) ++end;
    put_varint(column, end - first);
  }
  return column;
}

}  // namespace broadsheet::search
