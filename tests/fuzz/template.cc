// Any bytes as a template: output or an error with its place, in bounded time and memory.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "template/environment.h"

using namespace broadsheet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  tmpl::Options limits;
  limits.max_iterations = 10'000;
  limits.max_range = 1'000;
  limits.max_output = 1 << 20;
  const tmpl::Environment environment(
      [&](std::string_view name) -> std::optional<tmpl::Source> {
        if (name == "page.html") return tmpl::Source{"page.html", text};
        if (name == "base.html") return tmpl::Source{"base.html", "<p>{% block body %}{{ title }}{% endblock %}</p>"};
        return std::nullopt;
      },
      limits);
  const std::vector<std::pair<std::string_view, tmpl::Value>> variables{
      {"title", tmpl::Value("A <b> & \"c\"")},
      {"count", tmpl::Value(3)},
      {"list", tmpl::Value::list({tmpl::Value(1), tmpl::Value("zwei"), tmpl::Value(2.5)})},
      {"map", tmpl::Value::map(std::vector<std::pair<std::string, tmpl::Value>>{{"a", tmpl::Value("é")}})}};
  try {
    tmpl::render(environment, environment.get("page.html"), variables);
  } catch (const Error& error) {
    const Location& place = error.diagnostic().location;
    if (place.file.empty() || place.line == 0) std::abort();
  }
  return 0;
}
