// Where in an HTML page a template's text has come to: enough of the HTML standard's tokenizer (section 13.2.5) to know
// the attributes that take addresses. It sees only the template's own text: what expressions print is a gap in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::tmpl {

/// An attribute's value that takes an address, as the compiled template keeps it.
struct AddressPlace {
  std::string attribute;  ///< lower case; empty where the template prints the name
  char opened_by = '"';   ///< the character that the address starts behind: a quote, or `=`
};

class HtmlContext {
 public:
  /// Goes on over text of the template.
  void read(std::string_view text);
  /// Goes on over something printed.
  void read_gap();
  /// Where two ways meet: of two places, the one that asks for more care.
  void meet(const HtmlContext& other);
  /// Whether what is printed here is an address whose scheme is not decided yet, by text such as `/` or `https:`.
  bool in_open_address() const;
  AddressPlace place() const;

  bool operator==(const HtmlContext&) const = default;

 private:
  enum class State : std::uint8_t {
    data,
    comment,
    raw_text,  ///< script, style, textarea, title: up to their end tag
    element_name,
    before_attribute,
    attribute_name,
    after_name,
    before_value,
    value
  };

  void step(char c);
  void open_element();
  void open_value(char opened_by);
  void read_value(char c);
  void end_value(bool closes_tag);

  State state_ = State::data;
  char opened_by_ = 0;
  bool decided_ = false;   ///< the value's scheme can't be changed by what follows
  bool refresh_ = false;   ///< in `content`, behind `url=`
  bool name_gap_ = false;  ///< a part of the attribute's name is printed
  std::string element_;
  std::string attribute_;
  std::string tail_;  ///< the last few characters of a comment, raw text, tag's start or value
};

/// Whether an attribute of this name (lower case) holds an address that browsers follow or load.
bool takes_address(std::string_view attribute);

/// The scheme of `written`, an attribute's value as it stands in HTML, where following it would run a script or show a
/// page that the address itself holds: javascript, vbscript, and data but for pictures. Empty for every other address.
/// Reads it as browsers do: character references are resolved, control characters and blanks before it and tabs and
/// line ends in it are skipped (WHATWG URL, section 4.4).
std::string active_scheme(std::string_view written);

}  // namespace broadsheet::tmpl
