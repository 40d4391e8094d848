// Shortcodes in authored HTML: each call becomes what its template, `shortcodes/<name>.html` of the theme, makes of it.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "render/page.h"
#include "template/environment.h"

namespace broadsheet::render {

/// What a shortcode's template sees, by name and type; themes/README.md has the same table.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kShortcodeVariables = {{
    {"name", "text"},
    {"args", "list"},
    {"params", "map"},
    {"inner", "HTML"},
    {"inner_text", "text"},
    {"markdown", "boolean"},
    {"page", "page"},
    {"site", "site"},
}};

/// Const and safe for many threads once made; everything given to it must outlive it.
class Shortcodes {
 public:
  /// `open_path` turns the name of a content file into one that the user can open, for messages.
  Shortcodes(const Views& views, const tmpl::Environment& environment, const std::vector<Page>& pages,
             std::function<std::string(const std::string& file)> open_path);

  /// `html` of an issue or page, its `<shortcode>` elements replaced. A template sees the page that the call is written
  /// on, wherever it is shown. Throws Error (rule `template`), with a note for each call that led to the place.
  std::string expand_issue(std::uint32_t issue, std::string_view html) const;
  std::string expand_page(std::uint32_t page, std::string_view html) const;

 private:
  class Expansion;

  const Views& views_;
  const tmpl::Environment& environment_;
  std::function<std::string(const std::string&)> open_path_;
  std::vector<const Page*> issue_pages_;  // parallel to the archive's issues
  std::vector<const Page*> pages_;        // parallel to its pages
};

}  // namespace broadsheet::render
