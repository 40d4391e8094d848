// The files of a folder that still are what the last build wrote there: they can stay where they are, while all else is
// cleared away. Trusted only as far as the disk bears it out: a file's size, time and number must be as they were.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "output/last_build.h"

namespace broadsheet::output {

/// Files go by their numbers in the record. Different files can be taken from different threads.
class KeptFiles {
 public:
  /// Knows the files of `last`, ordered by path; none of them stands anywhere yet. `last` must outlive it.
  explicit KeptFiles(const FolderState& last);

  /// Looks through `folder` on all cores and removes from it what is no file of the record, or is not as it was. False
  /// where that fails: then anything may be there.
  bool look_through(const std::string& folder);
  /// Whether `folder` has all files of the record as they were, and no other but those with a dot. Only looks.
  bool are_all_of(const std::string& folder);
  /// Removes what was not taken, and the folders that this leaves empty. False where a file stays.
  bool remove_rest(const std::string& folder) const;

  std::optional<std::uint32_t> find(std::string_view path) const;
  const FileState& file(std::uint32_t number) const { return last_.files[number]; }
  bool stands(std::uint32_t number) const { return states_[number] != State::gone; }
  void take(std::uint32_t number) { states_[number] = State::taken; }
  /// Something else stands in its place now.
  void lose(std::uint32_t number) { states_[number] = State::gone; }
  /// The states of all that were taken, ordered by path.
  std::vector<FileState> taken() const;

 private:
  enum class State : char { gone, stands, taken };

  /// What stands in one folder.
  struct Seen {
    std::vector<std::string_view> below;  ///< its folders that the record knows
    std::vector<std::string> foreign;     ///< all that is not in the record, or not as it was
    bool whole = false;                   ///< it could be read to its end
  };
  using Judge = std::function<bool(const std::string& path, const Seen& seen)>;

  Seen look_at(int root, std::string_view folder);
  bool walk(const std::string& root, const Judge& is_good);
  std::optional<std::uint32_t> find(std::string_view folder, std::string_view name) const;

  const FolderState& last_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> folders_;  // their files, ordered by name
  std::vector<State> states_;
};

}  // namespace broadsheet::output
