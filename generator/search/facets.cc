#include "search/facets.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>

#include "search/bits.h"
#include "search/gzip.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kMostValues = 2000;

template <typename Use>
void each_tag(const Document& document, FacetKind kind, Use use) {
  if (kind == FacetKind::series && !document.series_slug.empty()) use(document.series_slug, document.series_name);
  if (kind == FacetKind::company)
    for (const auto& [slug, name] : document.companies) use(slug, name);
  if (kind == FacetKind::topic)
    for (const auto& [slug, name] : document.topics) use(slug, name);
}

struct Value {
  std::string slug;
  std::string name;
  std::size_t documents = 0;
};

std::vector<Value> values_of(const std::vector<Document>& documents, FacetKind kind) {
  std::map<std::string, Value> known;
  for (const Document& document : documents)
    each_tag(document, kind, [&known](const std::string& slug, const std::string& name) {
      Value& value = known[slug];
      value.slug = slug;
      value.name = name;
      ++value.documents;
    });
  std::vector<Value> values;
  for (auto& [slug, value] : known)
    if (value.documents > 1) values.push_back(std::move(value));
  std::stable_sort(values.begin(), values.end(),
                   [](const Value& a, const Value& b) { return a.documents > b.documents; });
  if (values.size() > kMostValues) values.resize(kMostValues);
  return values;
}

}  // namespace

std::string facet_column(const std::vector<Document>& documents, FacetKind kind) {
  const std::vector<Value> values = values_of(documents, kind);
  std::unordered_map<std::string, std::size_t> indexes;
  nlohmann::json names = nlohmann::json::array();
  for (const Value& value : values) {
    indexes.emplace(value.slug, indexes.size());
    names.push_back({value.slug, value.name});
  }
  const std::string text = names.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string column;
  put_varint(column, text.size());
  column += text;
  std::vector<std::size_t> found;
  for (const Document& document : documents) {
    found.clear();
    each_tag(document, kind, [&](const std::string& slug, const std::string&) {
      const auto index = indexes.find(slug);
      if (index != indexes.end()) found.push_back(index->second);
    });
    put_varint(column, found.size());
    for (const std::size_t index : found) put_varint(column, index);
  }
  return gzip(column);
}

std::string issue_column(const std::vector<Document>& documents) {
  const auto page = [&](std::size_t i) { return std::string_view(documents[i].url).substr(0, documents[i].url.find('#')); };
  std::string column;
  for (std::size_t first = 0, end = 0; first < documents.size(); first = end) {
    while (end < documents.size() && page(end) == page(first)) ++end;
    put_varint(column, end - first);
  }
  return gzip(column);
}

}  // namespace broadsheet::search
