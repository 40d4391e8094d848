#include "template/html_context.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace broadsheet::tmpl {

namespace {

constexpr std::size_t kLongestTail = 16;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool holds_raw_text(std::string_view element) {
  static constexpr std::array<std::string_view, 4> kElements = {"script", "style", "textarea", "title"};
  return std::find(kElements.begin(), kElements.end(), element) != kElements.end();
}

void keep_tail(std::string& tail, char c) {
  if (tail.size() == kLongestTail) tail.erase(0, 1);
  tail += ascii_lower(c);
}

/// Of the named character references those that stand for ASCII and matter in a scheme.
constexpr std::array<std::pair<std::string_view, char>, 7> kReferences = {{{"colon;", ':'},
                                                                           {"Tab;", '\t'},
                                                                           {"NewLine;", '\n'},
                                                                           {"plus;", '+'},
                                                                           {"period;", '.'},
                                                                           {"nbsp;", '\x7f'},
                                                                           {"sol;", '/'}}};

/// The value of a numeric reference behind `&#`, and past it; -1 where it is none or not ASCII.
int numeric_reference(std::string_view text, std::size_t& at) {
  const bool hexadecimal = at < text.size() && ascii_lower(text[at]) == 'x';
  if (hexadecimal) ++at;
  const std::size_t first = at;
  int value = 0;
  for (; at < text.size(); ++at) {
    const char c = ascii_lower(text[at]);
    const int digit = is_digit(c) ? c - '0' : hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) break;
    value = std::min(value * (hexadecimal ? 16 : 10) + digit, 0x10000);
  }
  if (at == first) return -1;
  if (at < text.size() && text[at] == ';') ++at;
  return value < 0x80 ? value : -1;
}

/// The next character of an attribute's value, references resolved; -1 at its end, 0x7f for what is not ASCII.
int next_character(std::string_view text, std::size_t& at) {
  if (at >= text.size()) return -1;
  const char c = text[at++];
  if (static_cast<unsigned char>(c) >= 0x80) return 0x7f;
  if (c != '&') return static_cast<unsigned char>(c);
  if (at < text.size() && text[at] == '#') {
    const int value = numeric_reference(text, ++at);
    return value < 0 ? 0x7f : value;
  }
  for (const auto& [name, meaning] : kReferences) {
    if (!text.substr(at).starts_with(name)) continue;
    at += name.size();
    return meaning;
  }
  return '&';
}

/// Up to `most` characters of the address from `at` on, lower case, without what browsers skip.
std::string plain_start(std::string_view text, std::size_t& at, std::size_t most) {
  std::string out;
  while (out.size() < most) {
    const int c = next_character(text, at);
    if (c < 0) break;
    if (c == '\t' || c == '\n' || c == '\r' || (out.empty() && c <= ' ')) continue;
    out += ascii_lower(static_cast<char>(c));
  }
  return out;
}

bool is_picture(std::string_view data) {
  static constexpr std::array<std::string_view, 6> kTypes = {"image/png",  "image/jpeg", "image/gif",
                                                             "image/webp", "image/avif", "image/x-icon"};
  return std::any_of(kTypes.begin(), kTypes.end(), [&](std::string_view type) {
    return data.starts_with(type) &&
           (data.size() == type.size() || data[type.size()] == ';' || data[type.size()] == ',');
  });
}

}  // namespace

bool takes_address(std::string_view attribute) {
  static constexpr std::array<std::string_view, 22> kAttributes = {
      "action",     "archive", "background", "by",   "cite",     "classid",  "codebase", "data",
      "formaction", "from",    "href",       "icon", "longdesc", "manifest", "ping",     "poster",
      "profile",    "src",     "srcset",     "to",   "usemap",   "values"};
  const std::size_t prefix = attribute.find(':');  // xlink:href
  if (prefix != std::string_view::npos) attribute.remove_prefix(prefix + 1);
  return std::binary_search(kAttributes.begin(), kAttributes.end(), attribute);
}

std::string active_scheme(std::string_view written) {
  constexpr std::size_t kLongestScheme = 10;  // "javascript"
  std::size_t at = 0;
  const std::string start = plain_start(written, at, kLongestScheme + 1);
  const std::string scheme = start.substr(0, start.find(':'));
  if (scheme.size() == start.size()) return {};
  if (scheme == "javascript" || scheme == "vbscript") return scheme;
  if (scheme != "data") return {};
  std::size_t again = 0;
  return is_picture(plain_start(written, again, 24).substr(scheme.size() + 1)) ? std::string() : scheme;
}

