#include "output/page_record.h"

#include <algorithm>
#include <cereal/types/vector.hpp>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/stored_bytes.h"

namespace broadsheet::output {

namespace {

constexpr std::uint32_t kFormat = 2;
constexpr std::uint32_t kChanged = ~std::uint32_t(0);

template <class Archive>
void visit(Archive& archive, PageRecord& record) {
  PageStates& pages = record.pages;
  archive(record.key, record.facets.names, record.facets.states, pages.paths, pages.states, pages.ends, pages.facets);
}

}  // namespace

void PageStates::add(const PageState& page) {
  paths.push_back(page.path);
  states.push_back(page.state);
  facets.insert(facets.end(), page.facets.begin(), page.facets.end());
  ends.push_back(static_cast<std::uint32_t>(facets.size()));
}

bool PageStates::is_whole(std::size_t count) const {
  return states.size() == size() && ends.size() == size() && std::is_sorted(ends.begin(), ends.end()) &&
         (ends.empty() ? 0 : ends.back()) == facets.size() &&
         std::all_of(facets.begin(), facets.end(), [count](std::uint32_t facet) { return facet < count; });
}

std::optional<PageRecord> read_page_record(const std::string& file, const std::string& hash) {
  if (hash.empty() || !file_exists(file)) return std::nullopt;
  try {
    const std::string bytes = read_file(file);
    if (hash_name(bytes) != hash) return std::nullopt;
    StoredBytes archive(bytes);
    std::uint32_t format = 0;
    archive(format);
    if (format != kFormat) return std::nullopt;
    PageRecord record;
    visit(archive, record);
    const std::size_t facets = record.facets.names.size();
    if (record.facets.states.size() != facets || !record.pages.is_whole(facets)) return std::nullopt;
    return record;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::string write_page_record(const std::string& file, const PageRecord& record) {
  const std::string bytes = to_bytes([&](BytesToStore& archive) {
    archive(kFormat);
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

std::optional<std::vector<std::uint32_t>> PageComparison::unchanged(std::string_view path, std::uint64_t state) const {
  const auto place = places_.find(hash64(path));
  if (place == places_.end() || last_.pages.states[place->second] != state) return std::nullopt;
  const std::span<const std::uint32_t> read = last_.pages.facets_of(place->second);
  std::vector<std::uint32_t> facets;
  facets.reserve(read.size());
  for (const std::uint32_t facet : read) {
    if (now_[facet] == kChanged) return std::nullopt;
    facets.push_back(now_[facet]);
  }
  std::sort(facets.begin(), facets.end());
  return facets;
}

}  // namespace broadsheet::output
