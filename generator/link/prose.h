// The text of HTML in which names may become links: what stands in links, code, headings and tags is no part of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broadsheet::link {

/// Text taken from HTML, and where it stands there. Character references are decoded. Where a tag or something left
/// out parts two words, U+FFFC stands between them, so that no name reaches across; inline tags part nothing.
class ProseText {
 public:
  /// `html` is well-formed enough to be shown: what a browser would repair only costs mentions.
  explicit ProseText(std::string_view html);

  const std::string& text() const { return text_; }

  /// The bytes of the HTML that are text().substr(begin, end - begin); nothing where a tag lies between them.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> place(std::size_t begin, std::size_t end) const;

 private:
  /// Text that stands in the HTML as it is, or one decoded reference.
  struct Run {
    std::size_t text = 0;
    std::size_t html = 0;
    std::size_t html_end = 0;
    std::size_t node = 0;  // runs of one text node touch
    bool decoded = false;
  };

  std::size_t read_tag(std::string_view html, std::size_t at);
  std::size_t read_text(std::string_view html, std::size_t at);
  void part();
  const Run& run_of(std::size_t offset) const;

  std::string text_;
  std::vector<Run> runs_;
  std::size_t node_ = 0;
  std::string skipping_;  // the element that is left out at the moment
  int depth_ = 0;         // of elements with its name
};

}  // namespace broadsheet::link
