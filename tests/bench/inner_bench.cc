// Times the inner parts, one thread, over a made archive: broadsheet_inner_bench --content=FOLDER --themes=FOLDER
// [Google Benchmark's options]. Every loop works on the whole archive in turn, not on one lucky issue.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/files.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "content/issue_reader.h"
#include "content/theme_reader.h"
#include "link/link.h"
#include "link/mentions.h"
#include "output/assets.h"
#include "render/environment.h"
#include "render/feeds.h"
#include "render/page.h"
#include "scratch.h"
#include "search/index.h"

namespace broadsheet {

namespace {

using benchmark::State;

/// The archive at every stage of its way; what one benchmark takes is what the stage before it gave.
struct Stages {
  Stages(const std::string& content_dir, const std::string& themes_dir);

  Diagnostics diagnostics;
  model::Site site;
  std::vector<content::Source> sources;
  model::Theme theme;
  content::ReadResult read;
  model::Archive archive;
  output::Assets assets;
  std::unique_ptr<render::Views> views;
  std::vector<render::Page> pages;
  std::vector<search::Document> documents;
  search::IndexOptions index_options;
  std::size_t search_bytes = 0;  ///< title and body of all documents
};

Stages::Stages(const std::string& content_dir, const std::string& themes_dir)
    : site(content::read_site(content_dir, diagnostics)),
      theme(content::read_theme(themes_dir, site.theme, diagnostics)),
      read(content::read_archive(site, content_dir, diagnostics)),
      archive(link::link_archive(site, read.issues, read.pages, diagnostics)),
      assets(output::load_assets(theme, diagnostics)),
      views(std::make_unique<render::Views>(archive, render::data_value(theme.options), true)),
      pages(render::plan_pages(*views, diagnostics)),
      documents(search::documents(archive)) {
  for (const FoundFile& file : content::list_content(site, content_dir, diagnostics).issues)
    sources.push_back({file.relative, read_file(file.path)});
  index_options.language = site.language;
  index_options.synonyms = search::synonyms(archive);
  for (const search::Document& document : documents) search_bytes += document.title.size() + document.body.size();
  for (const Diagnostic& found : diagnostics.sorted()) fmt::print(stderr, "{}", format_diagnostic(found));
  if (sources.empty() || diagnostics.has_errors()) throw std::runtime_error("no archive to measure with");
}

void count(State& state, std::size_t items, std::size_t bytes) {
  state.SetItemsProcessed(static_cast<std::int64_t>(items));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void read_issue(State& state, const Stages& stages) {
  const content::NameIndex names(stages.site);
  std::size_t at = 0;
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto _ : state) {
    const content::Source& source = stages.sources[at++ % stages.sources.size()];
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(content::read_issue(stages.site, names, source, diagnostics));
    bytes += source.text.size();
  }
  count(state, at, bytes);
}

constexpr std::size_t kMetNames = 1500;

/// `wanted` names of two words, spread over the whole text of the archive. The first kMetNames stand in it, the others
/// hardly ever do: what a text names does not grow with the vocabulary.
std::vector<link::Name> names_from(const model::Archive& archive, std::size_t wanted) {
  std::unordered_set<std::string> seen;
  std::vector<link::Name> names;
  for (std::size_t offset = 0; names.size() < wanted && offset < 100; ++offset)
    for (const model::Issue& issue : archive.issues)
      for (const model::Story& story : issue.stories) {
        const auto words = split(story.body_text, ' ');
        if (offset + 1 >= words.size() || names.size() == wanted) continue;
        std::string name = fmt::format("{} {}", words[offset], words[offset + 1]);
        if (names.size() >= kMetNames) name = fmt::format("{}{}", words[offset], name);
        if (seen.insert(fold_case(name)).second)
          names.push_back({std::move(name), static_cast<std::uint32_t>(names.size()),
                           names.size() % 4 == 0 ? link::Letters::exact : link::Letters::any});
      }
  return names;
}

std::size_t wanted_names(const State& state) {
  return static_cast<std::size_t>(state.range(0));
}

void mention_finder_build(State& state, const Stages& stages) {
  const auto names = names_from(stages.archive, wanted_names(state));
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(link::MentionFinder(names));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(names.size()));
}

void mention_finder_find(State& state, const Stages& stages) {
  const auto names = names_from(stages.archive, wanted_names(state));
  const link::MentionFinder finder(names);
  std::size_t at = 0;
  std::size_t bytes = 0;
  std::size_t found = 0;
  for ([[maybe_unused]] auto _ : state) {
    const std::string_view text = stages.documents[at++ % stages.documents.size()].body;
    found += finder.find(text).size();
    bytes += text.size();
  }
  count(state, at, bytes);
  state.counters["names"] = static_cast<double>(names.size());
  state.counters["found/KB"] = static_cast<double>(found) / (static_cast<double>(bytes) / 1000);
}

/// One text of as many bytes as the argument says, whatever the number of names: the time must grow with the text
/// alone.
void mention_text(State& state, const Stages& stages, std::size_t wanted) {
  const link::MentionFinder finder(names_from(stages.archive, wanted));
  const auto size = static_cast<std::size_t>(state.range(0));
  std::string text;
  for (std::size_t at = 0; text.size() < size; ++at) text += stages.documents[at % stages.documents.size()].body + "\n";
  text.resize(size);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(finder.find(text));
  state.SetBytesProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}

void link_archive(State& state, const Stages& stages) {
  for ([[maybe_unused]] auto _ : state) {
    state.PauseTiming();
    model::Site site = stages.site;
    auto issues = stages.read.issues;
    auto pages = stages.read.pages;
    Diagnostics diagnostics;
    state.ResumeTiming();
    benchmark::DoNotOptimize(link::link_archive(std::move(site), std::move(issues), std::move(pages), diagnostics));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(stages.archive.issues.size()));
}

void compile_issue_template(State& state, const Stages& stages) {
  for ([[maybe_unused]] auto _ : state) {
    const auto environment = render::make_environment(stages.theme, *stages.views, stages.assets.files);
    benchmark::DoNotOptimize(tmpl::dependencies(*environment, environment->get("issue.html")));
  }
}

void render_pages(State& state, const Stages& stages, render::PageKind kind) {
  const auto environment = render::make_environment(stages.theme, *stages.views, stages.assets.files);
  std::vector<const render::Page*> pages;
  for (const render::Page& page : stages.pages)
    if (page.kind == kind) pages.push_back(&page);
  std::size_t at = 0;
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto _ : state) {
    const render::PageView view{stages.views.get(), pages[at++ % pages.size()]};
    bytes += render::render_page(*environment, view.page->kind, all_variables(view)).size();
  }
  count(state, at, bytes);
}

