#include "content/highlight.h"

#include <catch2/catch.hpp>

#include <ctime>
#include <random>
#include <regex>
#include <thread>

#include "base/text.h"

namespace broadsheet::content {

namespace {

const std::vector<std::string> kSome = {"ada",  "bash",    "c",     "c++",      "c#",   "css",  "diff", "erlang",
                                        "go",   "haskell", "html",  "ini",      "java", "js",   "json", "kotlin",
                                        "lisp", "lua",     "make",  "ocaml",    "perl", "php",  "py",   "r",
                                        "ruby", "rust",    "scala", "sql",      "tex",  "toml", "ts",   "vim",
                                        "xml",  "zsh",     "proto", "makefile", "asm",  "awk",  "tcl",  "d"};

/// The HTML without its tags, references resolved.
std::string code_text(std::string html) {
  html = std::regex_replace(html, std::regex("</?span[^>]*>"), "");
  for (const auto& [from, to] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#34;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    html = std::regex_replace(html, std::regex(from), to);
  return html;
}

}  // namespace

TEST_CASE("words of code get classes", "[content]") {
  CHECK(highlight("int main() { return 0; }  // end\n", "c++") ==
        "<span class=\"hl-type\">int</span> <span class=\"hl-function\">main</span>() { <span "
        "class=\"hl-keyword\">return</span> <span class=\"hl-number\">0</span>; }  <span class=\"hl-comment\">// "
        "end</span>\n");
  CHECK(highlight("x = '<b>'", "Python").value_or("") == "x = <span class=\"hl-string\">&#39;&lt;b&gt;&#39;</span>");
}

TEST_CASE("a comment over several lines keeps its colour", "[content]") {
  const std::string html = highlight("/* one\n   two */ int x;\n", "c").value_or("");
  CHECK(html.find("<span class=\"hl-comment\">   two */</span>") != std::string::npos);
}

TEST_CASE("code of an unknown language, and what nobody reads, stays plain", "[content]") {
  CHECK(highlight("x", "") == std::nullopt);
  CHECK(highlight("x", "brainstorm") == std::nullopt);
  CHECK(highlight("x", "../../etc/passwd") == std::nullopt);
  CHECK(highlight(std::string(kLongestLine + 1, '('), "c") == std::nullopt);
  std::string long_code;
  for (std::size_t work = 0; work <= kMostWork; work += 100 * 100) long_code.append(100, 'x').append("\n");
  CHECK(highlight(long_code, "c") == std::nullopt);
  CHECK(highlight(long_code.substr(101), "c") != std::nullopt);
  CHECK(highlight("", "c") == "");
}

TEST_CASE("whatever the code is, no byte of it is lost, and nothing of it is mark-up", "[content]") {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {
      "<",    ">",   "&",        "\"", "'",    "/*", "*/", "//",    "#",          "\n",    "\t",  " ",
      "(",    ")",   "{",        "}",  "日本", "é",  "\\", "0x1F",  "if",         "class", "def", "```",
      "<!--", "-->", "<script>", "$x", "@a",   "%",  "=",  "1.5e3", "\"a\\\"b\"", "<<EOF", "EOF", "\x01"};
  for (const std::string& language : kSome) {
    for (int round = 0; round < 25; ++round) {
      std::string code;
      for (int at = 0; at < 60; ++at) code += parts[random() % parts.size()];
      const auto html = highlight(code, language);
      if (!html) continue;
      INFO(language << ": " << code);
      CHECK(code_text(*html) == code);
      CHECK(std::regex_replace(*html, std::regex("<span class=\"hl-[a-z]+\">|</span>"), "").find('<') ==
            std::string::npos);
    }
  }
}

TEST_CASE("hostile code costs no more than a moment", "[content]") {
  for (const char* language : {"scala", "erlang", "asm", "perl", "d", "python", "ruby", "lua", "c++", "js"}) {
    for (const char* part : {"(", "\"", "<", "a(", "'\\", "a.", "a,", "${"}) {
      std::string line;
      while (line.size() + 4 < kLongestLine) line += part;
      std::string code;
      while (code.size() / line.size() < kMostWork / kLongestLine / kLongestLine) code += line + "\n";
      const std::clock_t start = std::clock();
      highlight(code, language);
      const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      INFO(language << " " << part);
      CHECK(seconds < 2);
    }
  }
}

TEST_CASE("many threads colour code at once, all alike", "[content]") {
  const std::string code = "fn main() { println!(\"{}\", 1); } // x\n";
  const auto expected = highlight(code, "rust");
  REQUIRE(expected.has_value());
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int at = 0; at < 4; ++at)
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) wrong += highlight(code, "rust") != expected;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace broadsheet::content
