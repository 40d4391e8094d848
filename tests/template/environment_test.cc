#include "template/environment.h"

#include <catch2/catch.hpp>
#include <map>
#include <thread>

#include "base/diagnostics.h"
#include "template/compiled.h"
#include "template/failure.h"
#include "template/fixed_modules.h"

namespace broadsheet::tmpl {
namespace {

struct Company {
  std::string name;
  std::string address;
};

struct Story {
  std::string title;
  int words = 0;
  std::vector<std::string> tags;
  std::vector<const Company*> companies;
};

Value name_of(const void* record) {
  return Value(static_cast<const Company*>(record)->name);
}
Value address_of(const void* record) {
  return Value(static_cast<const Company*>(record)->address);
}

constexpr Field kCompanyFields[] = {{"name", "text", "as it is written", name_of},
                                    {"address", "text", "of its page", address_of}};
constexpr RecordType kCompany{"Company", "a company", kCompanyFields};
const RecordType& record_type(const Company*) {
  return kCompany;
}

const Story& story_of(const void* record) {
  return *static_cast<const Story*>(record);
}

constexpr Field kStoryFields[] = {
    {"title", "text", "", [](const void* record) { return Value(story_of(record).title); }},
    {"words", "number", "", [](const void* record) { return Value(story_of(record).words); }},
    {"tags", "list of text", "", [](const void* record) { return texts(story_of(record).tags); }},
    {"companies", "list of Company", "", [](const void* record) { return records(story_of(record).companies); }},
    {"nothing", "text", "", [](const void*) { return Value(); }},
    {"fails", "text", "", [](const void*) -> Value { throw Failure("the field is broken", "mend it"); }}};
constexpr RecordType kStory{"Story", "a story", kStoryFields};
const RecordType& record_type(const Story*) {
  return kStory;
}

using Templates = std::map<std::string, std::string, std::less<>>;
using Variables = std::vector<std::pair<std::string_view, Value>>;

Environment::Load from(const Templates& templates) {
  return [&templates](std::string_view name) -> std::optional<Source> {
    const auto found = templates.find(name);
    if (found == templates.end()) return std::nullopt;
    return Source{"templates/" + found->first, found->second};
  };
}

std::string message(const Environment& environment, std::string_view name, const Variables& variables = {}) {
  try {
    render(environment, environment.get(name), variables);
  } catch (const Error& error) {
    CHECK(error.diagnostic().rule == "template");
    return format_diagnostic(error.diagnostic());
  }
  return "no error";
}

std::string show(const std::string& text, const Variables& variables = {}, Options options = {}) {
  const Templates templates{{"page", text}};
  const Environment environment(from(templates), options);
  return render(environment, environment.get("page"), variables);
}

std::string complain(const std::string& text, const Variables& variables = {}, Options options = {}) {
  const Templates templates{{"page", text}};
  const Environment environment(from(templates), options);
  return message(environment, "page", variables);
}

const Company kNet{"Net & Co", "/companies/net/"};
const std::vector<Story> kStories = {{"First <b>", 120, {"x", "y"}, {&kNet}}, {"Second", 7, {}, {}}};

TEST_CASE("records, lists of records and texts are read where they lie", "[template]") {
  CHECK(show("{% for s in stories %}{{ s.title }} {{ s.words }} {{ s.tags|join('+') }} "
             "{% for c in s.companies %}{{ c.name }}@{{ c['address'] }}{% endfor %};{% endfor %}"
             "{{ stories[1].title }}{{ stories|length }}{{ stories|map(attribute='words')|sum }}",
             {{"stories", records(kStories)}}) ==
        "First &lt;b&gt; 120 x+y Net &amp; Co@/companies/net/;Second 7  ;Second2127");
}

TEST_CASE("a wrong attribute of a record names the type and the nearest field", "[template]") {
  CHECK(complain("{{ story.tilte }}", {{"story", record(kStories[0])}}) ==
        "templates/page:1:10: error: Story has no attribute 'tilte' [template]\n"
        "  {{ story.tilte }}\n"
        "           ^\n"
        "  hint: did you mean 'title'?\n");
  CHECK(show("{{ story.tilte is defined }}{{ story.nothing is defined }}{{ story.nothing|default('-') }}",
             {{"story", record(kStories[0])}}) == "FalseFalse-");
  CHECK(complain("{{ story.fails }}", {{"story", record(kStories[0])}}) ==
        "templates/page:1:10: error: the field is broken [template]\n"
        "  {{ story.fails }}\n"
        "           ^\n"
        "  hint: mend it\n");
  CHECK(complain("{{ story }}", {{"story", record(kStories[0])}}) ==
        "templates/page:1:4: error: a Story can't be shown as text [template]\n"
        "  {{ story }}\n"
        "     ^\n"
        "  hint: show one of its attributes\n");
}

TEST_CASE("one expression reads records of several types", "[template]") {
  const Story story{"T", 1, {}, {}};
  const Value mixed = Value::list({record(story), Value::map({{"title", Value("M")}}), record(story)});
  CHECK(show("{% for x in mixed %}{{ x.title }}{% endfor %}", {{"mixed", mixed}}) == "TMT");
}

TEST_CASE("markup of the host is not escaped, its texts are", "[template]") {
  CHECK(show("{{ a }}{{ b }}{{ c }}{{ d }}", {{"a", Value::markup("<i>")},
                                              {"b", Value::owned_markup("<u>")},
                                              {"c", Value("<p>")},
                                              {"d", Value::owned("\"'&")}}) == "<i><u>&lt;p&gt;&#34;&#39;&amp;");
}

TEST_CASE("hosts add filters, tests, functions and globals", "[template]") {
  const Templates templates{{"page",
                             "{{ 'a'|twice }}{{ 'b'|twice(n=3) }}{{ 4 is fitting }}{{ link('x', kind='y') }}{{ site }}"
                             "{% import 'lib' as lib %}{{ lib.show() }}"},
                            {"lib", "{% macro show() %}{{ site }}{% endmacro %}"},
                            {"wrong", "\n{{ 'b'|twice(n='c') }}"},
                            {"unknown", "{{ 'b'|twcie }}"}};
  Environment environment(from(templates));
  environment.add_filter("twice", [](const Value& input, Arguments arguments) {
    arguments.expect(1, {"n"});
    std::string text;
    for (std::int64_t i = arguments.integer(0, "n", 2); i > 0; --i) text += input.text();
    return Value::owned(text);
  });
  environment.add_test("fitting", [](const Value& input, Arguments) { return input.integer() == 4; });
  environment.add_function("link", [](Arguments arguments) {
    return Value::owned_markup("<a>" + std::string(arguments[0].text()) + std::string(arguments.text(1, "kind", "")) +
                               "</a>");
  });
  environment.add_global("site", Value("S&S"));
  CHECK(render(environment, environment.get("page"), {}) == "aabbbTrue<a>xy</a>S&amp;SS&amp;S");
  CHECK(render(environment, environment.get("page"), {{"site", Value("own")}}) == "aabbbTrue<a>xy</a>ownS&amp;S");
  CHECK(message(environment, "wrong") ==
        "templates/wrong:2:8: error: argument 'n' is a whole number, not str [template]\n"
        "  {{ 'b'|twice(n='c') }}\n"
        "         ^\n");
  CHECK(message(environment, "unknown") ==
        "templates/unknown:1:8: error: unknown filter 'twcie' [template]\n"
        "  {{ 'b'|twcie }}\n"
        "         ^\n"
        "  hint: did you mean 'twice'?\n");
}

TEST_CASE("a template that is not there is an error for the host and nothing for find", "[template]") {
  const Templates templates;
  const Environment environment(from(templates));
  CHECK(environment.find("page") == nullptr);
  CHECK_THROWS_WITH(environment.get("page"), Catch::Contains("there is no template 'page'"));
}

TEST_CASE("a template is compiled once", "[template]") {
  int loads = 0;
  const Environment environment([&](std::string_view) {
    ++loads;
    return Source{"file", "x"};
  });
  CHECK(&environment.get("page") == &environment.get("page"));
  CHECK(loads == 1);
}

TEST_CASE("dependencies go through all templates that are named by constants", "[template]") {
  const Templates templates{
      {"page",
       "{% extends 'base' if wide else 'narrow' %}{% block a %}{% include ['maybe', 'part'] ignore missing %}"
       "{% include dynamic %}{% endblock %}"},
      {"base", "{% import 'lib' as l %}{% block a %}{% endblock %}"},
      {"narrow", "{% from 'lib' import x %}{% extends 'page' %}"},
      {"part", "{% macro m() %}{% include 'deep' %}{% endmacro %}"},
      {"deep", "{% include 'deep' %}"},
      {"lib", ""}};
  const Environment environment(from(templates));
  CHECK(dependencies(environment, environment.get("page")) ==
        std::vector<std::string>{"base", "deep", "lib", "maybe", "narrow", "part"});
  CHECK(dependencies(environment, environment.get("lib")).empty());
}

TEST_CASE("many threads render one template at once", "[template]") {
  const Templates templates{
      {"page",
       "{% extends 'base' %}{% import 'lib' as lib %}{% block body %}{% for s in stories %}{{ lib.show(s) }}"
       "{% include 'part' %}{% endfor %}{{ ['a', 'b']|join(name) }}{% endblock %}"},
      {"base", "<{% block body %}{% endblock %}>"},
      {"lib", "{% macro show(s) %}[{{ s.title }}]{% endmacro %}"},
      {"part", "{{ s.words }}{{ loop is defined }}"}};
  const Environment environment(from(templates));
  const std::string expected = "<[First &lt;b&gt;]120False[Second]7Falsea-b>";
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const Value name("-");
        const std::string found =
            render(environment, environment.get("page"), {{"stories", records(kStories)}, {"name", name}});
        if (found != expected) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0, 0, 0});
}

