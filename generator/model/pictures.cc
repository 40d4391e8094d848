#include "model/pictures.h"

#include "base/text.h"

namespace broadsheet::model {

bool is_remote_picture(std::string_view url, const Site& site) {
  url = trim(url);
  const std::string start = lower_case(url.substr(0, 8));
  const bool has_host = start.starts_with("//") || start.starts_with("http://") || start.starts_with("https://");
  return has_host && !url.starts_with(site.url);
}

}  // namespace broadsheet::model
