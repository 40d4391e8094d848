// Finds a theme on disk: its folder, those of the themes it extends, and its options.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "model/site.h"
#include "model/theme.h"

namespace broadsheet::content {

/// The theme `name` below `themes_dir`, its options at their defaults. Errors (rule `theme`), in files of the theme: no
/// such theme, themes that extend each other in a circle, a contract version that is still to come, an option without a
/// default. A warning: a contract version that is past, with what changed since; or none.
model::Theme read_theme(const std::string& themes_dir, const std::string& name, Diagnostics& diagnostics);

/// Sets the options that site.yaml sets. Errors (rule `theme`), in site.yaml: an option that the theme does not have,
/// or of another type than its default.
void set_options(model::Theme& theme, const model::Site& site, Diagnostics& diagnostics);

}  // namespace broadsheet::content