void HtmlContext::read(std::string_view text) {
  for (const char c : text) step(c);
}

void HtmlContext::read_gap() {
  switch (state_) {
    case State::before_attribute:
    case State::after_name:
      state_ = State::attribute_name;
      attribute_.clear();
      name_gap_ = true;
      break;
    case State::attribute_name:
      name_gap_ = true;
      break;
    case State::before_value:
      open_value('=');
      break;
    default:
      break;
  }
}

void HtmlContext::meet(const HtmlContext& other) {
  if (!in_open_address() && (other.in_open_address() || state_ == State::data)) *this = other;
}

bool HtmlContext::in_open_address() const {
  if (state_ == State::before_value) return takes_address(attribute_) || (name_gap_ && attribute_.empty());
  if (state_ != State::value || decided_) return false;
  return refresh_ || takes_address(attribute_) || (name_gap_ && attribute_.empty());
}

AddressPlace HtmlContext::place() const {
  return {attribute_, refresh_ || state_ == State::before_value ? '=' : opened_by_};
}

void HtmlContext::open_element() {
  state_ = State::element_name;
  element_.clear();
}

void HtmlContext::open_value(char opened_by) {
  state_ = State::value;
  opened_by_ = opened_by;
  decided_ = false;
  refresh_ = false;
  tail_.clear();
}

void HtmlContext::end_value(bool closes_tag) {
  state_ = State::before_attribute;
  attribute_.clear();
  name_gap_ = false;
  refresh_ = false;
  tail_.clear();
  if (closes_tag) state_ = holds_raw_text(element_) ? State::raw_text : State::data;
}

void HtmlContext::read_value(char c) {
  if (opened_by_ == '=' ? is_blank(c) || c == '>' : c == opened_by_) return end_value(opened_by_ == '=' && c == '>');
  if (attribute_ == "content") {  // of a refresh, as in `0; url=/there/`
    if (refresh_) {
      decided_ = decided_ || c == '/' || c == ':' || c == '?' || c == '#';
    } else if (!is_blank(c)) {
      keep_tail(tail_, c);
      refresh_ = tail_.ends_with("url=");
    }
    return;
  }
  decided_ = decided_ || c == '/' || c == ':' || c == '?' || c == '#';
}

void HtmlContext::step(char c) {
  switch (state_) {
    case State::data:
    case State::comment:
    case State::raw_text:
      keep_tail(tail_, c);
      if (state_ == State::data && tail_.ends_with("<!--")) state_ = State::comment;
      if (state_ == State::data && tail_.size() > 1 && tail_[tail_.size() - 2] == '<' && (is_letter(c) || c == '/')) {
        open_element();
        element_ += ascii_lower(c);
      } else if ((state_ == State::comment && tail_.ends_with("-->")) ||
                 (state_ == State::raw_text && tail_.ends_with("</" + element_))) {
        state_ = state_ == State::raw_text ? State::before_attribute : State::data;
        element_.clear();
      }
      return;
    case State::element_name:
      if (c == '>') return end_value(true);
      if (is_blank(c)) {
        end_value(false);
      } else {
        element_ += ascii_lower(c);
      }
      return;
    case State::before_attribute:
      if (c == '>') return end_value(true);
      if (is_blank(c) || c == '/') return;
      state_ = State::attribute_name;
      attribute_ = ascii_lower(c);
      name_gap_ = false;
      return;
    case State::attribute_name:
    case State::after_name:
      if (c == '=') {
        state_ = State::before_value;
      } else if (c == '>') {
        end_value(true);
      } else if (is_blank(c) || c == '/') {
        state_ = State::after_name;
      } else if (state_ == State::after_name) {
        end_value(false);
        step(c);
      } else {
        attribute_ += ascii_lower(c);
      }
      return;
    case State::before_value:
      if (c == '>') return end_value(true);
      if (is_blank(c)) return;
      open_value(c == '"' || c == '\'' ? c : '=');
      if (opened_by_ == '=') read_value(c);
      return;
    case State::value:
      return read_value(c);
  }
}

}  // namespace broadsheet::tmpl
