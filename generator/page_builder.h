// Renders pages: those that would come out other than in the last build. What each was made of goes into a record for
// the next one.
#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "base/progress.h"
#include "model/theme.h"
#include "output/page_record.h"
#include "render/page.h"
#include "site_writer.h"
#include "template/environment.h"

namespace broadsheet {

/// What renderings depend on.
struct PageSources {
  const render::Views& views;
  const tmpl::Environment& environment;
  const model::Theme& theme;
  Progress& progress;  ///< each page and feed is a step
};

/// Renders all pages and feeds into `writer`.
void render_all_pages(const PageSources& sources, const std::vector<render::Page>& pages, SiteWriter& writer,
                      Diagnostics& diagnostics);

/// The same, but for what `last`, the record of the build that wrote the last site, shows to be unchanged. Gives the
/// new record.
output::PageRecord render_changed_pages(const PageSources& sources, const std::vector<render::Page>& pages,
                                        std::optional<output::PageRecord> last, SiteWriter& writer,
                                        Diagnostics& diagnostics);

}  // namespace broadsheet
