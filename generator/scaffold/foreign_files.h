// The files of a foreign archive, each read as an issue as far as it can be one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/issue.h"
#include "scaffold/grouping.h"
#include "scaffold/numbering.h"

namespace broadsheet::scaffold {

/// A file that was read, and what its series may be.
struct ForeignFile {
  std::string path;                     ///< below the content folder: issues/2026/a.md
  std::optional<model::Issue> issue;    ///< with a day that means nothing where `number` is set
  std::string problem;                  ///< why it is none
  bool is_undated = false;              ///< it would be an issue if it had a date
  std::optional<NumberedIssue> number;  ///< it has a number instead of a date
  IssueClues clues;
  std::string key;  ///< of its series; empty for that of the whole archive
};

/// Why a file is surely no issue ("a file about the repository"); empty where it may be one.
std::string reason_to_leave_out(std::string_view path);

/// Reads all files of `relative` below `folder`. A file without a date and with a number in its name is read all the
/// same.
std::vector<ForeignFile> read_foreign_files(const std::string& folder, const std::vector<std::string>& relative);

}  // namespace broadsheet::scaffold
