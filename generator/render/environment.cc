#include "render/environment.h"

#include <fmt/format.h>

#include "base/files.h"
#include "template/failure.h"

namespace broadsheet::render {

namespace {

using tmpl::Arguments;
using tmpl::Failure;
using tmpl::Value;

/// Only names below templates/: "../x" and "/x" are none of a theme's.
bool is_inside(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find('\0') == std::string_view::npos &&
         ("/" + std::string(name) + "/").find("/../") == std::string::npos;
}

std::optional<tmpl::Source> load(const model::Theme& theme, std::string_view name) {
  if (!is_inside(name)) return std::nullopt;
  for (const std::string& folder : theme.folders) {
    std::string path = fmt::format("{}/templates/{}", folder, name);
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
  auto environment = std::make_unique<tmpl::Environment>(
      [theme](std::string_view name) -> std::optional<tmpl::Source> { return load(theme, name); });
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

}  // namespace broadsheet::render
