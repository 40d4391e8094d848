#include "output/last_build.h"

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <ctime>

#include "scratch.h"

namespace broadsheet::output {

namespace {

/// A folder whose files were written a while ago.
void write_old(const Scratch& scratch, const std::string& file, std::string_view text) {
  scratch.write(file, text);
  boost::filesystem::last_write_time(scratch.path(file), std::time(nullptr) - 60);
}

FolderState hashed(const Scratch& scratch) {
  std::optional<FolderState> state = look_at("content", scratch.path("content"));
  REQUIRE(state);
  REQUIRE(hash_files(*state, scratch.path("content"), file_clock_now()));
  return *state;
}

}  // namespace

TEST_CASE("a folder is unchanged as long as it holds the same files with the same bytes", "[output]") {
  const Scratch scratch;
  write_old(scratch, "content/a.md", "one");
  write_old(scratch, "content/deep/b.md", "two");
  const FolderState state = hashed(scratch);
  const std::string folder = scratch.path("content");
  CHECK(is_unchanged(state, folder));
  SECTION("what begins with a dot does not count") {
    write_old(scratch, "content/.git/config", "");
    write_old(scratch, "content/.hidden", "");
    CHECK(is_unchanged(state, folder));
  }
  SECTION("nor does an empty folder, nor a link in a file's place") {
    boost::filesystem::create_directories(folder + "/empty");
    boost::filesystem::rename(folder + "/a.md", scratch.path("moved"));
    boost::filesystem::create_symlink(scratch.path("moved"), folder + "/a.md");
    CHECK(is_unchanged(state, folder));
  }
  SECTION("a new time alone is no change") {
    boost::filesystem::last_write_time(folder + "/a.md", std::time(nullptr));
    CHECK(is_unchanged(state, folder));
  }
  SECTION("nor is a copy elsewhere") {
    boost::filesystem::copy(folder, scratch.path("copy"), boost::filesystem::copy_options::recursive);
    CHECK(is_unchanged(state, scratch.path("copy")));
  }
  SECTION("other bytes of the same size are one") {
    write_old(scratch, "content/a.md", "eno");
    boost::filesystem::last_write_time(folder + "/a.md", std::time(nullptr) - 30);
    CHECK_FALSE(is_unchanged(state, folder));
  }
  SECTION("and so is a file more") {
    write_old(scratch, "content/c.md", "");
    CHECK_FALSE(is_unchanged(state, folder));
  }
  SECTION("one fewer") {
    boost::filesystem::remove(folder + "/deep/b.md");
    CHECK_FALSE(is_unchanged(state, folder));
  }
  SECTION("or another name") {
    boost::filesystem::rename(folder + "/a.md", folder + "/A.md");
    CHECK_FALSE(is_unchanged(state, folder));
  }
  SECTION("a folder that cannot be looked at whole") {
    boost::filesystem::create_symlink("nowhere", folder + "/link.md");
    CHECK_FALSE(is_unchanged(state, folder));
  }
}

TEST_CASE("a file that changed while it was read, or only just before, is not vouched for", "[output]") {
  const Scratch scratch;
  write_old(scratch, "content/a.md", "one");
  const std::string folder = scratch.path("content");
  auto state = look_at("content", folder);
  SECTION("changed since") {
    write_old(scratch, "content/a.md", "other");
    CHECK_FALSE(hash_files(*state, folder, file_clock_now()));
  }
  SECTION("gone since") {
    boost::filesystem::remove(folder + "/a.md");
    CHECK_FALSE(hash_files(*state, folder, file_clock_now()));
  }
  SECTION("written at the very time of reading") {
    CHECK_FALSE(hash_files(*state, folder, state->files[0].modified));
  }
  SECTION("unless it was read before, and is as it was then") {
    const std::int64_t start = state->files[0].modified;
    hash_latest(*state, folder, start);
    CHECK(state->files[0].hash != 0);
    CHECK(hash_files(*state, folder, start));
    state->files[0].hash = 1;
    CHECK_FALSE(hash_files(*state, folder, start));
  }
  SECTION("which is only done where it is needed") {
    hash_latest(*state, folder, file_clock_now());
    CHECK(state->files[0].hash == 0);
  }
}

TEST_CASE("a record is read as it was written, and not at all where a byte of it changed", "[output]") {
  const Scratch scratch;
  const LastBuild build{
      "key", {{"content", {{"a b.md", 3, -5, 7, 0xabc}}}, {"empty folder", {}}}, "[\"result\"]", "abc"};
  const std::string file = scratch.path("last-build");
  CHECK_FALSE(read_last_build(file));
  write_last_build(file, build);
  const std::string bytes = scratch.read("last-build");
  {
    const std::optional<LastBuild> read = read_last_build(file);
    REQUIRE(read);
    CHECK(read->key == build.key);
    CHECK(read->result == build.result);
    CHECK(read->folders == build.folders);
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    scratch.write("last-build", damaged);
    CHECK_FALSE(read_last_build(file));
    scratch.write("last-build", bytes.substr(0, at));
    CHECK_FALSE(read_last_build(file));
  }
  write_last_build(scratch.path("no/such/folder"), build);  // is no error
}

TEST_CASE("the program is the same as long as it runs", "[output]") {
  CHECK(program_identity() == program_identity());
  CHECK(program_identity() != "ef46db3751d8e999");  // the hash of no bytes: no object had an identifier
}

}  // namespace broadsheet::output
