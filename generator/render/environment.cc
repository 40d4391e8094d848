#include "render/environment.h"

#include <fmt/format.h>

#include "base/files.h"
#include "template/failure.h"

namespace broadsheet::render {

namespace {

using tmpl::Arguments;
using tmpl::Failure;
using tmpl::Value;

/// Shortcodes are templates, too, in a folder beside `templates/`.
std::string folder_for(std::string_view templates, std::string_view name) {
  if (name.starts_with("shortcodes/") && templates.ends_with("/templates/"))
    templates.remove_suffix(std::string_view("templates/").size());
  return std::string(templates);
}

/// Only names below templates/: "../x" and "/x" are none of a theme's.
bool is_inside(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find('\0') == std::string_view::npos &&
         ("/" + std::string(name) + "/").find("/../") == std::string::npos;
}

std::optional<tmpl::Source> load(const std::vector<std::string>& folders, std::string_view name) {
  if (!is_inside(name)) return std::nullopt;
  for (const std::string& folder : folders) {
    std::string path = folder_for(folder, name).append(name);
    if (!file_exists(path)) continue;
    std::string text = read_file(path);
    return tmpl::Source{std::move(path), std::move(text)};
  }
  return std::nullopt;
}

Value asset_url(const Views& views, const std::map<std::string, std::string>& assets, const Arguments& arguments) {
  arguments.expect(1, {"name"});
  const std::string name(arguments.text(0, "name", ""));
  const auto found = assets.find(name);
  if (found != assets.end()) return Value::owned(views.url("/" + found->second));
  std::vector<std::string> names;
  for (const auto& [known, file] : assets) names.push_back(known);
  const std::string near = nearest(name, names);
  throw Failure(fmt::format("the theme has no asset '{}'", name),
                near.empty() ? "" : fmt::format("did you mean '{}'?", near));
}

}  // namespace

std::unique_ptr<tmpl::Environment> make_environment(const model::Theme& theme, const Views& views,
                                                    const std::map<std::string, std::string>& assets) {
  std::vector<std::string> folders;
  for (const std::string& folder : theme.folders) folders.push_back(folder + "/templates/");
  std::vector<std::string> shared;
  for (const model::Theme::Share& share : theme.shares)
    if (share.prefix == "shortcodes/") shared.push_back(share.folder + "/templates/");
  auto environment = std::make_unique<tmpl::Environment>([folders, shared](std::string_view name) {
    auto found = load(folders, name);
    if (!found && name.starts_with("shortcodes/")) found = load(shared, name);
    return found;
  });
  environment->add_function("asset", [&](Arguments arguments) { return asset_url(views, assets, arguments); });
  environment->add_function("address", [&](Arguments arguments) {
    arguments.expect(1, {"path"});
    return Value::owned(views.url(arguments.text(0, "path", "/")));
  });
  environment->add_filter("absolute", [&](const Value& input, Arguments) {
    if (!input.is_text()) throw Failure("absolute needs an address");
    const std::string_view url = input.text();
    if (!url.starts_with(views.base())) return input;
    return Value::owned(views.absolute_url("/" + std::string(url.substr(views.base().size()))));
  });
  return environment;
}

std::unique_ptr<tmpl::Environment> make_plain_environment(std::vector<std::string> template_folders, std::string url,
                                                          std::string base) {
  auto environment = std::make_unique<tmpl::Environment>(
      [folders = std::move(template_folders)](std::string_view name) { return load(folders, name); });
  environment->add_function("asset", [base](Arguments arguments) {
    arguments.expect(1, {"name"});
    return Value::owned(base + "assets/" + std::string(arguments.text(0, "name", "")));
  });
  environment->add_function("address", [base](Arguments arguments) {
    arguments.expect(1, {"path"});
    std::string_view path = arguments.text(0, "path", "/");
    if (path.starts_with('/')) path.remove_prefix(1);
    return Value::owned(base + std::string(path));
  });
  environment->add_filter("absolute", [base, url](const Value& input, Arguments) {
    if (!input.is_text()) throw Failure("absolute needs an address");
    if (!input.text().starts_with(base)) return input;
    return Value::owned(url + std::string(input.text().substr(base.size())));
  });
  return environment;
}

}  // namespace broadsheet::render
