#include "content/word_count.h"

#include "base/byte_search.h"
#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

/// What is_word() says of ASCII.
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
        const ByteMarks here = letters(run);
        std::array<char, sizeof(ByteRun)> before;  // each byte's neighbour
        before[0] = inside ? 'x' : ' ';
        std::memcpy(before.data() + 1, text.data() + at, before.size() - 1);
        words += count_marked(here & ~letters(byte_run(before.data())));
        at += sizeof run;
        inside = here[sizeof run - 1] != 0;
        continue;
      }
    }
    const char32_t c = next_code_point(text, at);
    const bool letter = is_word(c), single = letter && is_unspaced(c);
    words += single || (letter && !inside);
    inside = letter && !single;
  }
  return words;
}

}  // namespace broadsheet::content
