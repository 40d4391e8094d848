#include "content/theme_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/filesystem.hpp>
#include <set>

#include "base/files.h"
#include "base/line_index.h"
#include "content/theme_contract.h"
#include "content/yaml.h"

namespace broadsheet::content {

namespace {

using model::Data;

std::vector<std::string> theme_names(const std::string& themes_dir) {
  namespace fs = boost::filesystem;
  std::vector<std::string> names;
  boost::system::error_code problem;
  for (fs::directory_iterator entry(themes_dir, problem); !problem && entry != fs::directory_iterator();
       entry.increment(problem))
    if (fs::is_directory(entry->status())) names.push_back(entry->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool same_type(const Data& a, const Data& b) {
  auto is_number = [](const Data& data) { return data.value.index() == 2 || data.value.index() == 3; };
  return a.value.index() == b.value.index() || (is_number(a) && is_number(b));
}

class Reader {
 public:
  Reader(const std::string& themes_dir, const std::string& name, Diagnostics& diagnostics)
      : themes_dir_(themes_dir), diagnostics_(diagnostics) {
    theme_.name = name;
    theme_.options.value = Data::Map{};
  }

  model::Theme run() {
    std::string next = theme_.name;
    Location from;
    while (!next.empty()) {
      if (std::find(chain_.begin(), chain_.end(), next) != chain_.end()) {
        diagnostics_.error("theme", from, fmt::format("the theme '{}' extends itself, through others", next));
        break;
      }
      chain_.push_back(next);
      next = read(next, from);
    }
    find_shortcodes();
    return std::move(theme_);
  }

 private:
  /// Adds one theme of the chain; gives the name of the one it extends, or nothing.
  std::string read(const std::string& name, Location& from) {
    const std::string folder = themes_dir_ + "/" + name;
    const bool plain = !name.empty() && name.find('/') == std::string::npos && name.front() != '.';
    if (!plain || !folder_exists(folder)) {
      const std::string near = nearest(name, theme_names(themes_dir_));
      diagnostics_.error(
          "theme", from, fmt::format("there is no theme '{}' in {}", name, themes_dir_),
          near.empty() ? "name the folder with the themes by --themes" : fmt::format("did you mean '{}'?", near));
      return {};
    }
    theme_.folders.push_back(folder);
    const std::string file = folder + "/theme.yaml";
    if (!file_exists(file)) return {};
    try {
      const std::string text = read_file(file);
      const Data data = parse_yaml(file, text);
      const TextPlaces places;
      auto place = [&](const Data& at) { return places.locate_line(file, text, at.line, at.column); };
      if (const Data* contract = data.find("contract"))
        check_contract(*contract, place(*contract));
      else
        diagnostics_.warning("theme", locate(file, text, 0), "the theme does not say for which contract it was made",
                             fmt::format("add `contract: {}` where it fits themes/README.md", kThemeContract));
      if (const Data* options = data.find("options"); options && options->map())
        for (const auto& [option, description] : *options->map()) add_option(option, description, place(description));
      if (const Data* shares = data.find("shares")) read_shares(*shares, place);
      const Data* extends = data.find("extends");
      if (extends == nullptr || extends->is_null()) return {};
      from = place(*extends);
      if (extends->text()) return *extends->text();
      diagnostics_.error("theme", from, "`extends` is the name of a theme");
    } catch (const Error& error) {
      diagnostics_.add(error);
    }
    return {};
  }

  /// `shares: {assets/search/: broadsheet}`: a part of another theme that this one has, too.
  template <class Place>
  void read_shares(const Data& shares, const Place& place) {
    const Data::Map* map = shares.map();
    if (map == nullptr)
      return diagnostics_.error("theme", place(shares), "`shares` maps folders to themes",
                                "as assets/search/: broadsheet");
    for (const auto& [prefix, theme] : *map) {
      const bool is_part = prefix == "shortcodes/" || (prefix.starts_with("assets/") && prefix.ends_with('/'));
      const std::string name = theme.text() ? *theme.text() : "";
      const std::string folder = themes_dir_ + "/" + name;
      if (!is_part)
        diagnostics_.error("theme", place(theme), fmt::format("'{}' can't be shared", prefix),
                           "name shortcodes/ or a folder below assets/, with the slash at its end");
      else if (name.empty() || name.find('/') != std::string::npos || !folder_exists(folder + "/" + prefix))
        diagnostics_.error("theme", place(theme), fmt::format("there is no {} in a theme '{}'", prefix, name));
      else
        theme_.shares.push_back({folder, prefix});
    }
  }

  void find_shortcodes() {
    std::set<std::string> names;
    std::vector<std::string> folders = theme_.folders;
    for (const model::Theme::Share& share : theme_.shares)
      if (share.prefix == "shortcodes/") folders.push_back(share.folder);
    for (const std::string& folder : folders) {
      std::vector<FolderProblem> problems;
      for (const FoundFile& file : list_files(folder + "/shortcodes", problems))
        if (file.relative.ends_with(".html")) names.insert(file.relative.substr(0, file.relative.size() - 5));
    }
    theme_.shortcodes.assign(names.begin(), names.end());
  }

  void check_contract(const Data& contract, const Location& location) {
    const auto* version = std::get_if<std::int64_t>(&contract.value);
    if (version && *version == kThemeContract) return;
    Diagnostic finding{Severity::error, "theme", location, "", "", {}};
    if (!version || *version < 1) {
      finding.message = "`contract` is the number of a version of the theme contract";
      finding.hint = fmt::format("this program offers {}", kThemeContract);
    } else if (*version > kThemeContract) {
      finding.message = fmt::format("made for theme contract {}; this program offers {}", *version, kThemeContract);
      finding.hint = "use a newer Broadsheet, or an older version of the theme";
    } else {
      finding.severity = Severity::warning;
      finding.message = fmt::format("made for theme contract {}; this program offers {}", *version, kThemeContract);
      finding.hint = fmt::format("look after what changed since, then write `contract: {}`", kThemeContract);
      for (const ContractChange& change : contract_changes())
        if (change.version > *version)
          finding.notes.push_back({{}, fmt::format("version {}: {}; {}", change.version, change.what, change.to_do)});
    }
    diagnostics_.add(std::move(finding));
  }

  void add_option(const std::string& name, const Data& description, const Location& location) {
    Data::Map& options = std::get<Data::Map>(theme_.options.value);
    if (theme_.options.find(name)) return;  // a theme nearer to the site's has set it
    const Data* fallback = description.find("default");
    if (fallback) {
      options.emplace_back(name, *fallback);
    } else {
      diagnostics_.error("theme", location, fmt::format("the option '{}' has no default", name),
                         "an option is a map with `default` and `description`");
    }
  }

  const std::string& themes_dir_;
  Diagnostics& diagnostics_;
  model::Theme theme_;
  std::vector<std::string> chain_;
};

}  // namespace

model::Theme read_theme(const std::string& themes_dir, const std::string& name, Diagnostics& diagnostics) {
  return Reader(themes_dir, name, diagnostics).run();
}

void set_options(model::Theme& theme, const model::Site& site, Diagnostics& diagnostics) {
  if (theme.folders.empty() || !site.options.map()) return;
  Data::Map& options = std::get<Data::Map>(theme.options.value);
  std::vector<std::string> names;
  for (const auto& [name, value] : options) names.push_back(name);
  for (const auto& [name, value] : *site.options.map()) {
    const Location location{"site.yaml", value.line, value.column, {}};
    const auto option = std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.key == name; });
    if (option == options.end()) {
      const std::string near = nearest(name, names);
      diagnostics.error("theme", location, fmt::format("the theme '{}' has no option '{}'", theme.name, name),
                        near.empty() ? "" : fmt::format("did you mean '{}'?", near));
    } else if (!same_type(option->data, value)) {
      diagnostics.error("theme", location, fmt::format("the option '{}' has another type", name),
                        "the theme's theme.yaml shows it with its default");
    } else {
      option->data = value;
    }
  }
}

}  // namespace broadsheet::content
