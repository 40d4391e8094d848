// The text of HTML in which names are looked for, and where they may become links: not in links, code and headings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broadsheet::link {

/// Text taken from HTML, and where it stands there. Character references are decoded. Where a tag or something that is
/// no text (a script, a drawing) parts two words, U+FFFC stands between them, so that no name reaches across; inline
/// tags part nothing.
class ProseText {
 public:
  /// `html` is well-formed enough to be shown: what a browser would repair only costs mentions.
  explicit ProseText(std::string_view html);

  const std::string& text() const { return text_; }

  /// Whether any of text().substr(begin, end - begin), which is not empty, stands where no name may become a link.
  bool is_closed(std::size_t begin, std::size_t end) const;

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
    bool closed = false;  // to links
  };
  using RunIterator = std::vector<Run>::const_iterator;

  std::size_t read_tag(std::string_view html, std::size_t at);
  std::size_t read_text(std::string_view html, std::size_t at);
  void part();
  RunIterator run_of(std::size_t offset) const;

  std::string text_;
  std::vector<Run> runs_;
  std::size_t node_ = 0;
  std::string open_;        // the element at hand in which no name may become a link
  bool is_silent_ = false;  // whether it is no text either
  int depth_ = 0;           // of elements with its name
};

}  // namespace broadsheet::link
