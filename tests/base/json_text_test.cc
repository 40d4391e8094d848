#include "base/json_text.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "base/text.h"

namespace broadsheet {

TEST_CASE("texts are written as JSON that any reader gives back", "[text]") {
  std::mt19937 random(3);
  const std::vector<std::string> parts = {"a",    "\"",   "\\",   "\n",      "\t", std::string(1, '\0'),
                                          "\x1f", "\x7f", "é",    "…",       "😀",  "[",
                                          "/",    "<",    "\xff", "\xe2\x80"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t left = random() % 40; left > 0; --left) text += parts[random() % parts.size()];
    std::string out = "before ";
    append_json_text(out, text);
    REQUIRE(nlohmann::json::parse(out.substr(7)) == repair_utf8(text));
  }
}

TEST_CASE("in JSON texts only what must be is escaped", "[text]") {
  std::string out;
  append_json_text(out, "é </a> \"\\\n\x01");
  CHECK(out == R"("é </a> \"\\\n\u0001")");
}

}  // namespace broadsheet
