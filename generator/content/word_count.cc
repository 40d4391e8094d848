#include "content/word_count.h"

#include "base/byte_search.h"
#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

bool is_letter(unsigned char ascii) {
  return (ascii >= '0' && ascii <= '9') || ((ascii | 32) >= 'a' && (ascii | 32) <= 'z');
}

/// The same of many bytes.
ByteMarks letters(ByteRun run) {
  return (run - '0' < 10) | ((run | 32) - 'a' < 26);
}

}  // namespace

std::uint32_t words_in(std::string_view text) {
  std::uint32_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text.size() - at >= sizeof(ByteRun)) {  // most of most texts is ASCII
      const ByteRun run = byte_run(text.data() + at);
      if (!any_marked(run >= 0x80)) {
        std::array<char, sizeof(ByteRun)> before;  // each byte's neighbour
        before[0] = inside ? 'x' : ' ';
        std::memcpy(before.data() + 1, text.data() + at, before.size() - 1);
        words += count_marked(letters(run) & ~letters(byte_run(before.data())));
        at += sizeof run;
        inside = is_letter(static_cast<unsigned char>(text[at - 1]));
        continue;
      }
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const bool letter = is_letter(byte);
      words += letter && !inside;
      inside = letter;
      ++at;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    const bool letter = is_word(c), single = letter && is_unspaced(c);
    words += single || (letter && !inside);
    inside = letter && !single;
  }
  return words;
}

}  // namespace broadsheet::content
