// The disk, at the edges of the program: reading inputs and walking folders.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broadsheet {

/// The bytes of a file. Throws Error (rule `file`, located at `shown`, or `path` where that is empty) where it cannot
/// be read, is no regular file, or is larger than 256 MiB.
std::string read_file(const std::string& path, std::string_view shown = {});

/// Whether there is a regular file at `path` (or a link to one).
bool file_exists(const std::string& path);
bool folder_exists(const std::string& path);
/// Why no folder can be read at `path`, as its owner is told; nothing where one can.
std::string folder_problem(const std::string& path);

/// Makes the file have these bytes in one step: whoever looks finds the old ones or the new ones. False where that
/// fails, for which nothing of the old file is lost. Not flushed to the disk.
bool replace_file(const std::string& path, std::string_view bytes);

/// The same for bytes that come part by part: they stand beside the file until all are there.
class FileReplacement {
 public:
  explicit FileReplacement(std::string path);
  /// Nothing happens to the file unless finish() was called.
  ~FileReplacement();
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;

  void add(std::string_view bytes);
  /// To be called once, at the end. False where that, or anything before it, failed.
  bool finish();

 private:
  void write(std::string_view bytes);

  std::string path_;
  std::string beside_;
  int file_;
  bool whole_;  ///< all is written so far
  std::string waiting_;
};

/// A file below a root.
struct FoundFile {
  std::string path;      ///< with the root, to be opened
  std::string relative;  ///< below the root, with `/`, bytes as on disk
};

/// The regular files below `root`, ordered by the bytes of `relative`. Follows symbolic links to files and folders,
/// each folder once (loops end). Names that start with `.` are left out. Adds folders that cannot be read, broken
/// links, and names that are not UTF-8 to `problems`, one sentence each. A root that is not there gives nothing.
struct FolderProblem {
  std::string relative;
  std::string message;
};
std::vector<FoundFile> list_files(const std::string& root, std::vector<FolderProblem>& problems);

/// Whether `path` (UTF-8, `/` between parts) fits a glob: `*` and `?` within a part, `**` across parts, and a glob
/// without `/` fits the last part.
bool glob_matches(std::string_view glob, std::string_view path);

}  // namespace broadsheet
