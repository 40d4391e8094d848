#include "content/yaml.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "base/diagnostics.h"
#include "repeated.h"

namespace broadsheet::content {

namespace {

using model::Data;

/// A value in one line, with the type of scalars and the place of everything.
std::string written(const Data& data) {
  const std::string place = fmt::format("@{}:{}", data.line, data.column);
  if (const Data::Map* map = data.map()) {
    std::string out = "{";
    for (const auto& [key, value] : *map) out += (out.size() > 1 ? ", " : "") + key + ": " + written(value);
    return out + "}" + place;
  }
  if (const Data::List* list = data.list()) {
    std::string out = "[";
    for (const Data& item : *list) out += (out.size() > 1 ? ", " : "") + written(item);
    return out + "]" + place;
  }
  if (const std::string* text = data.text()) return fmt::format("'{}'{}", *text, place);
  if (const bool* flag = std::get_if<bool>(&data.value)) return fmt::format("{}{}", *flag, place);
  if (const auto* integer = std::get_if<std::int64_t>(&data.value)) return fmt::format("{}{}", *integer, place);
  if (const auto* number = std::get_if<double>(&data.value)) return fmt::format("{}f{}", *number, place);
  return "null" + place;
}

std::string yaml_refusal(std::string_view text, int first_line = 1) {
  try {
    return written(parse_yaml("a.yaml", text, first_line));
  } catch (const Error& error) {
    return format_diagnostic(error.diagnostic());
  }
}

}  // namespace

TEST_CASE("scalars have the types of YAML's core schema", "[content]") {
  const auto value = [](std::string text) {
    std::string out = written(parse_yaml("", "- " + text));
    return out.substr(1, out.find('@') - 1);
  };
  CHECK(value("1") == "1");
  CHECK(value("-12") == "-12");
  CHECK(value("+3") == "3");
  CHECK(value("0x1F") == "31");
  CHECK(value("0o17") == "15");
  CHECK(value("010") == "10");
  CHECK(value("1.50") == "1.5f");
  CHECK(value("-.5") == "-0.5f");
  CHECK(value("1e3") == "1000f");
  CHECK(value("-.inf") == "-inff");
  CHECK(value("true") == "true");
  CHECK(value("False") == "false");
  CHECK(value("~") == "null");
  CHECK(value("") == "null");
  for (std::string text : {"yes", "no", "on", "2026-03-24", "1.2.3", "0x", "0o8", "1_000", "nan", "+-1", "12a"})
    CHECK(value(text) == "'" + text + "'");
  CHECK(value("'1'") == "'1'");
  CHECK(value("\"true\"") == "'true'");
  CHECK(value("!!str 1") == "'1'");
  CHECK(value("99999999999999999999") == "1e+20f");
}

TEST_CASE("every value knows its place in the file, in code points", "[content]") {
  CHECK(yaml_refusal("a: 1\nb:\n  - x\n  - {c: 'd'}\ne: |\n  text\n", 10) ==
        "{a: 1@10:4, b: ['x'@12:5, {c: 'd'@13:9}@13:5]@12:3, e: 'text\n'@14:4}@10:1");
  CHECK(yaml_refusal("名: [é, ö]") == "{名: ['é'@1:5, 'ö'@1:8]@1:4}@1:1");
  CHECK(yaml_refusal("") == "null@0:0");
  CHECK(yaml_refusal("# nothing\n") == "null@0:0");
}

TEST_CASE("anchors and aliases give copies", "[content]") {
  CHECK(yaml_refusal("a: &x [1, 2]\nb: *x\n") == "{a: [1@1:8, 2@1:11]@1:4, b: [1@1:8, 2@1:11]@1:4}@1:1");
}

TEST_CASE("YAML that does not parse is an error with its line and column", "[content]") {
  CHECK(yaml_refusal("title: a: b\n", 2) == R"(a.yaml:2:9: error: a value must not hold ': ' without quotes [yaml]
  title: a: b
          ^
)");
  CHECK(yaml_refusal("a: 1\nb: 2\na: 3\n", 5) ==
        R"(a.yaml:7:1: error: the key 'a' stands here again; it is already on line 5 [yaml]
  a: 3
  ^
  hint: remove one of them
)");
  CHECK(yaml_refusal("a: [1, 2\n") == R"(a.yaml:1:4: error: the list is not closed [yaml]
  a: [1, 2
     ^
  hint: end it with ']'
)");
  CHECK(yaml_refusal("a: \"open\nb: 1\n") == R"(a.yaml:1:4: error: the quotation is not closed [yaml]
  a: "open
     ^
  hint: end it with "
)");
  CHECK(yaml_refusal("a:\n\t- x\n") == R"(a.yaml:2:2: error: a tab cannot indent [yaml]
  	- x
  	^
  hint: use blanks
)");
  CHECK(yaml_refusal("[a]: 1\n") == R"(a.yaml:1:1: error: a key must be plain text [yaml]
  [a]: 1
  ^
)");
  CHECK(yaml_refusal("a: 1\n---\nb: 2\n") == R"(a.yaml:2:1: error: a second document starts here [yaml]
  ---
  ^
  hint: only one document is read
)");
  CHECK(yaml_refusal("a: *b\n").starts_with("a.yaml:1:4: error: "));
}

TEST_CASE("YAML cannot exhaust the stack or the memory", "[content]") {
  const auto deep = [](std::string_view open, std::string_view close) {
    const std::string message = yaml_refusal(repeated(open, 50'000) + "x" + repeated(close, 50'000));
    return message.substr(0, message.find('\n'));
  };
  CHECK(deep("[", "]") == "a.yaml:1:65: error: nested deeper than 64 levels [yaml]");
  CHECK(deep("{a: ", "}") == "a.yaml:1:257: error: nested deeper than 64 levels [yaml]");
  CHECK(yaml_refusal(repeated("- ", 50'000)).starts_with("a.yaml:1:129: error: nested deeper than 64 levels [yaml]\n"));
  CHECK(yaml_refusal(repeated("? ", 50'000)).starts_with("a.yaml:1:3: error: a key must be plain text [yaml]\n"));
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int at = 1; at < 12; ++at)
    bomb += fmt::format("a{}: &a{} [{}*a{}]\n", at, at, repeated(fmt::format("*a{}, ", at - 1), 8), at - 1);
  CHECK(yaml_refusal(bomb).find("error: the aliases stand for more than 10000 values [yaml]\n") != std::string::npos);
  CHECK(yaml_refusal("k: &a [*a]\n")
            .starts_with("a.yaml:1:8: error: the alias stands inside what it stands for [yaml]\n"));
  CHECK(yaml_refusal(std::string((std::size_t(16) << 20) + 1, ' ')) ==
        "a.yaml:1:1: error: the text is larger than 16 MiB [yaml]\n");
}

}  // namespace broadsheet::content
