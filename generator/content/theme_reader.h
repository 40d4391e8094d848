// Finds a theme on disk: its folder, those of the themes it extends, and its options.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "model/site.h"
#include "model/theme.h"

namespace broadsheet::content {

/// The version of the theme contract that this program offers; themes name theirs as `contract:` in theme.yaml.
inline constexpr int kThemeContract = 1;

/// The theme `site.theme` below `themes_dir`, with `site.options` set. Errors (rule `theme`): no such theme, themes
/// that extend each other in a circle, another contract version, an option that the theme does not have or of another
/// type.
model::Theme read_theme(const std::string& themes_dir, const model::Site& site, Diagnostics& diagnostics);

}  // namespace broadsheet::content
