// A small archive that works: what `init` writes for those who start from nothing.
#pragma once

#include <vector>

#include "base/file_bytes.h"

namespace broadsheet::scaffold {

/// The files of a content folder with one series, two issues, vocabularies, a source list, a page and an archetype.
std::vector<FileBytes> example_archive();

}  // namespace broadsheet::scaffold
