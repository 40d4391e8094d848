// Links the archive: orders issues, resolves companies and topics, places issues in weeks, and knows what stands next
// to what. Takes what was read and gives a new value, which is const from then on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/text_store.h"
#include "model/archive.h"

namespace broadsheet::link {

struct LinkOptions {
  std::string cache;                 ///< folder where what is found in texts is kept between builds; empty: nowhere
  std::string program;               ///< names the program: what another one found is not believed
  std::shared_ptr<TextStore> texts;  ///< that texts of the issues stand in; the archive keeps it, and adds to it
};

/// Links `issues` and `pages` under the configuration `site`. The result depends on the contents alone, not on the
/// order of the arguments. Two issues or pages with one address are an error (rule `address`) in `diagnostics`; so are
/// contradictions inside a vocabulary.
model::Archive link_archive(model::Site site, std::vector<model::Issue> issues,
                            std::vector<model::StandalonePage> pages, Diagnostics& diagnostics,
                            const LinkOptions& options = {});

}  // namespace broadsheet::link
