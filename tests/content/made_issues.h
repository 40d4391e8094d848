// Makes issues at random, in and beside the forms that authors write, for tests of properties. The same number always
// makes the same issue.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::content {

class IssueMaker {
 public:
  explicit IssueMaker(std::uint32_t seed) : random_(seed) {}

  /// A whole issue; every word in it is used once, so that a lost, moved or doubled one is seen.
  std::string make() {
    std::string text = "# " + words(3) + " — 2026-03-24\n\n";
    for (std::size_t sections = 1 + below(4); sections > 0; --sections) {
      text += below(8) == 0 ? "" : "## " + inlines(3) + "\n" + (below(2) == 0 ? "\n" : "");
      for (std::size_t blocks = below(6); blocks > 0; --blocks) text += block() + "\n\n";
    }
    return text;
  }

  /// The text with a few characters taken out, doubled, or replaced by marks.
  std::string damage(std::string text) {
    static constexpr std::string_view kMarks = "*[]()_`#>-~|\n\n  <!&:\"'·\\";
    for (std::size_t count = 1 + below(12); count > 0; --count) {
      const std::size_t start = text.find('\n') + 1;  // the first heading stays, and with it what is front matter
      const std::size_t at = start + below(text.size() - start);
      switch (below(4)) {
        case 0:
          text.erase(at, 1 + below(4));
          break;
        case 1:
          text.insert(at, text.substr(start + below(text.size() - start), below(40)));
          break;
        case 2:
          text.insert(at, 1, kMarks[below(kMarks.size())]);
          break;
        default:
          text[at] = kMarks[below(kMarks.size())];
      }
      if (text.size() < start + 2) text += "end";
    }
    return text;
  }

  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

