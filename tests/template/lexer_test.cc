#include "template/lexer.h"

#include <catch2/catch.hpp>

#include "base/diagnostics.h"
#include "template/literals.h"

namespace broadsheet::tmpl {
namespace {

/// The tokens as `kind:source` words; data in brackets.
std::string words(const std::string& text, const Options& options = {}) {
  const Source source{"page", text};
  std::string out;
  for (const Token& token : tokenize(source, options)) {
    if (token.kind == TokenKind::end) break;
    if (!out.empty()) out += ' ';
    out += token.kind == TokenKind::data ? "[" + std::string(token.source) + "]" : std::string(token.source);
  }
  return out;
}

std::string complaint(const std::string& text) {
  const Source source{"page", text};
  try {
    tokenize(source, {});
  } catch (const Error& error) {
    return format_diagnostic(error.diagnostic());
  }
  return "no error";
}

TEST_CASE("tags and the text between them become tokens", "[template]") {
  CHECK(words("a{{ b }}c{% if d %}e{# f #}g") == "[a] {{ b }} [c] {% if d %} [e] [g]");
  CHECK(words("{ % { { x } }") == "[{ % { { x } }]");
  CHECK(words("{{ a.b[1:-2]**3//4!=5 }}") == "{{ a . b [ 1 : - 2 ] ** 3 // 4 != 5 }}");
  CHECK(words("{{ {'a': {}}}}") == "{{ { 'a' : { } } }}");
}

TEST_CASE("white space around tags is controlled by signs and options", "[template]") {
  CHECK(words("a \n {%- x -%} \n b") == "[a] {%- x -%} [b]");
  CHECK(words("a\n  {% x %}\nb") == "[a\n] {% x %} [b]");
  CHECK(words("a\n  {%+ x +%}\nb") == "[a\n  ] {%+ x +%} [\nb]");
  CHECK(words("a\n  {{ x }}\nb") == "[a\n  ] {{ x }} [\nb]");
  CHECK(words("a {% x %}\n") == "[a ] {% x %}");
  CHECK(words("  {# c #}\nb") == "[b]");
  Options plain;
  plain.trim_blocks = plain.lstrip_blocks = false;
  CHECK(words("a\n  {% x %}\nb", plain) == "[a\n  ] {% x %} [\nb]");
}

TEST_CASE("raw blocks keep tags as text", "[template]") {
  CHECK(words("{% raw %}{{ a }}{% if %}{% endraw %}b") == "[{{ a }}{% if %}] [b]");
  CHECK(words("{%- raw -%} x {%- endraw -%} y") == "[x] [y]");
  CHECK(complaint("a\n{% raw %} b") ==
        "page:2:1: error: the raw block has no end [template]\n"
        "  {% raw %} b\n"
        "  ^\n"
        "  hint: write '{% endraw %}' after it\n");
}

TEST_CASE("what has no end is blamed where it began", "[template]") {
  CHECK(complaint("a {# b") ==
        "page:1:3: error: the comment has no end [template]\n  a {# b\n    ^\n  hint: write '#}' after it\n");
  CHECK(complaint("{{ 'a }}") == "page:1:4: error: the text has no closing quote [template]\n  {{ 'a }}\n     ^\n");
  CHECK(complaint("{{ a ? b }}") == "page:1:6: error: unexpected character '?' [template]\n  {{ a ? b }}\n       ^\n");
  CHECK(complaint("{{ a) }}") == "page:1:5: error: unexpected ')' [template]\n  {{ a) }}\n      ^\n");
  CHECK(complaint("{{ '\\xzz' }}") ==
        "page:1:5: error: broken escape in a text [template]\n  {{ '\\xzz' }}\n      ^\n");
}

TEST_CASE("numbers are read as Python reads them", "[template]") {
  CHECK(scan_number("12_000 ", 0, true).integer == 12000);
  CHECK(scan_number("0x_fFz", 0, true).integer == 255);
  CHECK(scan_number("0b101", 0, true).integer == 5);
  CHECK(scan_number("1.5e3", 0, true).real == 1500.0);
  CHECK(scan_number("1e-2", 0, true).real == 0.01);
  CHECK(scan_number("1.x", 0, true).length == 1);
  CHECK(scan_number("0.1", 0, false).length == 1);
  CHECK(scan_number("012", 0, true).length == 1);
  CHECK(scan_number("9223372036854775808", 0, true).overflows);
}

TEST_CASE("escapes in texts are resolved, unknown ones stay", "[template]") {
  std::string out;
  CHECK_FALSE(unescape_text("a\\n\\t\\\\\\'\\x41\\u00e9\\U0001f600\\101\\q\\\nz", out).has_value());
  CHECK(out == "a\n\t\\'Aé😀A\\qz");
  CHECK(unescape_text("ab\\u12", out) == 2U);
}

}  // namespace
}  // namespace broadsheet::tmpl
