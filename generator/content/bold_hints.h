// Bold text in scripts without blanks. CommonMark's rule of flanking (0.29, section 6.4) takes the `**` of
// `**标题：**正文` for asterisks, since a mark stands before and a letter behind it; writers of Chinese mean bold.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::content {

/// A blank that makes a `**` next to it open or close, and that is taken out of the parsed texts again.
inline constexpr std::string_view kBoldHint = "\u205f";

/// `text` with a hint at each `**` between a punctuation mark and an ideograph that opens or closes bold text where the
/// rule of flanking would not let it; empty where none is needed.
std::string with_bold_hints(std::string_view text);

void remove_bold_hints(std::string& text);

}  // namespace broadsheet::content
