// words_kept CONTENT SITE: lists the files of a content folder whose words are not all on their pages. Exits with 1
// where there are any.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/diagnostics.h"
#include "words_kept.h"

int main(int count, char** arguments) {
  if (count != 3) {
    fmt::print(stderr, "usage: words_kept CONTENT SITE\n");
    return 2;
  }
  try {
    const broadsheet::KeptWords kept = broadsheet::compare_words(arguments[1], arguments[2]);
    for (const broadsheet::LostWords& lost : kept.lost)
      fmt::print("{}: {} of {} words are not in {}: {}\n", lost.path, lost.words.size(), lost.expected, lost.page,
                 fmt::join(lost.words, " "));
    fmt::print("{} files with {} words: {} lose words\n", kept.files, kept.words, kept.lost.size());
    return kept.lost.empty() ? 0 : 1;
  } catch (const broadsheet::Error& error) {
    fmt::print(stderr, "{}", broadsheet::format_diagnostic(error.diagnostic()));
    return 2;
  }
}
