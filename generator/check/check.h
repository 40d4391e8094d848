// Looks over a linked archive for what its owner would want to know: dead links, leftovers, stories without text, names
// in two spellings, gaps. Finds and tells; changes nothing. What is wrong with single values is told by reading.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "model/archive.h"

namespace broadsheet::check {

/// What is looked at. All must outlive the call.
struct Subject {
  const model::Archive& archive;
  /// The bytes of a file that the archive comes from, by its path below the content folder. May throw Error.
  std::function<std::string(const std::string& path)> read;
  /// Every address of the site: of pages ("/about/") and of single files ("/feed.xml").
  std::set<std::string, std::less<>> addresses;
  /// Files that are kept back, below the content folder.
  std::vector<std::string> drafts;
};

/// Adds all findings to `diagnostics`, with the rules' own severities, and files named below the content folder. The
/// time is near linear in the size of the archive.
void check(const Subject& subject, Diagnostics& diagnostics);

}  // namespace broadsheet::check
