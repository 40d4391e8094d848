// A template outside of any site, with data from a file (values.h).
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/files.h"
#include "render/environment.h"
#include "render/values.h"

namespace broadsheet::render {

using tmpl::Value;

namespace {

using Json = nlohmann::ordered_json;

constexpr int kDeepest = 200;

/// Borrows the texts of `json`.
Value value_of(const Json& json, int depth = 0) {
  if (depth > kDeepest) throw Error("json", {}, fmt::format("is nested deeper than {}", kDeepest));
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_string()) return json.get_ref<const std::string&>();
  if (json.is_array()) return list_of(json, [&](const Json& item) { return value_of(item, depth + 1); });
  if (!json.is_object()) return Value::none();
  if (const auto html = json.find("__html__"); html != json.end() && json.size() == 1 && html->is_string())
    return Value::markup(html->get_ref<const std::string&>());
  std::vector<std::pair<std::string, Value>> entries;
  for (const auto& [key, item] : json.items()) entries.emplace_back(key, value_of(item, depth + 1));
  return Value::map(std::move(entries));
}

Json parse(const std::string& file) {
  const std::string text = read_file(file);
  try {
    Json data = Json::parse(text);
    if (data.is_object()) return data;
    throw Error("json", locate(file, text, 0), "is no object", "write a member for each variable of the template");
  } catch (const Json::parse_error& problem) {
    const std::size_t at = problem.byte > 0 ? problem.byte - 1 : 0;
    throw Error("json", locate(file, text, at), at >= text.size() ? "ends too early" : "is no JSON from here on");
  }
}

/// `site.<name>` of the data, or `fallback`; ends in a slash.
std::string site_text(const Json& data, const char* name, const char* fallback) {
  std::string text = fallback;
  if (const auto site = data.find("site"); site != data.end() && site->is_object())
    if (const auto found = site->find(name); found != site->end() && found->is_string())
      text = found->get<std::string>();
  return text.ends_with('/') ? text : text + '/';
}

/// The folder that a template's own names are relative to, ending in a slash, or empty.
std::string folder_of_templates(const std::string& file) {
  const std::size_t own = file.rfind('/');
  const std::size_t marked = file.rfind("/templates/");
  if (marked != std::string::npos) return file.substr(0, marked + 11);
  if (file.starts_with("templates/")) return "templates/";
  return own == std::string::npos ? "" : file.substr(0, own + 1);
}

}  // namespace

std::string render_file(const std::string& file, const std::string& data_file, const model::Theme& theme) {
  const std::string folder = folder_of_templates(file);
  std::vector<std::string> folders{folder};
  for (const std::string& one : theme.folders) folders.push_back(one + "/templates/");
  const Json data = parse(data_file);
  const auto environment =
      make_plain_environment(std::move(folders), site_text(data, "url", "/"), site_text(data, "base", "/"));
  std::vector<std::pair<std::string_view, Value>> variables;
  for (const auto& [key, item] : data.items()) variables.emplace_back(key, value_of(item));
  if (!file_exists(file)) throw Error("file", {file, 0, 0, {}}, "there is no such file");
  return tmpl::render(*environment, environment->get(file.substr(folder.size())), variables);
}

}  // namespace broadsheet::render
