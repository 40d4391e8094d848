#include "search/facets.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>

#include "search/bits.h"

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

}  // namespace

std::vector<FacetCount> count_facet(std::span<const Document> documents, FacetKind kind) {
  std::unordered_map<std::string_view, std::size_t> known;
  std::vector<FacetCount> values;
  for (const Document& document : documents)
    each_tag(document, kind, [&](const std::string& slug, const std::string& name) {
      const auto [place, added] = known.try_emplace(slug, values.size());
      if (added) values.push_back({slug, {}, 0});
      FacetCount& value = values[place->second];
      value.name = name;
      ++value.count;
    });
  std::sort(values.begin(), values.end(), [](const FacetCount& a, const FacetCount& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
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
  std::unordered_map<std::string_view, std::size_t> indexes;
  const std::vector<FacetCount> values = count_facet(documents, kind);
  nlohmann::json names = nlohmann::json::array();
  for (const FacetCount& value : values) {
    indexes.emplace(value.value, indexes.size());
    names.push_back({value.value, value.name});
  }
  const std::string text = names.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string column;
  put_varint(column, text.size());
  column += text;
  std::vector<std::size_t> found;
  for (const Document& document : documents) {
    found.clear();
    each_tag(document, kind,
             [&](const std::string& slug, const std::string&) { found.push_back(indexes.find(slug)->second); });
    put_varint(column, found.size());
    for (const std::size_t index : found) put_varint(column, index);
  }
  return column;
}

std::string issue_column(const std::vector<Document>& documents) {
  const auto page = [&](std::size_t i) { return std::string_view(documents[i].url).substr(0, documents[i].url.find('#')); };
  std::string column;
  for (std::size_t first = 0, end = 0; first < documents.size(); first = end) {
    while (end < documents.size() && page(end) == page(first)) ++end;
    put_varint(column, end - first);
  }
  return column;
}

}  // namespace broadsheet::search
