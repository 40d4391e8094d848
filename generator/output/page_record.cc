#include "output/page_record.h"

#include <algorithm>
#include <cereal/types/vector.hpp>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/stored_bytes.h"

namespace broadsheet::output {

// Found by cereal through the type's namespace.
template <class Archive>
void serialize(Archive& archive, PageState& page) {
  archive(page.path, page.state, page.facets);
}

namespace {

constexpr std::uint32_t kFormat = 1;
constexpr std::uint32_t kChanged = ~std::uint32_t(0);

template <class Archive>
void visit(Archive& archive, PageRecord& record) {
  archive(record.key, record.facets.names, record.facets.states, record.pages);
}

}  // namespace

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
  for (std::size_t at = 0; at < last_.pages.size(); ++at)
    places_.emplace(last_.pages[at].path, static_cast<std::uint32_t>(at));
}

std::optional<std::vector<std::uint32_t>> PageComparison::unchanged(std::string_view path, std::uint64_t state) const {
  const auto place = places_.find(hash64(path));
  if (place == places_.end() || last_.pages[place->second].state != state) return std::nullopt;
  std::vector<std::uint32_t> facets;
  facets.reserve(last_.pages[place->second].facets.size());
  for (const std::uint32_t facet : last_.pages[place->second].facets) {
    if (now_[facet] == kChanged) return std::nullopt;
    facets.push_back(now_[facet]);
  }
  std::sort(facets.begin(), facets.end());
  return facets;
}

}  // namespace broadsheet::output
