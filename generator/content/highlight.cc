#include "content/highlight.h"

#include <srchilite/formatter.h>
#include <srchilite/formattermanager.h>
#include <srchilite/langdefmanager.h>
#include <srchilite/regexrulefactory.h>
#include <srchilite/settings.h>
#include <srchilite/sourcehighlighter.h>

#include <algorithm>
#include <array>
#include <exception>
#include <mutex>

#include "base/text.h"

namespace broadsheet::content {

namespace {

using Named = std::pair<std::string_view, std::string_view>;

/// What authors write behind the fence, and the library's file for it: of a near language where there is none, or where
/// its rules take exponential time (Scala's). Sorted.
constexpr auto kLanguages = std::to_array<Named>({
    {"ada", "ada"},
    {"asm", "asm"},
    {"awk", "awk"},
    {"bash", "sh"},
    {"bat", "bat"},
    {"c", "c"},
    {"c#", "csharp"},
    {"c++", "cpp"},
    {"cc", "cpp"},
    {"cobol", "cobol"},
    {"coffee", "coffeescript"},
    {"coffeescript", "coffeescript"},
    {"conf", "conf"},
    {"cpp", "cpp"},
    {"cs", "csharp"},
    {"csharp", "csharp"},
    {"css", "css"},
    {"cxx", "cpp"},
    {"d", "d"},
    {"diff", "diff"},
    {"elisp", "lisp"},
    {"erl", "erlang"},
    {"erlang", "erlang"},
    {"f90", "fortran"},
    {"fortran", "fortran"},
    {"glsl", "glsl"},
    {"go", "go"},
    {"golang", "go"},
    {"groovy", "groovy"},
    {"h", "c"},
    {"haskell", "haskell"},
    {"haxe", "haxe"},
    {"hpp", "cpp"},
    {"hs", "haskell"},
    {"htm", "html"},
    {"html", "html"},
    {"ini", "desktop"},
    {"java", "java"},
    {"javascript", "javascript"},
    {"js", "javascript"},
    {"json", "json"},
    {"jsx", "javascript"},
    {"kotlin", "java"},
    {"latex", "latex"},
    {"lisp", "lisp"},
    {"lua", "lua"},
    {"makefile", "makefile"},
    {"ml", "caml"},
    {"ocaml", "caml"},
    {"pascal", "pascal"},
    {"patch", "diff"},
    {"perl", "perl"},
    {"php", "php"},
    {"pl", "perl"},
    {"proto", "proto"},
    {"protobuf", "proto"},
    {"py", "python"},
    {"python", "python"},
    {"r", "r"},
    {"rb", "ruby"},
    {"rs", "rust"},
    {"ruby", "ruby"},
    {"rust", "rust"},
    {"scala", "java"},
    {"scheme", "scheme"},
    {"sh", "sh"},
    {"shell", "sh"},
    {"sql", "sql"},
    {"svg", "xml"},
    {"tcl", "tcl"},
    {"tex", "latex"},
    {"toml", "desktop"},
    {"ts", "javascript"},
    {"tsx", "javascript"},
    {"typescript", "javascript"},
    {"vala", "vala"},
    {"vim", "vim"},
    {"xhtml", "xml"},
    {"xml", "xml"},
    {"zsh", "zsh"},
});
static_assert(std::is_sorted(kLanguages.begin(), kLanguages.end()));

/// The library's names for what it finds, and ours; what is not here is plain. Sorted.
constexpr auto kClasses = std::to_array<Named>({
    {"atom", "name"},         {"attribute", "name"},     {"classname", "type"},       {"comment", "comment"},
    {"function", "function"}, {"keyword", "keyword"},    {"label", "name"},           {"newfile", "added"},
    {"number", "number"},     {"oldfile", "removed"},    {"predef_func", "function"}, {"predef_var", "name"},
    {"preproc", "keyword"},   {"property", "name"},      {"regexp", "string"},        {"section", "name"},
    {"selector", "keyword"},  {"specialchar", "string"}, {"string", "string"},        {"type", "type"},
    {"url", "string"},        {"usertype", "type"},      {"variable", "name"},
});
static_assert(std::is_sorted(kClasses.begin(), kClasses.end()));

template <class Table>
std::string_view look_up(const Table& table, std::string_view name) {
  const auto found = std::lower_bound(table.begin(), table.end(), Named{name, {}});
  return found == table.end() || found->first != name ? std::string_view() : found->second;
}

/// Collects pieces; neighbours of one class are one piece, and a character stays whole.
class Pieces {
 public:
  void add(std::string_view text, std::string_view name) {
    std::size_t first = 0;
    while (first < text.size() && (static_cast<unsigned char>(text[first]) & 0xc0) == 0x80) ++first;
    plain_ += text;
    open_.append(text.substr(0, first));
    text.remove_prefix(first);
    if (text.empty()) return;
    if (name != class_) end();
    class_ = name;
    open_ += text;
  }