TEST_CASE("pages share what a module always is, and nothing that one of them changed", "[template]") {
  const Templates templates{
      {"page",
       "{% import 'fixed' as f %}{% import 'counting' as c %}{% from 'around' import hello with context %}"
       "{{ f.greet(name) }} {{ f.words.a }} {{ f.names[0] }} {{ c.next() }}{{ c.next() }} {{ hello() }}"},
      {"fixed",
       "{% import 'deeper' as d %}{% set words = {'a': 'A'} %}{% set names = ['x', 'y'] %}"
       "{% macro greet(n) %}{% set words = n %}{{ d.hi }}, {{ words }}{% endmacro %}"},
      {"deeper", "{% set hi = 'Hi' %}{% set y = 'y' %}"},
      {"counting", "{% set n = namespace(i=0) %}{% macro next() %}{% set n.i = n.i + 1 %}{{ n.i }}{% endmacro %}"},
      {"around", "{% macro hello() %}hello {{ name }}{% endmacro %}"}};
  const Environment environment(from(templates));
  for (const std::string name : {"Ann", "Bob", "Cid"})
    CHECK(render(environment, environment.get("page"), {{"name", Value(name)}}) ==
          "Hi, " + name + " A x 12 hello " + name);
}

TEST_CASE("only macros, constants and imports of such make a module that pages share", "[template]") {
  const auto is_shared = [](const std::string& text) {
    const Templates templates{{"page", text}, {"fixed", "{% macro m() %}{% endmacro %}"}, {"other", "{{ now }}"}};
    const Environment environment(from(templates));
    return makes_fixed_module(environment, environment.get("page"));
  };
  CHECK(is_shared(""));
  CHECK(is_shared("text {% set a = 1 %}{% set b = ['x', {'y': (1, 2)}] %}{% macro m(n) %}{{ n + a }}{% endmacro %}"));
  CHECK(is_shared("{% import 'fixed' as f %}{% from 'fixed' import m %}"));
  CHECK_FALSE(is_shared("{% set a = name %}"));
  CHECK_FALSE(is_shared("{% set a = namespace() %}"));
  CHECK_FALSE(is_shared("{% set a %}{{ name }}{% endset %}"));
  CHECK_FALSE(is_shared("{{ name }}"));
  CHECK_FALSE(is_shared("{% import 'other' as o %}"));
  CHECK_FALSE(is_shared("{% import 'page' as p %}"));
  CHECK_FALSE(is_shared("{% import 'fixed' as f with context %}"));
  CHECK_FALSE(is_shared("{% import name as f %}"));
  CHECK_FALSE(is_shared("{% extends 'fixed' %}"));
  CHECK_FALSE(is_shared("{% include 'fixed' %}"));
  CHECK_FALSE(is_shared("{% if name %}{% set a = 1 %}{% endif %}"));
}

