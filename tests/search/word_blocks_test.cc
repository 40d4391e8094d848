#include "search/word_blocks.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "made_archive.h"
#include "search/query.h"

namespace broadsheet::search {

TEST_CASE("the words of changed documents are counted anew, together with those of all others", "[search]") {
  const std::string path =
      (std::filesystem::temp_directory_path() / "broadsheet-search-word-blocks" / "database").string();
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::vector<Document> made = made_documents(2 * kWordBlock + 200, 7);
  const auto suggestion = [&] {
    build_database(path, made, made_options());
    return search(path, "quetzalcoatlsu").suggestion;
  };
  CHECK(suggestion().empty());
  made[5].body += " quetzalcoatlus";
  CHECK(suggestion().empty());  // a word of one document alone may be misspelt
  made[2 * kWordBlock + 9].body += " quetzalcoatlus";
  CHECK(suggestion() == "quetzalcoatlus");
  made.push_back(made.back());
  CHECK(suggestion() == "quetzalcoatlus");
  made[5].body += " again";
  CHECK(suggestion() == "quetzalcoatlus");
  made.resize(2 * kWordBlock);
  CHECK(suggestion().empty());
  std::filesystem::remove_all(std::filesystem::path(path).parent_path());
}

TEST_CASE("a block's state is that of its own documents", "[search]") {
  const Fingerprints all = {"a", "b", "c"}, other = {"x", "b", "c"};
  CHECK(state_of(all, 1, 3) == state_of(other, 1, 3));
  CHECK(state_of(all, 0, 3) != state_of(other, 0, 3));
  CHECK(state_of(all, 0, 1) != state_of(all, 0, 2));
}

}  // namespace broadsheet::search
