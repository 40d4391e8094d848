#include "page_builder.h"

#include <fmt/format.h>

#include <mutex>

#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "render/fingerprints.h"

namespace broadsheet {

namespace {

/// Stands for all of a theme's files, of which any page may make use.
std::string theme_key(const PageSources& sources) {
  std::uint64_t hash = 0;
  std::vector<FolderProblem> ignored;
  const auto add = [&](const std::string& folder) {
    for (const FoundFile& file : list_files(folder, ignored)) hash = hash64(read_file(file.path), hash64(file.relative, hash));
  };
  for (const std::string& folder : sources.theme.folders) add(folder);
  for (const model::Theme::Share& share : sources.theme.shares) add(share.folder + "/" + share.prefix);
  return fmt::format("{:016x} {}", hash, sources.views.absolute_url("/"));
}

output::Facets facets_of(const render::Fingerprints& fingerprints) {
  output::Facets facets;
  facets.names.reserve(fingerprints.facets().size());
  facets.states.reserve(fingerprints.facets().size());
  for (const render::Facet& facet : fingerprints.facets()) {
    facets.names.push_back(facet.name);
    facets.states.push_back(facet.state);
  }
  return facets;
}

}  // namespace

void render_all_pages(const PageSources& sources, const std::vector<render::Page>& pages, SiteWriter& writer,
                      Diagnostics& diagnostics) {
  parallel_for(pages.size(), [&](std::size_t at) {
    try {
      const render::PageView view{&sources.views, &pages[at]};
      writer.write(render::page_file(pages[at]),
                   render::render_page(sources.environment, pages[at].kind, all_variables(view)));
    } catch (const Error& error) {
      diagnostics.add(error);
    }
  });
}

output::PageRecord render_changed_pages(const PageSources& sources, const std::vector<render::Page>& pages,
                                        std::optional<output::PageRecord> last, SiteWriter& writer,
                                        Diagnostics& diagnostics) {
  const render::Fingerprints fingerprints(sources.views);
  output::PageRecord record{theme_key(sources), facets_of(fingerprints), {}};
  output::PageComparison comparison;
  if (last && last->key == record.key) comparison = output::PageComparison(std::move(*last), record.facets);
  record.pages.resize(pages.size());
  parallel_for(pages.size(), [&](std::size_t at) {
    try {
      const std::string file = render::page_file(pages[at]);
      const render::PageView view{&sources.views, &pages[at]};
      const render::Variables variables = all_variables(view);
      const std::uint64_t state = fingerprints.state_of(variables);
      auto facets = comparison.unchanged(file, state);
      if (!facets || !writer.reuse(file)) {
        render::FacetLog log(fingerprints);
        const tmpl::Logged logged(&log);
        writer.write(file, render::render_page(sources.environment, pages[at].kind, variables));
        facets = log.take();
      }
      record.pages[at] = {hash64(file), state, std::move(*facets)};
    } catch (const Error& error) {
      diagnostics.add(error);
    }
  });
  return record;
}

}  // namespace broadsheet
