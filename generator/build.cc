#include "build.h"

#include <fmt/format.h>

#include <boost/filesystem.hpp>
#include <memory>

#include "base/files.h"
#include "base/free_memory.h"
#include "base/parallel.h"
#include "build_folders.h"
#include "build_record.h"
#include "output/assets.h"
#include "output/last_build.h"
#include "output/staging.h"
#include "page_builder.h"
#include "render/environment.h"
#include "render/feeds.h"
#include "render/page.h"
#include "render/shortcodes.h"
#include "search/index.h"
#include "site_writer.h"

namespace broadsheet {

namespace fs = boost::filesystem;

namespace {

void copy_static(const std::vector<FoundFile>& files, SiteWriter& writer, Diagnostics& diagnostics) {
  parallel_for(files.size(), [&](std::size_t at) {
    try {
      writer.write(files[at].relative, read_file(files[at].path));
    } catch (const Error& error) {
      diagnostics.add(error);
    }
  });
}

/// Files of the owner's that would stand where a page does.
void find_static_collisions(const std::vector<FoundFile>& files, const std::vector<render::Page>& pages,
                            Diagnostics& diagnostics) {
  std::unordered_map<std::string, const render::Page*> taken;
  for (const render::Page& page : pages) taken.emplace(render::page_file(page), &page);
  for (const FoundFile& file : files)
    if (const auto page = taken.find(file.relative); page != taken.end())
      diagnostics.error("address", {file.path, 0, 0, {}},
                        fmt::format("would be written over the page {}", page->second->address), "rename the file");
}

std::string search_file(const std::string& name) {
  return "search/" + name;
}

/// The static files, and the database. Nothing for a site that cannot be published.
void write_search(const model::Archive& archive, const BuildOptions& build, SiteWriter& writer,
                  Diagnostics& diagnostics, Progress& progress) {
  if (diagnostics.has_errors()) return;
  try {
    const std::vector<search::Document> documents = search::documents(archive);
    search::IndexOptions options;
    options.language = archive.site.language;
    options.texts = archive.texts.get();
    options.progress = &progress;
    options.synonyms = search::synonyms(archive);
    options.take_over = [&](const std::string& name, const search::Imprint& bytes) {
      return writer.reuse(search_file(name), bytes.hash, bytes.size);
    };
    const search::DatabaseTarget target{database_folder(build), search_blocks_folder(build), !build.database.empty(),
                                        build.database.empty()};
    boost::system::error_code ignored;
    if (!build.use_cache) fs::remove_all(target.blocks, ignored);
    for (const std::string& folder : {target.path, target.blocks})
      fs::create_directories(fs::path(folder).parent_path(), ignored);
    const std::vector<search::File> files = search::write_index(documents, options, target);
    parallel_for(files.size(), [&](std::size_t at) {
      if (!files[at].is_taken_over) writer.write(search_file(files[at].name), files[at].bytes);
    });
  } catch (const Error& error) {
    diagnostics.add(error);
  }
}

/// Where the texts of a large archive may stand while they are not at hand: rather on the disk that the site goes to
/// than in a folder for temporary files, which may be in memory.
std::vector<std::string> text_folders(const BuildOptions& options) {
  boost::system::error_code ignored;
  const std::string beside = fs::path(options.out).parent_path().string();
  return {options.use_cache ? options.cache : std::string(), beside.empty() ? "." : beside,
          fs::temp_directory_path(ignored).string()};
}

/// What can be taken over from the site that the last build left.
output::Former former_site(const BuildOptions& options, const std::optional<output::LastBuild>& last) {
  return {last ? last->folder("site") : nullptr, options.use_cache ? options.cache + "/last-site" : std::string()};
}

/// Nothing where the site cannot be written; the reason is reported.
std::unique_ptr<output::Staging> begin_site(const BuildOptions& options, const std::optional<output::LastBuild>& last,
                                            Diagnostics& diagnostics) {
  try {
    return std::make_unique<output::Staging>(options.out, former_site(options, last));
  } catch (const Error& error) {
    diagnostics.add(error);
    return nullptr;
  }
}

/// What only the whole archive and its pages show.
void find_mistakes(const BuildOptions& options, const Loaded& loaded, const std::vector<render::Page>& pages,
                   Diagnostics& diagnostics) {
  if (loaded.archive.issues.empty() && folder_problem(options.content).empty())
    diagnostics.error("content", {options.content, 0, 0, {}}, "there is no issue in it",
                      "an empty site would take the old one's place; put Markdown files into its folder issues/");
  find_static_collisions(loaded.static_files, pages, diagnostics);
}

/// Pages, feeds and sitemap; gives what the next build needs to know of the pages.
output::PageRecord write_pages(const PageSources& sources, const std::vector<render::Page>& pages,
                               const BuildOptions& options, const std::optional<output::LastBuild>& last,
                               SiteWriter& writer, Diagnostics& diagnostics) {
  output::PageRecord record;
  const auto render = [&] {
    if (options.use_cache && !sources.theme.folders.empty())
      record = render_changed_pages(
          sources, pages, output::read_page_record(page_record_file(options), last ? last->pages : std::string()),
          writer, diagnostics);
    else
      render_all_pages(sources, pages, writer, diagnostics);
  };
  parallel_invoke({render, [&] { writer.write(render::render_sitemap(sources.views, pages)); }});
  return record;
}

/// Frees what was read, or leaves it to the end of the process: freeing millions of texts one by one takes longer than
/// most of what a build after an edit does.
struct FreeOrLeave {
  bool leave;
  void operator()(const Loaded* loaded) const {
    [[maybe_unused]] static const Loaded* left = nullptr;  // so that checkers of leaks find it
    if (leave)
      left = loaded;
    else
      delete loaded;
  }
};

BuildReport count(const render::Views& views, const std::vector<render::Page>& pages, const SiteWriter& writer) {
  BuildReport report;
  report.issues = views.archive().issues.size();
  report.stories = views.story_count();
  report.weeks = views.archive().weeks.size();
  for (const render::Page& page : pages) {
    report.companies += page.kind == render::PageKind::company && page.year == 0;
    report.topics += page.kind == render::PageKind::topic && page.year == 0;
  }
  report.pages = pages.size();
  report.files = writer.files();
  report.bytes = writer.bytes();
  return report;
}

}  // namespace

std::string database_folder(const BuildOptions& options) {
  return options.database.empty() ? options.cache + "/search" : options.database;
}

std::string search_blocks_folder(const BuildOptions& options) {
  return options.cache + "/search-blocks";
}

BuildReport build(const BuildOptions& options, Diagnostics& diagnostics, Progress& progress) {
  const auto claimed = claim_folders(options, diagnostics, [&] { progress.begin("Waiting"); });
  if (!claimed) return {};
  output::program_identity();  // before threads make libraries load others
  const ParallelLimit limit(options.jobs);
  if (options.use_cache) progress.begin("Comparing");
  BuildRecorder recorder(options);
  if (const std::optional<BuildReport> report = recorder.unchanged(diagnostics)) return *report;
  if (recorder.last()) use_cheaper_pages();

  Diagnostics in_content;
  std::unique_ptr<const Loaded, FreeOrLeave> owned(nullptr, {options.ends_process});
  std::unique_ptr<output::Staging> staging;
  output::Assets assets;
  // Looks at every file of the last site.
  const auto prepare_site = [&] { staging = begin_site(options, recorder.last(), diagnostics); };
  const auto prepare_assets = [&](const model::Theme& theme) {
    assets = output::load_assets(theme, diagnostics, options.use_cache ? options.cache + "/assets" : std::string());
  };
  owned.reset(new Loaded(load(
      {options.content, options.themes, options.theme, options.base_url, options.drafts,
       options.use_cache ? options.cache : std::string(), text_folders(options),
       [&](std::string_view file) { return recorder.content_hash(file); },
       [&](std::string_view file, std::uint64_t hash) { recorder.was_read(file, hash); }, prepare_site, prepare_assets},
      in_content, diagnostics, progress)));
  const Loaded& loaded = *owned;
  std::optional<render::Views> views;
  std::vector<render::Page> pages;
  const auto plan = [&] {
    views.emplace(loaded.archive, render::data_value(loaded.theme.options), options.search);
    pages = render::plan_pages(*views, in_content);
    add_below(options.content, in_content, diagnostics);
    find_mistakes(options, loaded, pages, diagnostics);
  };
  if (!staging) {
    plan();  // for all findings of a run
    return {};
  }

  SiteWriter writer(*staging, diagnostics);
  progress.begin("Rendering");
  output::PageRecord record;
  const auto write_site = [&] {
    plan();
    const auto environment = render::make_environment(loaded.theme, *views, assets.files);
    const render::Shortcodes shortcodes(*views, *environment, pages,
                                        [&](const std::string& file) { return path_below(options.content, file); });
    views->set_shortcodes(&shortcodes);
    record = write_pages({*views, *environment, loaded.theme, progress}, pages, options, recorder.last(), writer,
                         diagnostics);
    views->set_shortcodes(nullptr);
    writer.write(assets.bytes);
    copy_static(loaded.static_files, writer, diagnostics);
  };
  const auto index = [&] {
    if (options.search) write_search(loaded.archive, options, writer, diagnostics, progress);
  };
  if (options.database.empty()) {
    parallel_invoke({write_site, index});
  } else {  // the database is to be kept: it is not written of a site that cannot be published
    write_site();
    progress.begin("Indexing");
    index();
  }
  BuildReport report = count(*views, pages, writer);
  if (diagnostics.has_errors() || (options.strict && diagnostics.count(Severity::warning) > 0)) return report;
  progress.begin("Publishing");
  try {
    staging->publish();
    report.published = true;
    recorder.keep(report, diagnostics, record, *staging);
  } catch (const Error& error) {
    diagnostics.add(error);
  }
  return report;
}

}  // namespace broadsheet
