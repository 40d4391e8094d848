#include <fmt/format.h>

#include "check/parts.h"
#include "check/rules.h"
#include "model/pictures.h"

namespace broadsheet::check {

void check_pictures(const Prose& prose, const model::Site& site, Diagnostics& diagnostics) {
  if (site.remote_pictures) return;
  for (const ProseLink& link : prose.links())
    if (link.is_picture && model::is_remote_picture(link.url, site))
      report(diagnostics, "remote-picture", prose.at(link.at),
             fmt::format("the picture {} is on another host: pages link it, and do not show it", link.url),
             "keep it in static/ and write ![…](/name.png), or set `remote_pictures: load` in site.yaml");
}

}  // namespace broadsheet::check
