// Which addresses may be linked, and how they are written: the part of html.h that guards against active content.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "content/html.h"

namespace broadsheet::content {

namespace {

constexpr std::array<std::string_view, 4> kSchemes = {"http", "https", "mailto", "tel"};
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool is_allowed_scheme(std::string_view scheme) {
  const std::string name = lower_case(scheme);
  return std::find(kSchemes.begin(), kSchemes.end(), name) != kSchemes.end();
}

/// Characters that stand for themselves (RFC 3986, section 2), and `%`, since authors write encoded addresses.
bool stays(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("-._~:/?#@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

}  // namespace

std::string link_target(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= ' ') url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= ' ') url.remove_suffix(1);
  const std::size_t colon = url.find_first_of(":/?#");
  if (colon != std::string_view::npos && url[colon] == ':' && !is_allowed_scheme(url.substr(0, colon))) return {};
  std::string target;
  target.reserve(url.size());
  for (char c : url) {
    if (stays(c)) {
      target += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    target += '%';
    target += kHexDigits[byte >> 4];
    target += kHexDigits[byte & 15];
  }
  return target == "http://" || target == "https://" ? "#" : target;
}

}  // namespace broadsheet::content
