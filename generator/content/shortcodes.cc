#include "content/shortcodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace broadsheet::content {

namespace {

/// `{{< name arguments >}}` or `{{% name arguments %}}`
struct Shortcode {
  std::string_view name;
  std::string_view arguments;
  std::size_t end = 0;  // offset after it in the line
};

std::optional<Shortcode> shortcode_at(std::string_view line, std::size_t at) {
  const char mark = line.size() > at + 2 ? line[at + 2] : '\0';
  if (!line.substr(at).starts_with("{{") || (mark != '<' && mark != '%')) return std::nullopt;
  const std::size_t end = line.find(mark == '<' ? ">}}" : "%}}", at + 3);
  if (end == std::string_view::npos || line.substr(at + 3).starts_with("/*")) return std::nullopt;
  const std::string_view inside = trim(line.substr(at + 3, end - at - 3));
  const std::size_t cut = std::min(inside.find_first_of(" \t"), inside.size());
  return Shortcode{inside.substr(0, cut), trim(inside.substr(cut)), end + 3};
}

/// `tech` of `"tech"`, `name="tech"` or `tech`.
std::string argument_value(std::string_view arguments) {
  const std::size_t equals = arguments.find('=');
  if (equals != std::string_view::npos) arguments = trim(arguments.substr(equals + 1));
  if (arguments.size() >= 2 && (arguments.front() == '"' || arguments.front() == '\'' || arguments.front() == '`') &&
      arguments.back() == arguments.front())
    arguments = arguments.substr(1, arguments.size() - 2);
  return std::string(trim(arguments));
}

/// Follows code fences from line to line.
class Fences {
 public:
  /// Whether `line` is code, or one of the fences around it.
  bool is_code(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos) return open_ != '\0';
    std::string_view rest = line.substr(indent);
    if (open_ == '\0' && indent < 4) rest = without_list_mark(rest);
    const char mark = rest.empty() ? '\0' : rest.front();
    const std::size_t length = std::min(rest.find_first_not_of(mark), rest.size());
    if (open_ != '\0') {
      if (mark == open_ && length >= length_ && trim(rest.substr(length)).empty()) open_ = '\0';
      return true;
    }
    if ((mark == '`' || mark == '~') && length >= 3 &&
        (mark == '~' || rest.find('`', length) == std::string_view::npos)) {
      open_ = mark;
      length_ = length;
      return true;
    }
    return indent >= 4 || line.starts_with('\t');
  }

 private:
  static std::string_view without_list_mark(std::string_view text) {
    if (text.size() > 1 && std::string_view("-*+>").find(text.front()) != std::string_view::npos && text[1] == ' ')
      return text.substr(std::min(text.find_first_not_of(' ', 1), text.size()));
    return text;
  }

  char open_ = '\0';
  std::size_t length_ = 0;
};

/// The shortcodes of a line that are not between backticks.
void warn_of_shortcodes(const CleanSource& source, std::size_t line_start, std::string_view line,
                        Diagnostics& diagnostics) {
  bool in_code = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '`') in_code = !in_code;
    if (in_code || line[at] != '{') continue;
    const auto shortcode = shortcode_at(line, at);
    if (!shortcode) continue;
    const bool misplaced = shortcode->name == "sources";
    diagnostics.warning("unknown-shortcode", source.at_offset(line_start + at),
                        misplaced
                            ? std::string("the shortcode 'sources' must stand on a line of its own")
                            : fmt::format("the shortcode '{}' is not known; it is shown as text", shortcode->name),
                        misplaced ? "" : "the only shortcode of issues is {{< sources \"name\" >}}");
    at = shortcode->end - 1;
  }
}

}  // namespace

std::vector<SourcesShortcode> take_shortcodes(CleanSource& source, std::size_t offset, Diagnostics& diagnostics) {
  std::vector<SourcesShortcode> found;
  std::string& text = source.text;
  if (text.find("{{<", offset) == std::string::npos && text.find("{{%", offset) == std::string::npos) return found;
  Fences fences;
  while (offset < text.size()) {
    const std::size_t end = std::min(text.find('\n', offset), text.size());
    const std::string_view line = std::string_view(text).substr(offset, end - offset);
    if (!fences.is_code(line) && line.find("{{") != std::string_view::npos) {
      const std::size_t indent = line.find_first_not_of(" \t");
      const auto shortcode = shortcode_at(line, indent);
      if (shortcode && shortcode->name == "sources" && trim(line.substr(shortcode->end)).empty()) {
        found.push_back({argument_value(shortcode->arguments), source.at_offset(offset + indent)});
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(offset), text.begin() + static_cast<std::ptrdiff_t>(end),
                  ' ');
      } else {
        warn_of_shortcodes(source, offset, line, diagnostics);
      }
    }
    offset = end + 1;
  }
  return found;
}

}  // namespace broadsheet::content
