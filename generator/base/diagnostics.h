// What went wrong, where, and what to do about it. Every message that a user sees about an input is a Diagnostic,
// and format_diagnostic() is the one function that writes it.
#pragma once

#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet {

/// A place in an input file. `line` and `column` start at 1, 0 means unknown; columns count code points.
/// `excerpt` is the text of the line, without its end, so that a message can be printed after the file is gone; empty
/// where the line is longer than kLongestQuoted: with a finding for each word of one, that would be its square.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  std::string excerpt;

  bool operator==(const Location&) const = default;
};

inline constexpr std::size_t kLongestQuoted = 4'000;  ///< bytes

/// The line of `text` that starts at `start`, as an excerpt.
std::string_view quoted_line(std::string_view text, std::size_t start);

/// The location of a byte offset in `text`, the whole content of `file`. An offset past the end is the end.
/// Lines end at LF or CRLF; broken UTF-8 counts a column a byte.
Location locate(std::string_view file, std::string_view text, std::size_t offset);

/// The location of a line and a column (both from 1) in `text`; the excerpt is empty where there is no such line.
Location locate_line(std::string_view file, std::string_view text, int line, int column);

enum class Severity { info, warning, error };

/// "info", "warning" or "error".
std::string_view severity_name(Severity severity);

/// A second place that belongs to a finding: the other of two equal addresses, the includer of a template.
struct Note {
  Location location;
  std::string message;

  bool operator==(const Note&) const = default;
};

/// One finding. `rule` is its stable name ("front-matter", "dead-link"), which configuration and machines refer to;
/// `message` is a sentence without a full stop; `hint` says what to do, and may be empty.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string rule;
  Location location;
  std::string message;
  std::string hint;
  std::vector<Note> notes;

  bool operator==(const Diagnostic&) const = default;
};

/// Stops the unit of work at hand: a file, a page, a command. Caught in main and in the loops over files and pages.
class Error : public std::runtime_error {
 public:
  /// `rule` and the rest as in Diagnostic.
  Error(std::string rule, Location location, std::string message, std::string hint = {}, std::vector<Note> notes = {});

  const Diagnostic& diagnostic() const { return diagnostic_; }

 private:
  Diagnostic diagnostic_;
};

/// Collects the findings of a run, from any thread.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void add(const Error& error) { add(error.diagnostic()); }
  void error(std::string rule, Location location, std::string message, std::string hint = {});
  void warning(std::string rule, Location location, std::string message, std::string hint = {});
  void info(std::string rule, Location location, std::string message, std::string hint = {});

  /// All findings, ordered by file, line, column, rule and message, each once: the same whatever the threads did. Of
  /// those that only their notes tell apart, the one with the fewest.
  std::vector<Diagnostic> sorted() const;
  std::size_t count(Severity severity) const;
  bool has_errors() const { return count(Severity::error) > 0; }

 private:
  mutable std::mutex mutex_;
  std::vector<Diagnostic> found_;
};

/// `file:line:column: error: message [rule]`, then the line and a caret under the column, `hint: …`, and the notes with
/// their places. Ends with a line feed. Control characters of the input are shown as \xNN, so that a file
/// cannot write to the terminal; tabs stay, and the caret stands right under wide characters.
std::string format_diagnostic(const Diagnostic& diagnostic, bool color = false);

/// The candidate nearest to `name` (optimal string alignment distance, at most a third of its length), or empty.
/// For "did you mean".
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace broadsheet