TEST_CASE("render_to appends", "[template]") {
  const Templates templates{{"page", "b"}};
  const Environment environment(from(templates));
  std::string out = "a";
  render_to(out, environment, environment.get("page"), {});
  CHECK(out == "ab");
}

TEST_CASE("a page that takes too long is stopped at its place", "[template]") {
  Options options;
  options.max_time = std::chrono::milliseconds(-1);
  CHECK(complain("{% for i in range(99) %}\n{{ i }}{% endfor %}", {}, options) ==
        "templates/page:1:4: error: the page takes more than -1 ms [template]\n"
        "  {% for i in range(99) %}\n"
        "     ^\n"
        "  hint: the loops or macros around this place do too much\n");
}

TEST_CASE("while a page only waits, its time stands still", "[template]") {
  Options options;
  options.max_time = std::chrono::milliseconds(400);
  const Environment environment(
      [](std::string_view name) -> std::optional<Source> {
        if (name == "page") return Source{"page", "{% set name = 'slow' %}{% include name %}"};
        std::this_thread::sleep_for(std::chrono::milliseconds(800));  // as where the whole process is stopped
        return Source{"slow", "{% for i in range(200) %}.{% endfor %}"};
      },
      options);
  CHECK(render(environment, environment.get("page"), {}) == std::string(200, '.'));
}

