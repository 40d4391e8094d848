// What a page is made of, as numbers: for each thing that templates know (a story, a company, the site …) one for what
// they can see of it. A page whose own number and those of all that it read are as they were is as it was.
//
// The numbers are made by reading the very fields that templates read, so none can be forgotten: a field's value counts
// with its text; a thing that it leads to, with its name alone, since a page that goes on there reads that, too.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "render/feeds.h"
#include "render/page.h"
#include "template/access_log.h"

namespace broadsheet::render {

/// Const and safe for many threads once made; `views` must outlive it.
class Fingerprints {
 public:
  explicit Fingerprints(const Views& views);

  /// Of each facet (see facet() in view.h) of each thing, by its number: a name that is the same in every build, and a
  /// hash of what its fields give.
  const std::vector<std::uint64_t>& names() const { return names_; }
  const std::vector<std::uint64_t>& states() const { return states_; }
  /// Likewise, for when nothing more is asked.
  std::vector<std::uint64_t> take_names() && { return std::move(names_); }
  std::vector<std::uint64_t> take_states() && { return std::move(states_); }
  /// The number of the facet that a field belongs to; nothing for structs that are no thing of their own.
  std::optional<std::uint32_t> number(const tmpl::RecordType& type, const void* record, const tmpl::Field& field) const;
  /// A hash of all that `variables` show by themselves.
  std::uint64_t state_of(const Variables& variables) const;
  /// The same of all that a feed is made of.
  std::uint64_t state_of(const FeedPlan& feed) const;

 private:
  class Hashing;
  enum class Thing : std::size_t { site, series, week, term, thread, issue, story };  ///< indexes of kinds_
  struct Kind {
    const tmpl::RecordType* type;
    std::uint32_t first;   // facet of the first thing
    std::uint32_t facets;  // of each
  };

  std::int64_t content_state(const tmpl::RecordType& type, const void* record) const;
  std::size_t index_of(Thing thing, const void* record) const;
  std::optional<std::size_t> place(const tmpl::RecordType& type, const void* record) const;
  void add_kind(const tmpl::RecordType& type, std::size_t count);
  void name_all();
  void hash_all();
  void look_at_terms();
  std::uint32_t hash_issue(std::uint32_t index, Hashing& hashing);
  std::uint32_t hash_story(const StoryView& story, Hashing& hashing);

  const Views& views_;
  std::vector<Kind> kinds_;
  std::vector<std::uint64_t> names_, states_;
  std::vector<std::uint64_t> looks_;  // of each term: its name, its address
};

/// Collects the facets that a rendering reads.
class FacetLog : public tmpl::AccessLog {
 public:
  explicit FacetLog(const Fingerprints& fingerprints) : fingerprints_(fingerprints) {}
  void read(const tmpl::RecordType& type, const void* record, const tmpl::Field& field) override;
  /// Ascending, each once.
  std::vector<std::uint32_t> take();

 private:
  static constexpr std::size_t kRecent = 256;

  /// A template comes back to a thing again and again.
  struct Read {
    const tmpl::RecordType* type;
    const void* record;
    std::uint32_t facet;
  };

  const Fingerprints& fingerprints_;
  std::vector<std::uint32_t> numbers_;
  std::array<Read, kRecent> recent_{};
};

}  // namespace broadsheet::render
