// Writes new files, and only new ones.
#pragma once

#include <string>
#include <vector>

#include "base/file_bytes.h"

namespace broadsheet::scaffold {

/// Throws Error (rule `file`) where a file of `files` is already below `folder`; then nothing has been written.
void expect_new(const std::string& folder, const std::vector<FileBytes>& files);

/// Writes `files` below `folder`, which is made where needed, and replaces what is there. Throws Error (rule `file`).
void write_files(const std::string& folder, const std::vector<FileBytes>& files);

/// Makes `folder/issues` a link to the archive `from`, relative so that both can be moved together; nothing where
/// `from` is that folder. Throws Error (rule `file`) where there is something else.
void link_issues(const std::string& folder, const std::string& from);

}  // namespace broadsheet::scaffold
