#include "output/assets.h"

#include <fmt/format.h>

#include <boost/filesystem/path.hpp>
#include <set>

#include "base/files.h"
#include "base/hash.h"
#include "output/asset_cache.h"
#include "output/bundle.h"
#include "output/last_build.h"
#include "output/minify.h"

namespace broadsheet::output {

namespace {

/// An asset as its designer wrote it.
struct Source {
  std::string path;
  std::string bytes;
};

using Sources = std::map<std::string, Source>;

class Pipeline {
 public:
  explicit Pipeline(const Sources& sources) : sources_(sources) {
    for (const auto& [name, source] : sources) names_.insert(name.substr(name.rfind('/') + 1));
  }

  Assets run() {
    for (const auto& [name, source] : sources_) finish(name);
    std::sort(assets_.bytes.begin(), assets_.bytes.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::move(assets_);
  }

 private:
  /// The name with its hash; first, those of what it refers to.
  const std::string& finish(const std::string& name) {
    if (const auto done = assets_.files.find(name); done != assets_.files.end()) return done->second;
    const Source& source = sources_.at(name);
    if (!open_.insert(name).second)
      throw Error("asset", {source.path, 0, 0, {}}, "refers to itself, through others",
                  "put what both need into a third file");
    std::string bytes = source.bytes;
    if (name.ends_with(".css")) bytes = with_hashed_names(name, minify_css(bytes));
    if (name.ends_with(".js")) bytes = with_hashed_names(name, published(name));
    open_.erase(name);
    const boost::filesystem::path file(name);
    const std::string folder = file.parent_path().empty() ? "" : file.parent_path().generic_string() + "/";
    std::string hashed =
        fmt::format("assets/{}{}.{}{}", folder, file.stem().string(), hash_name(bytes), file.extension().string());
    assets_.bytes.push_back({hashed, std::move(bytes)});
    return assets_.files.emplace(name, std::move(hashed)).first->second;
  }

  /// A script without what only people need; others may import it, and ask again.
  const std::string& minified(const std::string& name) {
    const auto [known, is_new] = minified_.try_emplace(name);
    if (is_new) known->second = minify_js(sources_.at(name).bytes);
    return known->second;
  }

  std::string published(const std::string& name) {
    const std::string& text = minified(name);
    return is_module(text) ? shorten_names(bundled(name, text)) : text;
  }

  /// A script with the modules of its folder that it imports.
  std::string bundled(const std::string& name, const std::string& text) {
    const boost::filesystem::path folder = boost::filesystem::path(name).parent_path();
    return bundle_js(text, [&](std::string_view specifier) -> std::optional<std::string> {
      if (!specifier.starts_with("./") || specifier.find('/', 2) != std::string_view::npos) return std::nullopt;
      const std::string other = (folder / std::string(specifier.substr(2))).generic_string();
      return sources_.contains(other) ? std::optional(minified(other)) : std::nullopt;
    });
  }

  /// Replaces names of other assets that stand between quotes or brackets.
  std::string with_hashed_names(const std::string& name, const std::string& text) {
    const boost::filesystem::path folder = boost::filesystem::path(name).parent_path();
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != '"' && text[at] != '\'' && text[at] != '(') continue;
      const std::size_t end = text.find_first_of("\"'()\n", at + 1);
      if (end == std::string::npos || end == at + 1 || end - at > 200) continue;
      const std::string reference = text.substr(at + 1, end - at - 1);
      if (!names_.contains(reference.substr(reference.rfind('/') + 1))) continue;  // most of what stands in quotes
      std::string target = (folder / reference).lexically_normal().generic_string();
      if (target.starts_with("./")) target.erase(0, 2);  // Boost keeps it where nothing stands before it
      if (reference.front() == '/' || target == name || !sources_.contains(target)) continue;
      const std::string& hashed = finish(target);
      const boost::filesystem::path from = boost::filesystem::path("assets") / folder;
      std::string relative = boost::filesystem::path(hashed).lexically_relative(from).generic_string();
      if (!relative.starts_with("../")) relative = "./" + relative;  // a module's name must start so
      out.append(text, copied, at + 1 - copied).append(relative);
      copied = end;
      at = end;
    }
    return out.append(text, copied);
  }

  const Sources& sources_;
  std::set<std::string> names_;  // of all sources, without their folders
  std::map<std::string, std::string> minified_;
  Assets assets_;
  std::set<std::string> open_;
};

/// The files that count, by name.
std::map<std::string, std::string> find_assets(const model::Theme& theme, Diagnostics& diagnostics) {
  std::map<std::string, std::string> paths;
  for (const std::string& folder : theme.folders) {
    std::vector<FolderProblem> problems;
    for (FoundFile& file : list_files(folder + "/assets", problems)) paths.emplace(file.relative, file.path);
    for (const FolderProblem& problem : problems)
      diagnostics.error("asset", {folder + "/assets/" + problem.relative, 0, 0, {}}, problem.message);
  }
  for (const model::Theme::Share& share : theme.shares) {
    std::vector<FolderProblem> problems;
    for (FoundFile& file : list_files(share.folder + "/assets", problems))
      if (("assets/" + file.relative).starts_with(share.prefix)) paths.emplace(file.relative, file.path);
  }
  return paths;
}

/// Stands for all that the assets of the site are made of.
std::string key_of(const Sources& sources) {
  std::uint64_t hash = 0;
  for (const auto& [name, source] : sources) hash = hash64(source.bytes, hash64(name, hash));
  return fmt::format("{} {:016x}", program_identity(), hash);
}

}  // namespace

Assets load_assets(const model::Theme& theme, Diagnostics& diagnostics, const std::string& cache) {
  try {
    Sources sources;
    for (auto& [name, path] : find_assets(theme, diagnostics)) sources[name] = {path, read_file(path)};
    const std::string key = key_of(sources);
    if (std::optional<Assets> kept = read_kept_assets(cache, key)) return std::move(*kept);
    Assets assets = Pipeline(sources).run();
    keep_assets(cache, key, assets);
    return assets;
  } catch (const Error& error) {
    diagnostics.add(error);
    return {};
  }
}

}  // namespace broadsheet::output