TEST_CASE("templates that run away are stopped at their place", "[template]") {
  Options options;
  options.max_depth = 10;
  options.max_iterations = 100;
  options.max_range = 50;
  options.max_output = 1000;
  CHECK(
      complain("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", {}, options).substr(0, 110) ==
      "templates/page:1:19: error: includes, macros, blocks and loops stand more than 10 deep inside each other [temp");
  CHECK(complain("{% for i in range(20) %}{% for j in range(20) %}{% endfor %}{% endfor %}", {}, options) ==
        "templates/page:1:28: error: loops and macros of the page run more than 100 times [template]\n"
        "  {% for i in range(20) %}{% for j in range(20) %}{% endfor %}{% endfor %}\n"
        "                             ^\n");
  // Each macro calls itself twice: not deep, but 2^9 calls.
  CHECK(
      complain("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(9) }}", {}, options)
          .find("error: loops and macros of the page run more than 100 times [template]") != std::string::npos);
  CHECK(complain("{{ range(51)|list }}", {}, options) ==
        "templates/page:1:4: error: the list would have more than 50 elements [template]\n"
        "  {{ range(51)|list }}\n"
        "     ^\n");
  CHECK(complain("{{ [1] * 51 }}", {}, options).substr(0, 77) ==
        "templates/page:1:8: error: the list would have more than 50 elements [templat");
  CHECK(complain("{{ 'abc' * 9999999999999 }}", {}, options).substr(0, 76) ==
        "templates/page:1:10: error: the text would be larger than 1000 bytes [templa");
  CHECK(complain("{{ '%999999999d' % 1 }}", {}, options).substr(0, 68) ==
        "templates/page:1:18: error: the text would be larger than 1000 bytes");
  CHECK(complain("{% for i in range(40) %}{{ 'x' * 30 }}{% endfor %}", {}, options).substr(0, 66) ==
        "templates/page:1:32: error: the output is larger than 1000 bytes [");
  CHECK(complain("{{ " + std::string(500, '(') + "1" + std::string(500, ')') + " }}").substr(0, 75) ==
        "templates/page:1:104: error: expressions stand too deep inside each other [");
  CHECK(complain("{{ 1" + std::string(5000, '-') + "1 }}").find("too deep") != std::string::npos);
}

TEST_CASE("a macro that outlives its template says so", "[template]") {
  const Templates templates{{"page", "{% set ns = namespace() %}{% include 'part' %}\n{{ ns.m() }}"},
                            {"part", "{% macro m() %}x{% endmacro %}{% set ns.m = m %}{{ ns.m() }}"}};
  const Environment environment(from(templates));
  CHECK(message(environment, "page") ==
        "templates/page:2:7: error: the macro 'm' is used after its template ended [template]\n"
        "  {{ ns.m() }}\n"
        "        ^\n");
}

TEST_CASE("namespaces that hold each other are freed", "[template]") {
  CHECK(show("{% set a = namespace() %}{% set b = namespace(a=a) %}{% set a.b = b %}{{ a.b.a.b.a is defined }}") ==
        "True");
}

TEST_CASE("an error in a captured block leaves the next rendering whole", "[template]") {
  const Templates templates{{"page", "{% set x %}{{ 1 // n }}{% endset %}[{{ x }}]"}};
  const Environment environment(from(templates));
  CHECK(message(environment, "page", {{"n", Value(0)}}).substr(0, 48) ==
        "templates/page:1:17: error: division by zero [te");
  CHECK(render(environment, environment.get("page"), {{"n", Value(1)}}) == "[1]");
}

TEST_CASE("options turn off escaping and trimming", "[template]") {
  Options options;
  options.autoescape = false;
  options.trim_blocks = false;
  options.lstrip_blocks = false;
  options.keep_trailing_newline = false;
  CHECK(show("  {% if true %}\n{{ '<' }}{% endif %}\n", {}, options) == "  \n<");
}

}  // namespace
}  // namespace broadsheet::tmpl
