// No word lost, held from outside: compares what cmark-gfm shows of each Markdown file with the page of the built site.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broadsheet {

/// A file some of whose words are not on its page, or whose page is missing.
struct LostWords {
  std::string path;                ///< of the file, relative to the content folder
  std::string page;                ///< of the site, relative to it
  std::vector<std::string> words;  ///< each as often as it is missing; ideographs one by one
  std::size_t expected = 0;        ///< words of the file in all
};

/// Looks at every issue and page of the content folder `content` in the site `site` that was built from it. The files
/// that lose something, in the order of their paths; `files` and `words` count all that were looked at.
struct KeptWords {
  std::vector<LostWords> lost;
  std::size_t files = 0;
  std::size_t words = 0;
};
KeptWords compare_words(const std::string& content, const std::string& site);

/// The words of Markdown that its readers see, in order: without comments and line breaks written as HTML.
std::vector<std::string> words_of_markdown(std::string_view markdown);

/// The words of an HTML page, in order: without its head, scripts and styles.
std::vector<std::string> words_of_page(std::string_view html);

}  // namespace broadsheet
