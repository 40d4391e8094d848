// Properties of single code points (Unicode 15, through ICU).
#pragma once

namespace broadsheet {

/// A letter, mark or digit of any script.
bool is_word(char32_t c);

/// Of a script that is written without blanks between words: Han, kana, Hangul excepted, Thai, Lao, Khmer, Myanmar.
bool is_unspaced(char32_t c);

/// Simple case folding: one code point for one.
char32_t simple_fold(char32_t c);

}  // namespace broadsheet
