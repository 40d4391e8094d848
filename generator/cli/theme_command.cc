#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "base/files.h"
#include "cli/commands.h"
#include "content/theme_reader.h"
#include "load.h"
#include "output/assets.h"
#include "render/environment.h"
#include "render/shortcodes.h"
#include "render/values.h"

namespace broadsheet::cli {

namespace {

struct VarsOptions {
  LoadOptions load;
  std::string page;
  render::Extent extent;
  bool json = false;
};

struct RenderOptions {
  std::string file;
  std::string data;
  std::string themes = "themes";
  std::string theme;
};

/// The address of a page from what a user calls it: with or without slashes, host and base.
std::string address_of(const std::string& given, const render::Views& views) {
  std::string address = given;
  const std::string site = views.absolute_url("/");
  if (address.starts_with(site)) address.erase(0, site.size() - 1);
  if (address.empty() || address.front() != '/') address.insert(0, 1, '/');
  if (!address.ends_with('/') && !address.ends_with(".html")) address += '/';
  return address;
}

const render::Page& find_page(const std::vector<render::Page>& pages, const std::string& address) {
  std::vector<std::string> addresses;
  for (const render::Page& page : pages) {
    if (page.address == address) return page;
    addresses.push_back(page.address);
  }
  const std::string near = nearest(address, addresses);
  throw Error("address", {}, fmt::format("the site has no page {}", address),
              near.empty() ? "give an address as / or /weeks/2026-W13/" : fmt::format("did you mean {}?", near));
}

/// Findings are the business of `build`; here only errors are told.
int run_vars(const VarsOptions& options) {
  Diagnostics in_content, diagnostics, errors;
  const Loaded loaded = load(options.load, in_content, diagnostics);
  render::Views views(loaded.archive, render::data_value(loaded.theme.options), true);
  const std::vector<render::Page> pages = render::plan_pages(views, in_content);
  const output::Assets assets = output::load_assets(loaded.theme, diagnostics);
  add_below(options.load.content, in_content, diagnostics);
  for (Diagnostic& finding : diagnostics.sorted())
    if (finding.severity == Severity::error) errors.add(std::move(finding));
  print_findings(errors);

  const auto environment = render::make_environment(loaded.theme, views, assets.files);
  const render::Shortcodes shortcodes(views, *environment, pages,
                                      [&](const std::string& file) { return path_below(options.load.content, file); });
  views.set_shortcodes(&shortcodes);
  const render::Page& page = find_page(pages, address_of(options.page, views));
  const render::PageView view{&views, &page};
  const render::Variables variables = render::all_variables(view);
  if (options.json)
    fmt::print("{}", render::values_as_json(variables, options.extent));
  else
    fmt::print("{}.html shows {}\n\n{}", render::kind_name(page.kind), page.address,
               render::values_as_text(variables, options.extent));
  return errors.has_errors() ? 1 : 0;
}

int run_render(const RenderOptions& options) {
  Diagnostics diagnostics;
  model::Theme theme;
  if (!options.theme.empty()) theme = content::read_theme(options.themes, options.theme, diagnostics);
  if (!diagnostics.has_errors()) fmt::print("{}", render::render_file(options.file, options.data, theme));
  print_findings(diagnostics);
  return diagnostics.has_errors() ? 1 : 0;
}

void add_vars(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<VarsOptions>();
  CLI::App* command = app.add_subcommand("vars", "Print what the template of a page sees, with the real values");
  command->add_option("page", options->page, "Address of the page, as / or /weeks/2026-W13/")->required();
  command->add_option("--content", options->load.content, "Folder with site.yaml, the vocabularies and the issues")
      ->capture_default_str();
  command->add_option("--themes", options->load.themes, "Folder with the themes")->capture_default_str();
  command->add_option("--theme", options->load.theme, "Theme to use instead of the one in site.yaml");
  command->add_option("--base-url", options->load.base_url, "Address of the site instead of the one in site.yaml");
  command->add_option("--depth", options->extent.depth, "How deep records inside of records are told")
      ->capture_default_str();
  command->add_option("--items", options->extent.items, "How many elements of each list are told")
      ->capture_default_str();
  command->add_flag("--drafts", options->load.drafts, "With drafts, too");
  command->add_flag("--json", options->json, "Print the values as JSON, which `theme render` takes as data");
  command->callback([options, &exit_code] { exit_code = run_vars(*options); });
}

void add_render(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RenderOptions>();
  CLI::App* command = app.add_subcommand("render", "Render one template with data from a file");
  command->add_option("file", options->file, "The template")->required();
  command->add_option("--data", options->data, "JSON file with an object: a member for each variable")->required();
  command->add_option("--themes", options->themes, "Folder with the themes")->capture_default_str();
  command->add_option("--theme", options->theme,
                      "Theme whose templates it may extend and include, beside its neighbours");
  command->callback([options, &exit_code] { exit_code = run_render(*options); });
}

}  // namespace

void add_theme(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("theme", "For theme designers: see what templates see, try one out");
  command->require_subcommand(1);
  add_vars(*command, exit_code);
  add_render(*command, exit_code);
}

}  // namespace broadsheet::cli
