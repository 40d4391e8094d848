// Any bytes as an issue: read without a crash, every finding with its place, and nothing in the HTML that runs script.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "content/issue_reader.h"
#include "content/page_reader.h"

using namespace broadsheet;

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string lowered(std::string_view text) {
  std::string out;
  for (char c : text) out += lower(c);
  return out;
}

/// The reader's HTML is escaped: a `<` starts a tag. Tags that run script, and attributes that do, may not be there.
void expect_harmless(std::string_view html) {
  const std::string text = lowered(html);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string::npos) std::abort();
    const std::string tag = text.substr(at + 1, end - at - 1);
    for (std::string_view bad : {"script", "iframe", "object", "embed", "style", "link", "meta", "base", "form"})
      if (tag.starts_with(bad) && (tag.size() == bad.size() || !is_letter(tag[bad.size()]))) std::abort();
    bool quoted = false;
    for (std::size_t i = 0; i + 3 < tag.size(); ++i) {
      if (tag[i] == '"') quoted = !quoted;
      if (!quoted && tag[i] == ' ' && tag.compare(i + 1, 2, "on") == 0 && is_letter(tag[i + 3])) std::abort();
    }
    for (std::string_view bad : {"\"javascript:", "\"vbscript:", "\"data:text"})
      if (tag.find(bad) != std::string::npos) std::abort();
  }
}

void expect_located(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.sorted())
    if (diagnostic.location.file.empty() || diagnostic.message.empty()) std::abort();
}

}  // namespace

/// Of LeakSanitizer. Source-highlight loses some kilobytes once when it reads its rules of C#, Haxe or Vala, in which
/// one rule takes the place of another; a process reads them once.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libsource-highlight.so\n";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const model::Site site;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  if (const auto issue = content::read_issue(site, {"issues/tech/tech-2026-03-24.md", text}, diagnostics)) {
    expect_harmless(issue->title_html);
    for (const model::Section& section : issue->sections) {
      expect_harmless(section.title_html);
      for (const model::Block& block : section.blocks) expect_harmless(block.html);
    }
    for (const model::Story& story : issue->stories) {
      expect_harmless(story.body_html);
      for (const model::StoryTitle& title : story.titles) expect_harmless(title.html);
    }
  }
  if (const auto page = content::read_page(site, {"pages/about.md", text}, diagnostics)) expect_harmless(page->html);
  expect_located(diagnostics);
  return 0;
}
