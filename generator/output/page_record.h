// What the pages of the last build were made of, so that a build renders only those that would come out differently.
// Knows nothing of what pages show: a page has a state of its own and read some facets, each with a name and a state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace broadsheet::output {

/// All facets of a build: `states[i]` is that of `names[i]`. A name comes once.
struct Facets {
  std::vector<std::uint64_t> names;
  std::vector<std::uint64_t> states;
};

/// Facets by number, ascending, in few bytes: most pages read runs of them, and a large archive has tens of millions.
using PackedFacets = std::string;
PackedFacets pack_facets(const std::vector<std::uint32_t>& facets);
/// Throws Damaged.
std::vector<std::uint32_t> unpack_facets(std::string_view packed);

struct PageState {
  std::uint64_t path = 0;  ///< hash of its file's path
  std::uint64_t state = 0;
  PackedFacets facets;
};

/// The states of all pages, in a few lists.
struct PageStates {
  std::vector<std::uint64_t> paths;
  std::vector<std::uint64_t> states;
  std::vector<std::uint64_t> ends;  ///< of each page's facets in `facets`
  std::string facets;               ///< all pages' one after the other

  static PageStates of(const std::vector<PageState>& pages);
  void add(const PageState& page);
  std::size_t size() const { return paths.size(); }
  std::string_view facets_of(std::size_t page) const {
    const std::size_t begin = page == 0 ? 0 : ends[page - 1];
    return std::string_view(facets).substr(begin, ends[page] - begin);
  }
  /// Whether the lists fit together.
  bool is_whole() const;
};

/// Written once a build, whole.
struct PageRecord {
  std::string key;  ///< everything else that all pages depend on
  Facets facets;
  PageStates pages;
};

/// The record in `file` if it has this hash; none where there is none, or another.
std::optional<PageRecord> read_page_record(const std::string& file, const std::string& hash);
/// Its hash, or nothing where it cannot be written.
std::string write_page_record(const std::string& file, const PageRecord& record);

/// Finds the pages that are as they were. Const and safe for many threads once made.
class PageComparison {
 public:
  /// Nothing is as it was.
  PageComparison() = default;
  /// `names` and `states` are those of the facets of now.
  PageComparison(PageRecord last, const std::vector<std::uint64_t>& names, const std::vector<std::uint64_t>& states);

  /// The facets that the page read, by their numbers of now, where all of them and its own state are as they were.
  std::optional<PackedFacets> unchanged(std::string_view path, std::uint64_t state) const;

 private:
  PageRecord last_;
  std::vector<std::uint32_t> now_;  // number of now, by the last one; kChanged for those that changed or went
  std::unordered_map<std::uint64_t, std::uint32_t> places_;
};

}  // namespace broadsheet::output
