#include "build.h"

#include <fmt/format.h>

#include <atomic>
#include <boost/filesystem.hpp>
#include <memory>

#include "base/files.h"
#include "base/parallel.h"
#include "build_record.h"
#include "output/assets.h"
#include "output/staging.h"
#include "render/environment.h"
#include "render/feeds.h"
#include "render/page.h"
#include "render/shortcodes.h"
#include "search/index.h"

namespace broadsheet {

namespace fs = boost::filesystem;

namespace {

/// Writes files, counts them, and turns their failures into findings: from a full disk on, one is enough.
class Writer {
 public:
  Writer(output::Staging& staging, BuildRecorder& recorder, Diagnostics& diagnostics)
      : staging_(staging), recorder_(recorder), diagnostics_(diagnostics) {}

  void write(std::string_view path, std::string_view bytes) {
    if (failed_) return;
    try {
      staging_.write(path, bytes);
      recorder_.wrote(path, bytes);
      ++files_;
      bytes_ += bytes.size();
    } catch (const Error& error) {
      if (!failed_.exchange(true)) diagnostics_.add(error);
    }
  }

  void write(const std::vector<FileBytes>& files) {
    parallel_for(files.size(), [&](std::size_t at) { write(files[at].path, files[at].bytes); });
  }

  std::size_t files() const { return files_; }
  std::size_t bytes() const { return bytes_; }

 private:
  output::Staging& staging_;
  BuildRecorder& recorder_;
  Diagnostics& diagnostics_;
  std::atomic<bool> failed_ = false;
  std::atomic<std::size_t> files_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
};

void render_pages(const render::Views& views, const tmpl::Environment& environment,
                  const std::vector<render::Page>& pages, Writer& writer, Diagnostics& diagnostics) {
  parallel_for(pages.size(), [&](std::size_t at) {
    try {
      writer.write(render::page_file(pages[at]), render::render_page(views, environment, pages[at]));
    } catch (const Error& error) {
      diagnostics.add(error);
    }
  });
}

/// Feeds show stories, and with them what shortcodes make.
void write_feeds(const render::Views& views, Writer& writer, Diagnostics& diagnostics) {
  try {
    writer.write(render::render_feeds(views));
  } catch (const Error& error) {
    diagnostics.add(error);
  }
}

void copy_static(const std::vector<FoundFile>& files, Writer& writer, Diagnostics& diagnostics) {
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

/// The static files, and the database. Nothing for a site that cannot be published.
void write_search(const model::Archive& archive, const BuildOptions& build, Writer& writer, Diagnostics& diagnostics) {
  if (diagnostics.has_errors()) return;
  try {
    const std::vector<search::Document> documents = search::documents(archive);
    search::IndexOptions options;
    options.language = archive.site.language;
    options.synonyms = search::synonyms(archive);
    const search::DatabaseTarget target{database_folder(build), build.cache + "/search-blocks",
                                        !build.database.empty()};
    boost::system::error_code ignored;
    if (!build.use_cache) fs::remove_all(target.blocks, ignored);
    for (const std::string& folder : {target.path, target.blocks})
      fs::create_directories(fs::path(folder).parent_path(), ignored);
    for (const search::File& file : search::write_index(documents, options, target))
      writer.write("search/" + file.name, file.bytes);
  } catch (const Error& error) {
    diagnostics.add(error);
  }
}

BuildReport count(const render::Views& views, const std::vector<render::Page>& pages, const Writer& writer) {
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

BuildReport build(const BuildOptions& options, Diagnostics& diagnostics, const Progress& progress) {
  const ParallelLimit limit(options.jobs);
  auto stage = [&](std::string_view name) {
    if (progress) progress(name);
  };

  if (options.use_cache) {
    stage("Comparing");
    if (const std::optional<BuildReport> last = unchanged_build(options, diagnostics)) return *last;
  }
  BuildRecorder recorder(options);

  Diagnostics in_content;
  const Loaded loaded = load({options.content, options.themes, options.theme, options.base_url, options.drafts,
                              options.use_cache ? options.cache : std::string()},
                             in_content, diagnostics, progress);
  const model::Archive& archive = loaded.archive;
  const model::Theme& theme = loaded.theme;
  const output::Assets assets = output::load_assets(theme, diagnostics);
  render::Views views(archive, render::data_value(theme.options), options.search);
  const std::vector<render::Page> pages = render::plan_pages(views, in_content);
  add_below(options.content, in_content, diagnostics);
  if (archive.issues.empty() && folder_exists(options.content))
    diagnostics.error("content", {options.content, 0, 0, {}}, "there is no issue in it",
                      "an empty site would take the old one's place; put Markdown files into its folder issues/");
  find_static_collisions(loaded.static_files, pages, diagnostics);

  std::unique_ptr<output::Staging> staging;
  try {
    staging = std::make_unique<output::Staging>(options.out);
  } catch (const Error& error) {
    diagnostics.add(error);
    return {};
  }
  Writer writer(*staging, recorder, diagnostics);

  stage("Rendering");
  const auto environment = render::make_environment(theme, views, assets.files);
  const render::Shortcodes shortcodes(views, *environment, pages, [&](const std::string& file) {
    return path_below(options.content, file);
  });
  views.set_shortcodes(&shortcodes);
  if (!theme.folders.empty()) render_pages(views, *environment, pages, writer, diagnostics);
  write_feeds(views, writer, diagnostics);
  writer.write(render::render_sitemap(views, pages));
  writer.write(assets.bytes);
  copy_static(loaded.static_files, writer, diagnostics);

  if (options.search) {
    stage("Indexing");
    write_search(archive, options, writer, diagnostics);
  }

  BuildReport report = count(views, pages, writer);
  if (diagnostics.has_errors() || (options.strict && diagnostics.count(Severity::warning) > 0)) return report;
  stage("Publishing");
  try {
    staging->publish();
    report.published = true;
    recorder.keep(report, diagnostics);
  } catch (const Error& error) {
    diagnostics.add(error);
  }
  return report;
}

}  // namespace broadsheet
