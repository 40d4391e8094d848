// Renders templates for the comparison with the reference engine: reads JSON lines {"templates": {name: text},
// "data": {…}} with a template "main", writes JSON lines {"output": …} or {"error": …, "line": …, "column": …}.
#include <iostream>
#include <string>

#include "base/diagnostics.h"
#include "template/environment.h"
#include "template/json_value.h"

using broadsheet::Error;
using namespace broadsheet::tmpl;

namespace {

nlohmann::ordered_json render_case(const nlohmann::ordered_json& request) {
  const nlohmann::ordered_json& templates = request.at("templates");
  const Environment environment([&](std::string_view name) -> std::optional<Source> {
    const auto found = templates.find(std::string(name));
    if (found == templates.end()) return std::nullopt;
    return Source{std::string(name), found->get<std::string>()};
  });
  try {
    return {{"output", render(environment, environment.get("main"), variables_of(request.at("data")))}};
  } catch (const Error& error) {
    const broadsheet::Diagnostic& found = error.diagnostic();
    return {{"error", found.message}, {"line", found.location.line}, {"column", found.location.column}};
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << render_case(nlohmann::ordered_json::parse(line)).dump() << '\n';
  }
}
