#include "load.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/filesystem/path.hpp>

#include "base/files.h"
#include "base/parallel.h"
#include "base/text_store.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "content/theme_reader.h"
#include "link/link.h"
#include "output/last_build.h"

namespace broadsheet {

namespace {

/// Whether it can be the address of a site: a scheme of the web, a host, a path, and none of the characters that RFC
/// 3986 wants written otherwise; letters of any script are left to browsers.
bool is_site_address(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos || (url.substr(0, host) != "http" && url.substr(0, host) != "https")) return false;
  const std::string_view rest = url.substr(host + 3);
  return !rest.starts_with('/') && std::none_of(rest.begin(), rest.end(), [](char c) {
    return (c >= 0 && c <= ' ') || c == 0x7f || std::string_view("\"<>\\^`{|}?#").find(c) != std::string_view::npos;
  });
}

/// The address to build for: what the command line says goes before site.yaml; a path keeps site.yaml's host.
void set_base_url(model::Site& site, const std::string& base_url, Diagnostics& diagnostics) {
  if (!base_url.empty()) {
    const std::size_t host = site.url.find("://");
    const std::size_t path = host == std::string::npos ? 0 : site.url.find('/', host + 3);
    site.url = base_url.starts_with('/') ? site.url.substr(0, path) + base_url : base_url;
  }
  if (!site.url.ends_with('/')) site.url += '/';
  if (!is_site_address(site.url))
    diagnostics.error(
        "config", {}, fmt::format("'{}' is no address of a site", site.url),
        "give a whole address, as https://digest.example/, or a path, as /digest/, without blanks and queries");
}

/// Takes the drafts out of what was read; gives their files.
std::vector<std::string> leave_out_drafts(content::ReadResult& read) {
  std::vector<std::string> drafts;
  for (const model::Issue& issue : read.issues)
    if (issue.draft) drafts.push_back(issue.path);
  for (const model::StandalonePage& page : read.pages)
    if (page.draft) drafts.push_back(page.path);
  std::erase_if(read.issues, [](const model::Issue& issue) { return issue.draft; });
  std::erase_if(read.pages, [](const model::StandalonePage& page) { return page.draft; });
  std::sort(drafts.begin(), drafts.end());
  return drafts;
}

}  // namespace

std::string path_below(const std::string& folder, const std::string& file) {
  return (boost::filesystem::path(folder) / file).lexically_normal().string();
}

void add_below(const std::string& folder, const Diagnostics& found, Diagnostics& diagnostics) {
  auto place = [&](Location& location) {
    if (!location.file.empty()) location.file = path_below(folder, location.file);
  };
  for (Diagnostic diagnostic : found.sorted()) {
    place(diagnostic.location);
    for (Note& note : diagnostic.notes) place(note.location);
    diagnostics.add(std::move(diagnostic));
  }
}

Loaded load(const LoadOptions& options, Diagnostics& in_content, Diagnostics& diagnostics, Progress& progress) {
  Loaded loaded;
  progress.begin("Reading");
  if (const std::string problem = folder_problem(options.content); !problem.empty())
    diagnostics.error("content", {options.content, 0, 0, {}}, problem,
                      "name the folder with site.yaml and the issues by --content");
  model::Site site;
  const auto configure = [&] {
    site = content::read_site(options.content, in_content);
    set_base_url(site, options.base_url, diagnostics);
    if (options.themes.empty()) return;
    const std::string& name = options.theme.empty() ? site.theme : options.theme;
    loaded.theme = content::read_theme(options.themes, name, diagnostics);
    content::set_options(loaded.theme, site, in_content);
    site.shortcodes = loaded.theme.shortcodes;
  };
  const auto beside_configuration = [&] {
    if (options.beside_configuration) options.beside_configuration();
  };
  parallel_invoke({configure, beside_configuration});
  const std::string program = output::program_identity();
  content::ReadCache cache;
  if (!options.cache.empty())
    cache = content::ReadCache(options.cache + "/issues", program, options.known_hash, options.tell_hash);
  const auto texts = std::make_shared<TextStore>(options.text_folders);
  content::ReadResult read =
      content::read_archive(site, options.content, in_content, std::move(cache), texts.get(), progress);
  if (!options.drafts) loaded.drafts = leave_out_drafts(read);
  std::move(read.inferred_series.begin(), read.inferred_series.end(), std::back_inserter(site.series));
  loaded.static_files = std::move(read.static_files);

  progress.begin("Linking");
  const auto link = [&] {
    loaded.archive =
        link::link_archive(std::move(site), std::move(read.issues), std::move(read.pages), in_content,
                           {options.cache.empty() ? std::string() : options.cache + "/texts", program, texts});
  };
  const auto beside_linking = [&] {
    if (options.beside_linking) options.beside_linking(loaded.theme);
  };
  parallel_invoke({link, beside_linking});
  return loaded;
}

}  // namespace broadsheet