 private:
  std::string word() {
    static const std::vector<std::string> kStarts = {"cloud", "Etsy", "data",  "AT&T", "O'Reilly",
                                                     "模型",  "数据", "naïve", "x"};
    return kStarts[below(kStarts.size())] + std::to_string(++count_);
  }
  std::string words(std::size_t most) {
    std::string text = word();
    for (std::size_t more = below(most); more > 0; --more) text += (below(9) == 0 ? ", " : " ") + word();
    return text;
  }
  std::string link() { return "[" + words(2) + "](" + (below(4) == 0 ? "#" : "https://one.example/?a=1") + ")"; }
  std::string inlines(std::size_t most) {
    switch (below(12)) {
      case 0:
        return "**" + words(most) + "** " + words(most);
      case 1:
        return words(most) + " *" + words(2) + "* " + words(2);
      case 2:
        return words(2) + " `" + words(2) + "` " + link();
      case 3:
        return words(2) + " " + link() + ", ~~" + words(1) + "~~";
      case 4:
        return "<b>" + words(2) + "</b> " + words(2) + "<br>" + words(1);
      case 5:
        return words(2) + " [1-4] \"" + words(2) + "\" $4.20 -- https://two.example/a";
      default:
        return words(most);
    }
  }
  std::string sentences() {
    std::string text = inlines(6) + ".";
    for (std::size_t more = below(3); more > 0; --more) text += (below(3) == 0 ? "\n" : " ") + inlines(6) + ".";
    return text;
  }
  std::string author() {
    switch (below(4)) {
      case 0:
        return "[" + name() + "](https://one.example/) and [" + name() + "](https://one.example/)";
      case 1:
        return name() + " and " + name() + ", " + name();
      case 2:
        return "the " + word();
      default:
        return name();
    }
  }
  std::string name() { return "Jane D. Doe" + std::to_string(++count_); }
  std::string number() {
    static const std::vector<std::string> kNumbers = {"7、", "（7）", "(7) ", "7) ", "七、", "7. ", "7．", "［", "【"};
    const std::string mark = kNumbers[below(kNumbers.size())];
    if (mark == "［") return mark + word() + "］";
    return mark == "【" ? mark + word() + "】" : mark;
  }
  std::string numbered() {
    switch (below(5)) {
      case 0:
        return number() + link() + "（" + word() + "）";
      case 1:
        return number() + words(2) + link() + words(2) + "。" + words(2);
      case 2:
        return number() + "**" + words(2) + "**";
      case 3:
        return number();
      default:
        return number() + link() + " " + words(2);
    }
  }
  std::string heading_story() {
    switch (below(5)) {
      case 0:
        return "### " + link() + "\n" + sentences();
      case 1:
        return "#### " + number() + link() + " by " + author();
      case 2:
        return "## " + link() + "\n" + sentences();
      case 3:
        return "# " + words(2) + "\n" + sentences();
      default:
        return "### " + words(3) + "\n" + sentences() + " " + link();
    }
  }
  std::string company() {
    static const std::vector<std::string> kSeparators = {" / ", " & ", ", ", " and ", ", & "};
    std::string text = word();
    if (below(3) == 0) text += kSeparators[below(kSeparators.size())] + word();
    return text;
  }
  std::string head() {
    static const std::vector<std::string> kSeparators = {" · ", " · ", " · ", " • ", " | ", " — ", " - "};
    const std::string dot = kSeparators[below(kSeparators.size())];
    switch (below(13)) {
      case 0:
        return "**" + link() + "**" + dot + company() + " ";
      case 1:
        return "**" + link() + "**" + dot + company() + dot + word();
      case 2:
        return "**" + words(4) + "**" + dot + company() + dot + link();
      case 3:
        return "**[" + words(4) + "]**" + dot + link();
      case 4:
        return "**" + link() + " & " + link() + "**" + dot + company();
      case 5:
        return "**" + words(2) + "**" + dot + link();
      case 6:
        return "**[" + words(3) + "]**" + dot + word() + " (" + word() + ")" + dot + link();
      case 7:
        return "**" + words(3) + "** (" + link() + ")";
      case 8:
        return "**" + words(4) + "**";
      case 9:
        return "**" + words(4) + ":** " + words(5);
      case 10:
        return "**" + link() + "** on **" + words(2) + "** " + words(3) + ". **" + link() + "** on **" + words(2) +
               "**";
      case 11:
        return link() + dot + company();
      default:
        return "**[" + words(4) + "]**" + dot + company() + dot + link();
    }
  }
  std::string item() {
    switch (below(16)) {
      case 7:
        return link() + " by " + author() + (below(2) == 0 ? "\n  > " + sentences() : " (" + word() + ")");
      case 8:
        return "[" + word() + "] " + link() + (below(2) == 0 ? "." : " (" + words(2) + ")");
      case 9:
        return words(3) + ": " + link() + ", " + link() + (below(2) == 0 ? " and " + link() : "");
      case 10:
        return words(2) + " " + link() + " " + words(2) + " " + link() + ". " + sentences();
      case 11:
        return words(2) + "\n  - " + link() + "\n    - " + link() + "\n  - " + words(2) + "\n\n  " + sentences();
      case 12:
        return "🔥 " + link() + " " + words(2);
      case 13:
        return words(2) + " | " + link() + "\n  * **" + link() + "**\n  * " + words(2);
      case 0:
        return "**" + words(3) + "**: " + words(5) + ". (" + link() + ")";
      case 1:
        return "**" + link() + "**: " + words(5);
      case 2:
        return words(5) + ". " + words(4) + ". (" + link() + ")";
      case 3:
        return link() + " - " + words(4);
      case 4:
        return "**[" + words(3) + "]** (" + link() + "): " + words(4);
      case 5:
        return "[x] " + words(3) + "\n  - " + words(3);
      case 6:
        return head() + "\n  " + sentences();
      default:
        return inlines(5);
    }
  }
  std::string block() {
    switch (below(18)) {
      case 8:
        return numbered() + "\n\n" + sentences();
      case 9:
        return numbered() + "\n\n" + sentences() + "\n\n" + numbered();
      case 10:
        return heading_story() + "\n\n" + heading_story();
      case 11:
        return "**" + link() + " · " + company() + "**\n" + sentences();
      case 0: {
        std::string list;
        for (std::size_t items = 1 + below(4); items > 0; --items) list += "- " + item() + "\n";
        return list;
      }
      case 1:
        return "> " + sentences();
      case 2:
        return "```\n" + words(6) + "\n**" + words(2) + "** · " + words(1) + "\n```";
      case 3:
        return "| " + words(2) + " | " + words(2) + " |\n|---|--:|\n| " + inlines(2) + " | " + words(1) + " |";
      case 4:
        return std::string(3 + below(3), '#') + " " + inlines(3);
      case 5:
        return below(2) == 0 ? "***" : "<div>\n" + words(3) + "\n</div>";
      case 6:
        return sentences();
      case 7:
        return "1. " + item() + "\n2. " + item();
      case 12:
        return head();
      default:
        return head() + "\n" + sentences() + (below(6) == 0 ? "\n" + head() + "\n" + sentences() : "");
    }
  }

  std::mt19937 random_;
  int count_ = 0;
};

}  // namespace broadsheet::content
