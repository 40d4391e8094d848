// The template engine set up for a theme: where templates come from, and the functions that themes may call.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "model/theme.h"
#include "render/view.h"
#include "template/environment.h"

namespace broadsheet::render {

/// Templates from these folders, which end in a slash, the first that has one of a name winning; for templates outside
/// of any site: `url` and `base` say where it would stand, and asset(name) is assets/name there.
std::unique_ptr<tmpl::Environment> make_plain_environment(std::vector<std::string> template_folders, std::string url,
                                                          std::string base);

/// `assets` maps a theme's asset ("style.css") to its file in the site ("assets/style.1f3a….css"). Templates get
/// asset(name), which is an error for an unknown name, address(path) and the filter absolute. `views` and `assets`
/// must outlive the environment.
std::unique_ptr<tmpl::Environment> make_environment(const model::Theme& theme, const Views& views,
                                                    const std::map<std::string, std::string>& assets);

}  // namespace broadsheet::render
