#include "content/shortcodes.h"

#include <catch2/catch.hpp>
#include <random>

#include "content/html.h"
#include "repeated.h"

namespace broadsheet::content {

namespace {

model::Site site_with(std::vector<std::string> names) {
  model::Site site;
  site.shortcodes = std::move(names);
  return site;
}

Document document_of(std::string text, std::vector<std::string> names = {"a", "b"}) {
  Diagnostics diagnostics;
  const model::Site site = site_with(std::move(names));
  const CleanSource source{"a.md", std::move(text)};
  return parse_document(site, source, 0, 1, DocumentKind::page, diagnostics);
}

std::string with_calls(std::string text, std::vector<std::string> names = {"a", "b"}) {
  const Document document = document_of(std::move(text), std::move(names));
  std::string html;
  append_block_html(document.tree, 0, html);
  return html;
}

std::string refusal_of(std::string text) {
  try {
    return with_calls(std::move(text));
  } catch (const Error& error) {
    return format_diagnostic(error.diagnostic());
  }
}

std::string shown(const model::Data& data) {
  if (const std::string* text = data.text()) return "'" + *text + "'";
  if (const auto* flag = std::get_if<bool>(&data.value)) return *flag ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&data.value)) return std::to_string(*integer);
  if (const auto* number = std::get_if<double>(&data.value)) return std::to_string(*number);
  std::string out;
  if (const auto* list = data.list())
    for (const model::Data& item : *list) out += (out.empty() ? "" : " ") + shown(item);
  if (const auto* map = data.map())
    for (const auto& [name, item] : *map) out += (out.empty() ? "" : " ") + name + "=" + shown(item);
  return out;
}

std::string arguments_of(const std::string& arguments) {
  const Document document = document_of("{{< a " + arguments + " >}}");
  if (document.shortcodes.empty()) return "none";
  return shown(document.shortcodes[0].args) + "; " + shown(document.shortcodes[0].params);
}

}  // namespace

