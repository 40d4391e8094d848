// Which pictures a page may load: those of the site itself, and others where the owner wants it.
#pragma once

#include <string_view>

#include "model/site.h"

namespace broadsheet::model {

/// Whether a picture's address, as an author wrote it, is on another host than the site.
bool is_remote_picture(std::string_view url, const Site& site);

}  // namespace broadsheet::model