  /// The HTML, or nothing where it would not say `code`.
  std::optional<std::string> take(std::string_view code) {
    end();
    if (plain_ != code) return std::nullopt;
    return std::move(html_);
  }

 private:
  void end() {
    // A blank has no colour.
    const bool marked = !class_.empty() && !trim(open_).empty();
    if (marked) html_.append("<span class=\"hl-").append(class_).append("\">");
    append_escaped_html(html_, open_);
    if (marked) html_ += "</span>";
    open_.clear();
  }

  std::string plain_;  // all of it, as it came
  std::string html_;
  std::string open_;  // the piece at the end
  std::string_view class_;
};

class PieceFormatter final : public srchilite::Formatter {
 public:
  PieceFormatter(Pieces*& pieces, std::string_view name) : pieces_(pieces), class_(name) {}
  void format(const std::string& text, const srchilite::FormatterParams*) override { pieces_->add(text, class_); }

 private:
  Pieces*& pieces_;
  const std::string_view class_;
};

/// The library, its rules read once a language (of some of which it loses a few kilobytes then). It keeps state
/// everywhere, so only one thread at a time is in it.
class Highlighter {
 public:
  Highlighter() : manager_(&rules_), formatters_(formatter("")) {
    for (const auto& [element, name] : kClasses) formatters_.addFormatter(std::string(element), formatter(name));
  }

  std::optional<std::string> run(std::string_view code, std::string_view file) {
    const std::lock_guard lock(mutex_);
    Pieces pieces;
    pieces_ = &pieces;
    const auto rules = manager_.getHighlightState(srchilite::Settings::retrieveDataDir(), std::string(file) + ".lang");
    srchilite::SourceHighlighter highlighter(rules);
    highlighter.setFormatterManager(&formatters_);
    for (std::size_t start = 0; start < code.size();) {
      const std::size_t end = std::min(code.find('\n', start), code.size());
      highlighter.highlightParagraph(std::string(code.substr(start, end - start)));
      if (end < code.size()) pieces.add("\n", "");
      start = end + 1;
    }
    return pieces.take(code);
  }

 private:
  srchilite::FormatterPtr formatter(std::string_view name) {
    return srchilite::FormatterPtr(new PieceFormatter(pieces_, name));
  }

  std::mutex mutex_;
  Pieces* pieces_ = nullptr;
  srchilite::RegexRuleFactory rules_;
  srchilite::LangDefManager manager_;
  srchilite::FormatterManager formatters_;
};

bool is_cheap(std::string_view code) {
  std::size_t work = 0;
  for (std::string_view line : split(code, '\n')) {
    if (line.size() > kLongestLine) return false;
    work += line.size() * line.size();
  }
  return work <= kMostWork;
}

}  // namespace

std::optional<std::string> highlight(std::string_view code, std::string_view language) {
  const std::string_view file = look_up(kLanguages, lower_case(language));
  if (file.empty() || !is_cheap(code)) return std::nullopt;
  try {
    static Highlighter highlighter;
    return highlighter.run(code, file);
  } catch (const std::exception&) {
    // The library's rules are missing or wrong, or a line was too much for them.
    return std::nullopt;
  }
}

}  // namespace broadsheet::content
