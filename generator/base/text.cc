#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/byte_search.h"
#include "base/characters.h"

namespace broadsheet {

namespace {

constexpr bool is_white(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// How many bytes at the start are ASCII; of most texts all are, and need no work then.
std::int64_t ascii_length(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return static_cast<std::int64_t>(at);
}

std::string_view html_reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

bool is_ascii(std::string_view text) {
  return ascii_length(text) == static_cast<std::int64_t>(text.size());
}

std::optional<std::size_t> find_broken_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < length;) {
    if (bytes[at] < 0x80) {
      at += ascii_length(text.substr(static_cast<std::size_t>(at)));
      continue;
    }
    const std::int64_t start = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, length, c);
    if (c < 0) return static_cast<std::size_t>(start);
  }
  return std::nullopt;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size();) append_utf8(out, next_code_point(text, at));
  return out;
}

std::string normalize_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, offset, text.size(), c);
  return static_cast<char32_t>(c);
}

void append_utf8(std::string& out, char32_t code_point) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code_point);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t count_code_points(std::string_view text) {
  if (is_ascii(text)) return text.size();
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

std::string fold_case(std::string_view text) {
  std::string out;
  if (is_ascii(text)) {
    out.assign(text);
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
  }
  std::string straight;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == 0x2018 || c == 0x2019 || c == 0x201b || c == 0x2bc)
      straight += '\'';
    else if (c == 0x201c || c == 0x201d)
      straight += '"';
    else
      append_utf8(straight, c);
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(straight.size()));
  icu::CaseMap::utf8Fold(0, icu::StringPiece(straight), sink, nullptr, status);
  return out;
}

std::string lower_case(std::string_view text) {
  std::string out;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                            status);
  return out;
}

void append_escaped_html(std::string& out, std::string_view text) {
  append_replaced(out, text, kHtmlBytes, html_reference);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped_html(out, text);
  return out;
}

std::string_view trim(std::string_view text) {
  for (bool more = true; more && !text.empty();) {
    more = true;
    if (is_white(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with("\u00a0"))
      text.remove_prefix(2);
    else if (text.starts_with("\u3000"))
      text.remove_prefix(3);
    else if (is_white(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with("\u00a0"))
      text.remove_suffix(2);
    else if (text.ends_with("\u3000"))
      text.remove_suffix(3);
    else
      more = false;
  }
  return text;
}

std::string collapse_white_space(std::string_view text) {
  std::string out(text.size(), '\0');  // never longer; written through, since stories' texts all come by here
  std::size_t size = 0;
  bool after_white = true;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto collapse = [&](std::ptrdiff_t count) {
    for (; count > 0; --count) {  // without a jump: where words end cannot be foreseen
      const char c = *at++;
      const bool white = is_white(c);
      out[size] = white ? ' ' : c;
      size += !(white & after_white);
      after_white = white;
    }
  };
  constexpr std::ptrdiff_t kRun = sizeof(ByteRun);
  while (end - at > kRun) {  // mostly there is one blank at a time, and nothing to be done
    const ByteRun run = byte_run(at), next = byte_run(at + 1);
    if ((after_white && *at == ' ') || any_marked((run - '\t' < 5) | ((run == ' ') & (next == ' ')))) {
      collapse(kRun);
      continue;
    }
    std::memcpy(out.data() + size, at, kRun);
    size += kRun;
    at += kRun;
    after_white = at[-1] == ' ';
  }
  collapse(end - at);
  if (size > 0 && out[size - 1] == ' ') --size;
  out.resize(size);
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (count_code_points(text) <= limit) return std::string(text);
  std::size_t at = 0, count = 0, word_end = 0;
  if (limit > 0 && is_ascii(text.substr(0, limit - 1))) {  // as the loop, in one step
    at = count = limit - 1;
    const std::size_t blank = text.substr(0, at).find_last_of(" \n");
    if (blank != std::string_view::npos) word_end = blank;
  }
  while (count + 1 < limit) {
    std::size_t next = at + 1;
    auto c = static_cast<char32_t>(static_cast<unsigned char>(text[at]));
    if (c >= 0x80) c = next_code_point(text, next = at);
    // A cut is good before a blank, and anywhere in scripts that have none.
    const bool is_blank = c == ' ' || c == '\n';
    if (is_blank || is_unspaced(c)) word_end = is_blank ? at : next;
    at = next;
    ++count;
  }
  std::string_view cut = text.substr(0, word_end > 0 ? word_end : at);
  while (!cut.empty() && std::string_view(" \n,;:.-").find(cut.back()) != std::string_view::npos) cut.remove_suffix(1);
  return std::string(cut) + "…";
}

}  // namespace broadsheet
