// Links the archive: orders issues, resolves companies and topics, places issues in weeks, and knows what stands next
// to what. Takes what was read and gives a new value, which is const from then on.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "model/archive.h"

namespace broadsheet::link {

/// Links `issues` and `pages` under the configuration `site`. The result depends on the contents alone, not on the
/// order of the arguments. Two issues or pages with one address are an error (rule `address`) in `diagnostics`; so are
/// contradictions inside a vocabulary. What is found in texts is kept in `cache_folder`, unless that is empty, and
/// believed where `program`, which names the program, is the same.
model::Archive link_archive(model::Site site, std::vector<model::Issue> issues,
                            std::vector<model::StandalonePage> pages, Diagnostics& diagnostics,
                            const std::string& cache_folder = {}, const std::string& program = {});

}  // namespace broadsheet::link
