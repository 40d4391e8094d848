// A theme's assets on their way into the site: named by their content, so that browsers may keep them for ever.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_bytes.h"
#include "model/theme.h"

namespace broadsheet::output {

struct Assets {
  std::map<std::string, std::string> files;  ///< "style.css" → "assets/style.0123456789abcdef.css"
  std::vector<FileBytes> bytes;              ///< ordered by path
};

/// Reads `assets/` of every folder of the theme, the first folder's file winning. Where a stylesheet or a script names
/// another asset in quotes or in url(), relative to itself (`import "./engine.js"`), the name is replaced by the
/// other's name with its hash. Assets that name each other in a circle are an error (rule `asset`).
/// Stylesheets and scripts are made smaller (minify.h); a module has what it imports statically from its own folder in
/// it (bundle.h). What was made is kept in the file `cache`, where that is not empty, and taken from there as long as
/// the theme's assets and the program are the same.
Assets load_assets(const model::Theme& theme, Diagnostics& diagnostics, const std::string& cache = {});

}  // namespace broadsheet::output
