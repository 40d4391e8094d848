#include "base/byte_search.h"

#include <catch2/catch.hpp>
#include <string>

namespace broadsheet {

TEST_CASE("a byte is found wherever it stands, and only in the text", "[text]") {
  for (std::size_t size = 0; size < 70; ++size)
    for (std::size_t place = 0; place <= size; ++place) {
      std::string text(size, 'x');
      if (place < size) text[place] = "&<>'\""[place % 5];
      text += "<&";  // behind its end
      const char* const end = text.data() + size;
      CHECK(find_byte(text.data(), end, kHtmlBytes) == text.data() + place);
    }
}

TEST_CASE("the bytes that HTML wants escaped are five of all", "[text]") {
  std::string found;
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (find_byte(&c, &c + 1, kHtmlBytes) == &c) found += c;
  }
  CHECK(found == "\"&'<>");
}

TEST_CASE("what is found is replaced, and nothing else", "[text]") {
  const auto replaced = [](std::string_view text) {
    std::string out = "before ";
    append_replaced(out, text, kHtmlBytes, [](char c) -> std::string_view { return c == '&' ? "and" : ""; });
    return out;
  };
  CHECK(replaced("") == "before ");
  CHECK(replaced("&&") == "before andand");
  CHECK(replaced("a text of more than sixteen bytes & another <one>") ==
        "before a text of more than sixteen bytes and another one");
}

}  // namespace broadsheet
