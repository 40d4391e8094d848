#include "base/line_index.h"

#include <catch2/catch.hpp>
#include <random>

namespace broadsheet {

TEST_CASE("an index of lines tells the same places as counting does", "[base]") {
  std::mt19937 random(7);
  const std::string_view pieces[] = {
      "a", "\n", "\r\n", "ü", "快", "\xff", "word ", "\xe5\xbf", "-------------------------"};
  for (int turn = 0; turn < 60; ++turn) {
    std::string text;
    for (int piece = 0; piece < turn * 20; ++piece) text += pieces[random() % std::size(pieces)];
    const LineIndex index(text);
    for (int look = 0; look < 100; ++look) {
      // Where a character starts: findings stand nowhere else.
      std::size_t at = random() % (text.size() + 2);
      while (at > 0 && at < text.size() && (text[at] & 0xc0) == 0x80) --at;
      CHECK(index.locate("a.md", at) == locate("a.md", text, at));
    }
  }
}

TEST_CASE("lines start where they start, and behind the last one the text ends", "[base]") {
  const std::string_view text = "one\ntwo\n\nfour";
  const LineIndex index(text);
  CHECK(index.line_start(1) == 0);
  CHECK(index.line_start(2) == 4);
  CHECK(index.line_start(3) == 8);
  CHECK(index.line_start(4) == 9);
  CHECK(index.line_start(5) == text.size());
  CHECK(index.line_start(0) == 0);
}

TEST_CASE("the places of a text are the same, whether few of them are asked for or many", "[base]") {
  const std::string text = "one\r\ntw\u00fc \u5feb\n\nfour\n" + std::string(5000, 'x') + "\nlast";
  const TextPlaces places;
  for (int turn = 0; turn < 5; ++turn) {
    for (int line = -1; line < 9; ++line)
      CHECK(places.locate_line("a.md", text, line, 3) == locate_line("a.md", text, line, 3));
    for (const std::size_t at : {std::size_t(0), std::size_t(7), std::size_t(12), text.size() - 2, text.size() + 9})
      CHECK(places.locate("a.md", text, at) == locate("a.md", text, at));
  }
  const std::string other = "another";
  const TextPlaces copy(places);
  for (int turn = 0; turn < 40; ++turn) CHECK(copy.locate("b.md", other, 3) == locate("b.md", other, 3));
}

TEST_CASE("each place of a line of eight megabytes is found at once", "[base]") {
  const std::string line(8 << 20, 'x');
  const LineIndex index(line);
  for (std::size_t at = 0; at < line.size(); at += 16)
    if (index.locate("a.md", at) != Location{"a.md", 1, static_cast<int>(at) + 1, {}}) FAIL(at);
}

}  // namespace broadsheet
