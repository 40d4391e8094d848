#include "base/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include "base/diagnostics.h"
#include "scratch.h"

namespace broadsheet {

TEST_CASE("files are listed in one order, without those that start with a dot", "[base]") {
  const Scratch scratch;
  for (const char* file : {"b.md", "a/z.md", "a/B.md", ".git/config", "a/.hidden", "名.md"}) scratch.write(file, "x");
  std::vector<FolderProblem> problems;
  std::vector<std::string> names;
  for (const FoundFile& file : list_files(scratch.path(), problems)) names.push_back(file.relative);
  CHECK(names == std::vector<std::string>{"a/B.md", "a/z.md", "b.md", "名.md"});
  CHECK(problems.empty());
  CHECK(list_files(scratch.path() + "/missing", problems).empty());
}

TEST_CASE("loops of symbolic links end, and broken links are told", "[base]") {
  const Scratch scratch;
  scratch.write("a/one.md", "x");
  REQUIRE(::symlink("..", (scratch.path() + "/a/up").c_str()) == 0);
  REQUIRE(::symlink("nowhere", (scratch.path() + "/gone.md").c_str()) == 0);
  std::vector<FolderProblem> problems;
  const auto files = list_files(scratch.path(), problems);
  REQUIRE(files.size() == 1);
  CHECK(files[0].relative == "a/one.md");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].relative == "gone.md");
  CHECK(problems[0].message == "the symbolic link leads nowhere");
}

TEST_CASE("a name that is not UTF-8 is told, and a pipe is no file", "[base]") {
  const Scratch scratch;
  scratch.write("bad\xff.md", "x");
  REQUIRE(::mkfifo((scratch.path() + "/pipe").c_str(), 0600) == 0);
  std::vector<FolderProblem> problems;
  CHECK(list_files(scratch.path(), problems).empty());
  REQUIRE(problems.size() == 2);
  CHECK_THROWS_WITH(read_file(scratch.path() + "/pipe", "pipe"), "pipe: cannot be read: it is no regular file");
}

TEST_CASE("a file is read whole, and a missing one says why", "[base]") {
  const Scratch scratch;
  const std::string long_text(300'000, 'x');
  scratch.write("a", long_text);
  scratch.write("empty", "");
  CHECK(read_file(scratch.path() + "/a") == long_text);
  CHECK(read_file(scratch.path() + "/empty").empty());
  CHECK_THROWS_WITH(read_file(scratch.path() + "/none", "none"), "none: cannot be read: No such file or directory");
  CHECK_THROWS_WITH(read_file(scratch.path(), "folder"), "folder: cannot be read: it is a folder");
}

TEST_CASE("globs match parts, and ** across them", "[base]") {
  CHECK(glob_matches("README.md", "a/b/README.md"));
  CHECK(glob_matches("*.txt", "a/notes.txt"));
  CHECK(glob_matches("drafts/**", "drafts/a/b.md"));
  CHECK(glob_matches("**/old/*.md", "a/b/old/c.md"));
  CHECK(glob_matches("a/?.md", "a/名.md"));
  CHECK_FALSE(glob_matches("a/*.md", "a/b/c.md"));
  CHECK_FALSE(glob_matches("*.md", "a.mdx"));
  CHECK_FALSE(glob_matches("a/**/z", "b/z"));
}

}  // namespace broadsheet