TEST_CASE("arguments are read as Hugo's are", "[content]") {
  CHECK(arguments_of("one two") == "'one' 'two'; ");
  CHECK(arguments_of(R"("with blanks" 'single' `raw \" text`)") == R"('with blanks' 'single' 'raw \" text'; )");
  CHECK(arguments_of(R"(k="a \"quoted\" \\ word" other=bare)") == R"(; k='a "quoted" \ word' other='bare')");
  CHECK(arguments_of("true false 12 -3 1.5 1.2.3 \"12\" 2026-03-24") ==
        "true false 12 -3 1.500000 '1.2.3' '12' '2026-03-24'; ");
  CHECK(arguments_of("k=1 k=2 x") == "'x'; k=2");
  CHECK(arguments_of("https://a.example/?q=1 a/b") == "'https://a.example/?q=1' 'a/b'; ");
  CHECK(arguments_of("k=\"over\n  lines\"\n  l=\">}}\"") == "; k='over\n  lines' l='>}}'");
  CHECK(arguments_of("\"no end") == "none");
  CHECK(arguments_of("one\n\ntwo") == "none");
  CHECK(arguments_of("cafe\u0301") == "'cafe\u0301'; ");
  CHECK(arguments_of("\"cafe\u0301\"") == "'caf\u00e9'; ");
}

TEST_CASE("a call is a block on a line of its own, and stands in the line elsewhere", "[content]") {
  CHECK(with_calls("x\n{{< a >}}\ny") == "<p>x</p>\n<shortcode n=\"0\"></shortcode>\n<p>y</p>\n");
  CHECK(with_calls("x {{< a >}}\ny") == "<p>x <shortcode n=\"0\"></shortcode>\ny</p>\n");
  CHECK(with_calls("{{< a >}} {{< b >}}") == "<shortcode n=\"0\"></shortcode>\n<shortcode n=\"1\"></shortcode>\n");
  CHECK(with_calls("{{< a >}}*in*{{< /a >}}") == "<shortcode n=\"0\"><em>in</em></shortcode>\n");
  CHECK(with_calls("{{< a >}}\n*in*\n{{< /a >}}") == "<shortcode n=\"0\"><p><em>in</em></p>\n</shortcode>\n");
  CHECK(with_calls("> {{< a >}}\n> in\n> {{< /a >}}\n> out") ==
        "<blockquote>\n<shortcode n=\"0\"><p>in</p>\n</shortcode>\n<p>out</p>\n</blockquote>\n");
}

TEST_CASE("tags pair up by name, and those without another half are calls by themselves", "[content]") {
  CHECK(with_calls("{{<a>}}x{{<b>}}y{{</b>}}z{{</a>}}") ==
        "<shortcode n=\"0\">x<shortcode n=\"1\">y</shortcode>z</shortcode>\n");
  CHECK(with_calls("{{<a>}}x{{<a>}}y{{</a>}}z") ==
        "<p><shortcode n=\"0\"></shortcode>x<shortcode n=\"1\">y</shortcode>z</p>\n");
  CHECK(with_calls("{{<a>}}x{{<b>}}y{{</a>}}z{{</b>}}") ==
        "<p><shortcode n=\"0\">x<shortcode n=\"1\"></shortcode>y</shortcode>z{{&lt;/b&gt;}}</p>\n");
  CHECK(with_calls("{{<a/>}}x{{</a>}}") == "<p><shortcode n=\"0\"></shortcode>x{{&lt;/a&gt;}}</p>\n");
}

TEST_CASE("code keeps what it shows", "[content]") {
  CHECK(with_calls("`{{< a >}}` ``x ` {{< a >}}``") ==
        "<p><code>{{&lt; a &gt;}}</code> <code>x ` {{&lt; a &gt;}}</code></p>\n");
  CHECK(with_calls("~~~\n{{< a >}}\n~~~\n") == "<pre tabindex=\"0\"><code>{{&lt; a &gt;}}\n</code></pre>\n");
  CHECK(with_calls("    {{< a >}}\n    x\n    {{< /a >}}\n") ==
        "<pre tabindex=\"0\"><code>{{&lt; a &gt;}}\nx\n{{&lt; /a &gt;}}\n</code></pre>\n");
  CHECK(with_calls("```\n{{</* a */>}} {{< a >}}\n```\n") ==
        "<pre tabindex=\"0\"><code>{{&lt; a &gt;}} {{&lt; a &gt;}}\n</code></pre>\n");
  CHECK(with_calls("`not closed {{< a >}}") == "<p>`not closed <shortcode n=\"0\"></shortcode></p>\n");
}

TEST_CASE("characters that stand for shortcodes are no way to forge one", "[content]") {
  CHECK(with_calls("{{< a >}} {\uFDD0"
                   "0\uFDD1} \uFDD2 <shortcode n=\"0\">") ==
        "<p><shortcode n=\"0\"></shortcode> {\uFFFD0\uFFFD} \uFFFD &lt;shortcode n=&quot;0&quot;&gt;</p>\n");
}

TEST_CASE("bold text opens and closes beside a call as beside its braces", "[content]") {
  CHECK(with_calls("**标题：**{{< a >}}正文") == "<p><strong>标题：</strong><shortcode n=\"0\"></shortcode>正文</p>\n");
  CHECK(with_calls("**{{< a >}} x**") == "<p><strong><shortcode n=\"0\"></shortcode> x</strong></p>\n");
}

TEST_CASE("shortcodes without end or bottom are refused with their place", "[content]") {
  CHECK(refusal_of(repeated("{{<a>}}", 9) + "x" + repeated("{{</a>}}", 9)) ==
        "a.md:1:57: error: shortcodes are nested too deeply here [markdown]\n  " + repeated("{{<a>}}", 9) + "x" +
            repeated("{{</a>}}", 9) + "\n  " + std::string(56, ' ') + "^\n  hint: at most 8 levels can be read\n");
  CHECK(refusal_of(repeated("{{<a>}}\n", 10'001)).starts_with("a.md:10001:1: error: more than 10000 shortcodes"));
  CHECK(refusal_of("\n\n{{<a>}}\nx\n\n" + repeated("> ", 65) + "y\n{{</a>}}") ==
        "a.md:6:1: error: quotes and lists are nested too deeply here [markdown]\n  " + repeated("> ", 65) +
            "y\n  ^\n  hint: at most 64 levels can be read\n");
}

// Ends: where the cost is quadratic, it does not in a test's time.
TEST_CASE("no text with braces is read for ever", "[content]") {
  const std::string long_line(10'000, 'x');
  for (const char* part :
       {"{{<", "{{< a \"", "{{< a", "{{<a>}}", "{{<a>}}x{{</a>}}", "{{</a>}}", "{{<a>}}`", "{{</*", "`{{</* a */>}}",
        "{{<a x=`", "{{<q>}}", "{{<q>}}{{</q>}}", "{{<a>}}[^1]\n\n[^1]: x\n\n{{</a>}}\n"}) {
    Diagnostics diagnostics;
    const model::Site site = site_with({"a"});
    try {
      parse_document(site, {"a.md", long_line + repeated(part, 1'000)}, 0, 1, DocumentKind::issue, diagnostics);
    } catch (const Error&) {
    }
  }
  SUCCEED();
}

namespace {

/// Text with unknown shortcodes, known ones, code and marks, at random. Words are told apart by their numbers.
class TextMaker {
 public:
  explicit TextMaker(std::uint32_t seed) : random_(seed) {}
  std::string make() {
    std::string text;
    for (std::size_t parts = 4 + below(30); parts > 0; --parts) text += part();
    return text;
  }
  int words() const { return words_; }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string word() { return "w" + std::to_string(++words_) + "w"; }
  std::string part() {
    switch (below(14)) {
      case 0:
        return "{{< a >}}";
      case 1:
        return "{{< /a >}}";
      case 2:
        return "{{% b k=\"v\" %}}" + word() + "{{% /b %}}";
      case 3:
        return "{{< unknown >}}" + word();
      case 4:
        return "\n\n";
      case 5:
        return "\n";
      case 6:
        return "\n- ";
      case 7:
        return "\n> ";
      case 8:
        return "`";
      case 9:
        return "**" + word() + "**";
      case 10:
        return "\n\n    ";
      case 11:
        return "\n| " + word() + " | {{< a >}}\n|--|--|\n";
      case 12:
        return "\n```\n";
      default:
        return " " + word() + " ";
    }
  }
  std::mt19937 random_;
  int words_ = 0;
};

}  // namespace

TEST_CASE("no word around or inside of shortcodes is lost or doubled", "[content]") {
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    TextMaker maker(seed);
    const std::string text = maker.make();
    INFO(text);
    const Document document = document_of(text);
    std::string html, plain;
    append_block_html(document.tree, 0, html);
    append_block_text(document.tree, 0, plain);
    for (int word = 1; word <= maker.words(); ++word) {
      const std::string wanted = "w" + std::to_string(word) + "w";
      // A table's row may have more cells than its head, which the format drops.
      if (text.find("|--|") != std::string::npos && html.find(wanted) == std::string::npos) continue;
      for (const std::string& where : {html, plain}) {
        const std::size_t found = where.find(wanted);
        REQUIRE(found != std::string::npos);
        REQUIRE(where.find(wanted, found + 1) == std::string::npos);
      }
    }
    REQUIRE(html.find("\uFDD0") == std::string::npos);
    REQUIRE(html.find("\uFDD2") == std::string::npos);
  }
}

}  // namespace broadsheet::content
