// A theme as it was found on disk: the folders that make it up, and its options.
#pragma once

#include <string>
#include <vector>

#include "model/data.h"

namespace broadsheet::model {

struct Theme {
  std::string name;
  /// The theme's folder, then that of the theme it extends, and so on: a file is taken from the first that has it.
  std::vector<std::string> folders;
  std::vector<std::string> shortcodes;  ///< names, sorted: of files `shortcodes/<name>.html` in any of the folders
  /// Files of themes that it does not extend, after all others: those of `folder` whose path there starts with
  /// `prefix`.
  struct Share {
    std::string folder;
    std::string prefix;  ///< "shortcodes/", or below "assets/"
  };
  std::vector<Share> shares;
  /// Every option of the chain with its value: the site's where it sets one, else the default. A map.
  Data options;
};

}  // namespace broadsheet::model
