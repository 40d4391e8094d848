#include "output/page_record.h"

#include <algorithm>
#include <cereal/types/vector.hpp>
#include <limits>
#include <utility>

#include "base/files.h"
#include "base/hash.h"
#include "base/stored_bytes.h"
#include "base/text_store.h"
#include "base/varint.h"

namespace broadsheet::output {

namespace {

constexpr std::uint32_t kPagesFormat = 3;
constexpr std::uint32_t kChanged = ~std::uint32_t(0);

template <class Archive>
void visit(Archive& archive, PageRecord& record) {
  PageStates& pages = record.pages;
  archive(record.key, record.facets.names, record.facets.states, pages.paths, pages.states, pages.ends, pages.facets);
}

}  // namespace

PackedFacets pack_facets(const std::vector<std::uint32_t>& facets) {
  PackedFacets packed;
  std::uint32_t last = 0;
  for (const std::uint32_t facet : facets) put_varint(packed, facet - std::exchange(last, facet));
  packed.shrink_to_fit();  // there is one for each page
  return packed;
}

std::vector<std::uint32_t> unpack_facets(std::string_view packed) {
  std::vector<std::uint32_t> facets;
  facets.reserve(packed.size());
  std::uint64_t last = 0;
  for (std::size_t at = 0; at < packed.size();) {
    last += get_varint(packed, at);
    if (last > std::numeric_limits<std::uint32_t>::max()) throw Damaged();
    facets.push_back(static_cast<std::uint32_t>(last));
  }
  return facets;
}

PageStates PageStates::of(const std::vector<PageState>& pages) {
  PageStates all;
  std::size_t bytes = 0;
  for (const PageState& page : pages) bytes += page.facets.size();
  all.paths.reserve(pages.size());
  all.states.reserve(pages.size());
  all.ends.reserve(pages.size());
  all.facets.reserve(bytes);
  for (const PageState& page : pages) all.add(page);
  return all;
}

void PageStates::add(const PageState& page) {
  paths.push_back(page.path);
  states.push_back(page.state);
  facets += page.facets;
  ends.push_back(facets.size());
}

bool PageStates::is_whole() const {
  return states.size() == size() && ends.size() == size() && std::is_sorted(ends.begin(), ends.end()) &&
         (ends.empty() ? 0 : ends.back()) == facets.size();
}

std::optional<PageRecord> read_page_record(const std::string& file, const std::string& hash) {
  if (hash.empty()) return std::nullopt;
  TextStore store;
  TextStore::Filler filler(store);
  const std::optional<std::string_view> bytes = filler.add_file(file);
  if (!bytes || hash_name(*bytes) != hash) return std::nullopt;
  try {
    StoredBytes archive(*bytes);
    std::uint32_t format = 0;
    archive(format);
    if (format != kPagesFormat) return std::nullopt;
    PageRecord record;
    visit(archive, record);
    if (record.facets.states.size() != record.facets.names.size() || !record.pages.is_whole()) return std::nullopt;
    return record;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::string write_page_record(const std::string& file, const PageRecord& record) {
  const std::string bytes = to_bytes([&](BytesToStore& archive) {
    archive(kPagesFormat);
    visit(archive, const_cast<PageRecord&>(record));  // one function for both ways; an output archive changes nothing
  });
  return replace_file(file, bytes) ? hash_name(bytes) : std::string();
}

PageComparison::PageComparison(PageRecord last, const std::vector<std::uint64_t>& names,
                               const std::vector<std::uint64_t>& states)
    : last_(std::move(last)) {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  const Facets& before = last_.facets;
  now_.assign(before.names.size(), kChanged);
  // Most facets come in the order that they had: only where that breaks, names are looked up.
  std::size_t next = 0;
  for (std::size_t at = 0; at < before.names.size(); ++at) {
    if (next >= names.size() || names[next] != before.names[at]) {
      if (numbers.empty())
        for (std::size_t number = 0; number < names.size(); ++number)
          numbers.emplace(names[number], static_cast<std::uint32_t>(number));
      const auto found = numbers.find(before.names[at]);
      if (found == numbers.end()) continue;
      next = found->second;
    }
    if (states[next] == before.states[at]) now_[at] = static_cast<std::uint32_t>(next);
    ++next;
  }
  places_.reserve(last_.pages.size());
  for (std::size_t at = 0; at < last_.pages.size(); ++at)
    places_.emplace(last_.pages.paths[at], static_cast<std::uint32_t>(at));
}

std::optional<PackedFacets> PageComparison::unchanged(std::string_view path, std::uint64_t state) const {
  const auto place = places_.find(hash64(path));
  if (place == places_.end() || last_.pages.states[place->second] != state) return std::nullopt;
  const std::string_view packed = last_.pages.facets_of(place->second);
  try {
    std::vector<std::uint32_t> facets = unpack_facets(packed);
    bool moved = false;
    for (std::uint32_t& facet : facets) {
      const std::uint32_t now = facet < now_.size() ? now_[facet] : kChanged;
      if (now == kChanged) return std::nullopt;
      moved = moved || now != facet;
      facet = now;
    }
    if (!moved) return PackedFacets(packed);
    std::sort(facets.begin(), facets.end());
    return pack_facets(facets);
  } catch (const Damaged&) {
    return std::nullopt;
  }
}

}  // namespace broadsheet::output
