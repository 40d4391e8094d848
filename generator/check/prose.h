// The Markdown of a file with everything blanked that is not prose, so that findings are searched in what a reader
// sees, and have the exact places that the parsed issue no longer has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/line_index.h"

namespace broadsheet::check {

/// An offset in no text.
constexpr std::size_t kNone = std::string_view::npos;

/// A link as the author wrote it: `[text](url)`, `![text](url)`, `[label]: url`, `<url>` or a bare address.
struct ProseLink {
  std::size_t at = 0;       ///< offset of the address, or of where it should stand
  std::string_view url;     ///< as written, into Prose::text
  bool is_bare = false;     ///< the address itself is the text
  bool is_picture = false;  ///< `![text](url)`
};

/// A run of lines between empty ones. Offsets into Prose::text, without the line end.
struct Paragraph {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Prose {
 public:
  /// `text` is a whole Markdown file, of any line ends; `path` names it in messages.
  Prose(std::string path, std::string text);
  Prose(const Prose&) = delete;
  Prose& operator=(const Prose&) = delete;

  const std::string& path() const { return path_; }
  /// The file's bytes.
  std::string_view text() const { return text_; }
  /// The same length, with blanks for front matter, code and comments; line ends stay.
  std::string_view prose() const { return prose_; }
  /// Where the front matter ends.
  std::size_t body() const { return body_; }

  Location at(std::size_t offset) const { return lines_.locate(path_, offset); }
  /// The offset of a line's start, from 1; the end of the text where there is no such line.
  std::size_t line_start(int line) const { return lines_.line_start(line); }
  /// The place of `wanted` in or shortly after a line, or of the line's start where it is not found.
  Location find_from(int line, std::string_view wanted) const;

  std::vector<ProseLink> links() const;
  std::vector<Paragraph> paragraphs() const;

 private:
  void blank(std::size_t begin, std::size_t end);
  void blank_code_blocks();
  void blank_code_spans();
  void blank_between(std::string_view open, std::string_view close);

  std::string path_;
  std::string text_;
  LineIndex lines_;
  std::string prose_;
  std::size_t body_ = 0;
};

}  // namespace broadsheet::check
