// The first configuration of an archive that was surveyed: files for its owner to read, correct and keep.
#pragma once

#include <vector>

#include "base/file_bytes.h"
#include "scaffold/survey.h"

namespace broadsheet::scaffold {

/// site.yaml, companies.yaml and topics.yaml with what was found, and comments that say why and how often.
std::vector<FileBytes> first_config(const Survey& survey);

}  // namespace broadsheet::scaffold
