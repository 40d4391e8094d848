#include "page_builder.h"

#include <fmt/format.h>

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
    for (const FoundFile& file : list_files(folder, ignored))
      hash = hash64(read_file(file.path), hash64(file.relative, hash));
  };
  for (const std::string& folder : sources.theme.folders) add(folder);
  for (const model::Theme::Share& share : sources.theme.shares) add(share.folder + "/" + share.prefix);
  return fmt::format("{:016x} {}", hash, sources.views.absolute_url("/"));
}

std::string render_page(const PageSources& sources, const render::Page& page, const render::Variables& variables) {
  if (page.kind == render::PageKind::issue) render::prefetch_related(sources.views, page.index);
  return render::render_page(sources.environment, page.kind, variables);
}

/// A page is made: what it showed may leave the memory.
void end_page(const PageSources& sources) {
  sources.views.archive().texts->release_if_many();
  sources.progress.step();
}

}  // namespace

void render_all_pages(const PageSources& sources, const std::vector<render::Page>& pages, SiteWriter& writer,
                      Diagnostics& diagnostics) {
  const std::vector<render::FeedPlan> feeds = render::plan_feeds(sources.views);
  sources.progress.expect(pages.size() + feeds.size());
  parallel_for(pages.size() + feeds.size(), [&](std::size_t at) {
    try {
      if (at >= pages.size()) {
        for (const FileBytes& file : render::render_feed(sources.views, feeds[at - pages.size()]))
          writer.write(file.path, file.bytes);
      } else if (!sources.theme.folders.empty()) {
        const render::PageView view{&sources.views, &pages[at]};
        writer.write(render::page_file(pages[at]), render_page(sources, pages[at], all_variables(view)));
      }
    } catch (const Error& error) {
      diagnostics.add(error);
    }
    end_page(sources);
  });
}

namespace {

/// One build's look at what the last one left.
class ChangedPages {
 public:
  ChangedPages(const PageSources& sources, std::optional<output::PageRecord> last, SiteWriter& writer)
      : sources_(sources), writer_(writer), fingerprints_(sources.views) {
    key_ = theme_key(sources);
    if (last && last->key == key_)
      comparison_ = output::PageComparison(std::move(*last), fingerprints_.names(), fingerprints_.states());
  }

  output::PageState page(const render::Page& page) {
    const std::string file = render::page_file(page);
    const render::PageView view{&sources_.views, &page};
    render::Variables variables = deciding_variables(view);
    const std::uint64_t state = fingerprints_.state_of(variables);
    auto facets = comparison_.unchanged(file, state);
    if (!facets || !writer_.reuse(file)) {
      render::FacetLog log(fingerprints_);
      const tmpl::Logged logged(&log);
      complete(view, variables);
      writer_.write(file, render_page(sources_, page, variables));
      facets = output::pack_facets(log.take());
    }
    return {hash64(file), state, std::move(*facets)};
  }

  output::PageState feed(const render::FeedPlan& plan) {
    const std::vector<std::string> files = render::feed_files(plan);
    const std::uint64_t state = fingerprints_.state_of(plan);
    if (!comparison_.unchanged(files.front(), state) || !writer_.reuse(files))
      for (const FileBytes& file : render::render_feed(sources_.views, plan)) writer_.write(file.path, file.bytes);
    return {hash64(files.front()), state, {}};
  }

  output::PageRecord record(const std::vector<output::PageState>& pages) && {
    return {std::move(key_),
            {std::move(fingerprints_).take_names(), std::move(fingerprints_).take_states()},
            output::PageStates::of(pages)};
  }

 private:
  const PageSources& sources_;
  SiteWriter& writer_;
  render::Fingerprints fingerprints_;
  std::string key_;
  output::PageComparison comparison_;
};

}  // namespace

output::PageRecord render_changed_pages(const PageSources& sources, const std::vector<render::Page>& pages,
                                        std::optional<output::PageRecord> last, SiteWriter& writer,
                                        Diagnostics& diagnostics) {
  ChangedPages changed(sources, std::move(last), writer);
  const std::vector<render::FeedPlan> feeds = render::plan_feeds(sources.views);
  std::vector<output::PageState> states(pages.size() + feeds.size());
  sources.progress.expect(states.size());
  parallel_for(states.size(), [&](std::size_t at) {
    try {
      states[at] = at < pages.size() ? changed.page(pages[at]) : changed.feed(feeds[at - pages.size()]);
    } catch (const Error& error) {
      diagnostics.add(error);
    }
    end_page(sources);
  });
  return std::move(changed).record(states);
}

}  // namespace broadsheet
