#include "base/sealed_file.h"

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include "scratch.h"

namespace broadsheet {

TEST_CASE("bytes that come part by part have the hash of all of them", "[files]") {
  RunningHash hash;
  std::string all;
  for (std::size_t size : {0, 1, 300, 5, 100'000}) {
    const std::string part(size, static_cast<char>('a' + size % 26));
    hash.add(part);
    all += part;
    CHECK(hash.name() == hash_name(all));
  }
}

TEST_CASE("a sealed file is the same whether its bytes came at once or in parts", "[files]") {
  const Scratch scratch;
  const std::string small(1000, 's'), large(3'000'000, 'l');
  SealedFile file(scratch.path("parts"));
  for (const std::string* part : {&small, &large, &small, &small}) file.add(*part);
  REQUIRE(file.finish());
  REQUIRE(write_sealed(scratch.path("whole"), small + large + small + small));
  CHECK(read_file(scratch.path("parts")) == read_file(scratch.path("whole")));
  CHECK(read_sealed(scratch.path("parts")) == small + large + small + small);
}

TEST_CASE("a file stays as it was until all of its new bytes are there", "[files]") {
  const Scratch scratch;
  const std::string path = scratch.path("file");
  REQUIRE(replace_file(path, "old"));
  {
    FileReplacement file(path);
    file.add(std::string(1'000'000, 'n'));
    CHECK(read_file(path) == "old");
  }
  CHECK(read_file(path) == "old");
  std::vector<FolderProblem> problems;
  CHECK(list_files(scratch.path(), problems).size() == 1);
  FileReplacement file(path);
  file.add("new");
  CHECK(file.finish());
  CHECK(read_file(path) == "new");
}

TEST_CASE("a sealed file is read into a store, but not a damaged one", "[files]") {
  const Scratch scratch;
  const std::string path = scratch.path("sealed"), bytes(3'000'000, 's');
  TextStore store;
  TextStore::Filler filler(store);
  CHECK_FALSE(read_sealed(path, filler));
  REQUIRE(write_sealed(path, bytes));
  const auto read = read_sealed(path, filler);
  CHECK(read == bytes);
  REQUIRE(replace_file(path, read_file(path).replace(7, 1, "x")));
  CHECK_FALSE(read_sealed(path, filler));
  REQUIRE(replace_file(path, "short"));
  CHECK_FALSE(read_sealed(path, filler));
  CHECK_FALSE(read_sealed(scratch.path(), filler));
  CHECK(read == bytes);
}

TEST_CASE("a file that cannot be made is told of, and one that is damaged is none", "[files]") {
  const Scratch scratch;
  CHECK_FALSE(replace_file(scratch.path("no/such/folder"), "bytes"));
  REQUIRE(write_sealed(scratch.path("file"), "bytes"));
  boost::filesystem::resize_file(scratch.path("file"), 10);
  CHECK_FALSE(read_sealed(scratch.path("file")));
}

}  // namespace broadsheet
