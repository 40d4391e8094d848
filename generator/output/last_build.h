// What the last build read and wrote, so that a build of the same input can end at once. It is trusted only as far as
// the disk bears it out: every file that was read or written must be as it was, and no other may have come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct stat;

namespace broadsheet::output {

/// A file as it was at some time.
struct FileState {
  std::string path;           ///< below its folder, with `/`
  std::uint64_t size = 0;     ///< bytes
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  std::uint64_t inode = 0;
  std::uint64_t hash = 0;  ///< XXH3 of its bytes; 0 where it is not known yet

  bool operator==(const FileState&) const = default;
};

/// The files of a folder as list_files() finds them, ordered by path.
struct FolderState {
  std::string name;  ///< what the folder is for: "content"
  std::vector<FileState> files;

  bool operator==(const FolderState&) const = default;
};

/// What stands in `folder`; none where a part of it cannot be looked at. Does not read the files.
std::optional<FolderState> look_at(std::string name, const std::string& folder);

/// Sets the hashes of the files that are as they were in `before`.
void take_hashes(FolderState& state, const FolderState& before);

/// Sets the hashes of files that were written just before `now`: so lately that a later change might not show in their
/// times. To be called before anything is read of them.
void hash_latest(FolderState& state, const std::string& folder, std::int64_t now);

/// Reads the files whose hashes are not known, and sets them; known ones are of bytes that were read since look_at(),
/// or taken over. Those that hash_latest() read are read again. False where one is no longer as `state` says, or was
/// written since or just before `read_since` and has not the hash that it had.
bool hash_files(FolderState& state, const std::string& folder, std::int64_t read_since);

/// Whether `now`, what look_at() gave for `folder`, are the very files of `state`: files whose times or numbers differ
/// are read and compared.
bool is_unchanged(const FolderState& state, const FolderState& now, const std::string& folder);
/// The same, with a look at it.
bool is_unchanged(const FolderState& state, const std::string& folder);

/// Whether a file is as `state` says, as far as its size, times and number tell.
bool is_same(const FileState& state, const struct stat& now);
/// The same of what stands in `folder`.
bool is_same(const FileState& state, const std::string& folder);
/// A file as the system describes it.
FileState file_state(std::string path, const struct stat& now, std::uint64_t hash);

/// The file with that path; nothing where there is none.
const FileState* find_file(const FolderState& state, std::string_view path);
FileState* find_file(FolderState& state, std::string_view path);

struct LastBuild {
  std::string key;  ///< everything else that decides about the output: program, options
  std::vector<FolderState> folders;

  /// Null where there is none of that name.
  const FolderState* folder(std::string_view name) const;

  std::string result;  ///< one line, for the caller
  std::string pages;   ///< hash of the page record that belongs to it, or empty
};

/// The record in `file`; none where there is none, or where it is damaged or of another format.
std::optional<LastBuild> read_last_build(const std::string& file);

/// Replaces the record in one step. Failing is no error: the next build is a whole one.
void write_last_build(const std::string& file, const LastBuild& build);

/// Names the program and all libraries that it loaded, by their build identifiers (the linker's NT_GNU_BUILD_ID notes):
/// another one may write other bytes.
std::string program_identity();

/// Nanoseconds since 1970, for hash_files().
std::int64_t file_clock_now();

}  // namespace broadsheet::output
