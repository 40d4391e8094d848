// Times the template engine on one thread, for templates.py, which compares it with the reference:
//   broadsheet_template_bench data THEMES THEME TEMPLATE DATA.json SECONDS   a page, its variables from JSON
//   broadsheet_template_bench records CONTENT THEMES ADDRESS SECONDS         a page of a real archive, by its records
//   broadsheet_template_bench text TEMPLATE.html DATA.json SECONDS           a template without a theme
// Prints the CPU seconds of one rendering, and after them what was rendered. Templates are compiled and data is read
// before.
#include <fmt/format.h>

#include <ctime>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "base/files.h"
#include "content/theme_reader.h"
#include "load.h"
#include "output/assets.h"
#include "render/environment.h"
#include "render/page.h"
#include "render/shortcodes.h"

namespace broadsheet {

namespace {

using Json = nlohmann::ordered_json;
using tmpl::Value;

/// Borrows the texts of `json`; `{"__html__": …}` is HTML, as `theme vars --json` writes it.
Value value_of(const Json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_string()) return json.get_ref<const std::string&>();
  if (json.is_array()) return render::list_of(json, [](const Json& item) { return value_of(item); });
  if (!json.is_object()) return Value::none();
  if (const auto html = json.find("__html__"); html != json.end())
    return Value::markup(html->get_ref<const std::string&>());
  std::vector<std::pair<std::string, Value>> entries;
  for (const auto& [key, item] : json.items()) entries.emplace_back(key, value_of(item));
  return Value::map(std::move(entries));
}

render::Variables variables_of(const Json& data) {
  render::Variables variables;
  for (const auto& [key, item] : data.items()) variables.emplace_back(key, value_of(item));
  return variables;
}

/// Renders for about `seconds`, at least three times, and prints the cost of one in seconds of CPU.
void measure(const std::function<std::string()>& render, double seconds) {
  const std::string page = render();
  const std::clock_t start = std::clock();
  double passed = 0;
  int count = 0;
  while (count < 3 || passed < seconds) {
    if (render() != page) throw Error("template", {}, "two renderings of the same differ");
    ++count;
    passed = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  }
  fmt::print("{:.9f}\n{}", passed / count, page);
}

void measure_page(const tmpl::Environment& environment, const std::string& name, const std::string& data_file,
                  double seconds) {
  const Json data = Json::parse(read_file(data_file));
  const render::Variables variables = variables_of(data);
  const tmpl::Template& compiled = environment.get(name);
  measure([&] { return tmpl::render(environment, compiled, variables); }, seconds);
}

void measure_records(const std::string& content, const std::string& themes, const std::string& address,
                     double seconds) {
  LoadOptions options;
  options.content = content;
  options.themes = themes;
  Diagnostics diagnostics;
  const Loaded loaded = load(options, diagnostics, diagnostics);
  render::Views views(loaded.archive, render::data_value(loaded.theme.options), true);
  const std::vector<render::Page> pages = render::plan_pages(views, diagnostics);
  const output::Assets assets = output::load_assets(loaded.theme, diagnostics);
  const auto environment = render::make_environment(loaded.theme, views, assets.files);
  const render::Shortcodes shortcodes(views, *environment, pages, [](const std::string& file) { return file; });
  views.set_shortcodes(&shortcodes);
  for (const render::Page& page : pages) {
    if (page.address != address) continue;
    const render::PageView view{&views, &page};
    return measure([&] { return render_page(*environment, page.kind, render::all_variables(view)); }, seconds);
  }
  throw Error("address", {}, "the site has no page " + address);
}

int run(std::span<char*> arguments) {
  const std::vector<std::string> given(arguments.begin() + 1, arguments.end());
  if (given.size() == 6 && given[0] == "data") {
    Diagnostics diagnostics;
    const model::Theme theme = content::read_theme(given[1], given[2], diagnostics);
    std::vector<std::string> folders;
    for (const std::string& folder : theme.folders) folders.push_back(folder + "/templates/");
    const auto environment = render::make_plain_environment(folders, "https://digest.example/", "/");
    measure_page(*environment, given[3], given[4], std::stod(given[5]));
  } else if (given.size() == 5 && given[0] == "records") {
    measure_records(given[1], given[2], given[3], std::stod(given[4]));
  } else if (given.size() == 4 && given[0] == "text") {
    const tmpl::Environment environment([&](std::string_view) { return tmpl::Source{given[1], read_file(given[1])}; });
    measure_page(environment, "page", given[2], std::stod(given[3]));
  } else {
    fmt::print(stderr, "usage: see the first lines of template_bench.cc\n");
    return 2;
  }
  return 0;
}

}  // namespace

}  // namespace broadsheet

int main(int argc, char** argv) {
  try {
    return broadsheet::run({argv, static_cast<std::size_t>(argc)});
  } catch (const broadsheet::Error& error) {
    fmt::print(stderr, "{}", format_diagnostic(error.diagnostic()));
    return 1;
  }
}
