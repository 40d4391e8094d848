// UTF-8 text: validity, normal form, case, slugs and escaping. All strings are UTF-8 unless a comment says otherwise.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet {

/// The offset of the first byte that is not part of well-formed UTF-8 (RFC 3629), or nothing where all are.
std::optional<std::size_t> find_broken_utf8(std::string_view text);

/// U+FFFD, which stands for what is no character.
inline constexpr std::string_view kReplacementCharacter = "\xef\xbf\xbd";

/// `text` with U+FFFD for each maximal broken part (Unicode 15, section 3.9, "substitution of maximal subparts").
std::string repair_utf8(std::string_view text);

bool is_ascii(std::string_view text);

/// Unicode Normal Form C. `text` must be well-formed.
std::string normalize_nfc(std::string_view text);

/// The next code point at `offset`, which is moved past it; broken bytes give U+FFFD, one at a time.
char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::string& out, char32_t code_point);

/// How many code points `text` has.
std::size_t count_code_points(std::string_view text);

/// Full Unicode case folding, for comparing names without regard to case; typographic quotes become straight ones.
std::string fold_case(std::string_view text);

/// Lower case in the root locale.
std::string lower_case(std::string_view text);

/// An address segment made of `[a-z0-9-]`: transliterated through ICU (Kapić → kapic, 快讯 → kuai-xun), `@` → at,
/// `&` → and, `+` → plus and `#` → sharp at the end of a word (C++ → c-plus-plus, C# → c-sharp), apostrophes and
/// dots between letters dropped (not dots between digits), everything else a hyphen; at most 80 bytes. Empty where
/// nothing is left.
std::string slugify(std::string_view text);

/// `& < > " '` as character references: fit for HTML and XML text and quoted attributes.
std::string escape_html(std::string_view text);
void append_escaped_html(std::string& out, std::string_view text);

/// Without white space (ASCII, U+00A0, U+3000) at both ends.
std::string_view trim(std::string_view text);

/// Each run of ASCII white space as one blank, none at the ends.
std::string collapse_white_space(std::string_view text);

/// The parts of `text` between the separators; at least one, maybe empty.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The first of `starts`, none of them empty, that `text` starts with; empty where there is none.
template <class Starts>
std::string_view start_among(const Starts& starts, std::string_view text) {
  if (text.empty()) return {};
  for (const std::string_view start : starts)
    if (text[0] == start[0] && text.starts_with(start)) return start;  // the first byte nearly always tells
  return {};
}

/// The text cut at a word's end to at most `limit` code points, with `…` where something was cut.
std::string shorten(std::string_view text, std::size_t limit);

}  // namespace broadsheet