void render_feeds(State& state, const Stages& stages) {
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto _ : state)
    for (const render::FeedPlan& plan : render::plan_feeds(*stages.views))
      for (const FileBytes& file : render::render_feed(*stages.views, plan)) bytes += file.bytes.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void search_documents(State& state, const Stages& stages) {
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(search::documents(stages.archive));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(stages.documents.size()));
}

void count_documents(State& state, const Stages& stages) {
  const auto rounds = static_cast<std::size_t>(state.iterations());
  count(state, rounds * stages.documents.size(), rounds * stages.search_bytes);
}

void search_export(State& state, const Stages& stages) {
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(search::export_files(stages.documents, stages.index_options));
  count_documents(state, stages);
}

void search_database(State& state, const Stages& stages) {
  const Scratch scratch;
  for ([[maybe_unused]] auto _ : state)
    search::build_database({scratch.path("database"), scratch.path("blocks"), false}, stages.documents,
                           stages.index_options);
  count_documents(state, stages);
}

void register_all(const Stages& stages) {
  using benchmark::RegisterBenchmark;
  using std::cref;
  const auto kind = [&](const char* name, render::PageKind pages) {
    RegisterBenchmark(name, render_pages, cref(stages), pages)->Unit(benchmark::kMicrosecond);
  };
  RegisterBenchmark("read_issue", read_issue, cref(stages))->Unit(benchmark::kMicrosecond);
  for (const std::int64_t names : {1500, 20000}) {
    RegisterBenchmark("mention_finder_build", mention_finder_build, cref(stages))
        ->Arg(names)
        ->Unit(benchmark::kMillisecond);
    RegisterBenchmark("mention_finder_find", mention_finder_find, cref(stages))
        ->Arg(names)
        ->Unit(benchmark::kMicrosecond);
    RegisterBenchmark(fmt::format("mention_text_{}_names", names).c_str(), mention_text, cref(stages),
                      static_cast<std::size_t>(names))
        ->RangeMultiplier(4)
        ->Range(64 << 10, 1 << 20)
        ->Complexity(benchmark::oN)
        ->Unit(benchmark::kMicrosecond);
  }
  RegisterBenchmark("link_archive", link_archive, cref(stages))->Unit(benchmark::kMillisecond);
  RegisterBenchmark("compile_issue_template", compile_issue_template, cref(stages))->Unit(benchmark::kMicrosecond);
  kind("render_issue", render::PageKind::issue);
  kind("render_company", render::PageKind::company);
  kind("render_topic", render::PageKind::topic);
  RegisterBenchmark("render_feeds", render_feeds, cref(stages))->Unit(benchmark::kMillisecond);
  RegisterBenchmark("search_documents", search_documents, cref(stages))->Unit(benchmark::kMillisecond);
  RegisterBenchmark("search_export", search_export, cref(stages))->Unit(benchmark::kMillisecond);
  RegisterBenchmark("search_database", search_database, cref(stages))->Unit(benchmark::kMillisecond);
}

/// The value of `--name=value`, which is taken out of the arguments.
std::string take_option(std::vector<char*>& arguments, const std::string& name) {
  for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
    const std::string_view text = *argument;
    if (!text.starts_with("--" + name + "=")) continue;
    arguments.erase(argument);
    return std::string(text.substr(name.size() + 3));
  }
  throw std::runtime_error("usage: broadsheet_inner_bench --content=FOLDER --themes=FOLDER [benchmark options]");
}

int run(std::vector<char*> arguments) {
  const std::string content_dir = take_option(arguments, "content");
  const std::string themes_dir = take_option(arguments, "themes");
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  const ParallelLimit one_thread(1);
  const Stages stages(content_dir, themes_dir);
  register_all(stages);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace

}  // namespace broadsheet

int main(int argc, char** argv) {
  try {
    return broadsheet::run({argv, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
