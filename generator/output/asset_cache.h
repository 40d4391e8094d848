// The site's assets as the last build made them: scripts and stylesheets take longer to be made smaller than a site
// with one edited story takes to be built.
#pragma once

#include <optional>
#include <string>

#include "output/assets.h"

namespace broadsheet::output {

/// What `file` keeps under this key; nothing where there is no such file, or where it is damaged or of another key.
std::optional<Assets> read_kept_assets(const std::string& file, const std::string& key);

/// Replaces `file` in one step; does nothing where its name is empty. Failing is no error.
void keep_assets(const std::string& file, const std::string& key, const Assets& assets);

}  // namespace broadsheet::output
