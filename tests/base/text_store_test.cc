#include "base/text_store.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/files.h"
#include "base/parallel.h"
#include "scratch.h"

namespace broadsheet {

namespace {

constexpr TextStore::Limits kAllInFile{0, 0, 0, 0, {}};  // no room is left on the disk, and each look is one

/// A text of its own for each number.
std::string made_text(std::size_t number, std::size_t length) {
  std::string text = std::to_string(number) + ' ';
  while (text.size() < length) text += static_cast<char>('a' + (number + text.size() * 7) % 26);
  return text;
}

std::size_t length_of(std::size_t number) {
  return 10 + number * 37 % 9000;
}

std::vector<std::string_view> filled(TextStore& store, std::size_t count) {
  TextStore::Filler filler(store);
  std::vector<std::string_view> views;
  for (std::size_t number = 0; number < count; ++number)
    views.push_back(filler.add(made_text(number, length_of(number))));
  return views;
}

bool are_whole(const std::vector<std::string_view>& views) {
  for (std::size_t number = 0; number < views.size(); ++number)
    if (views[number] != made_text(number, length_of(number))) return false;
  return true;
}

/// Bytes of files that this process has in memory; see proc(5), statm.
std::size_t memory_of_files() {
  std::size_t size = 0, resident = 0, shared = 0;
  std::ifstream("/proc/self/statm") >> size >> resident >> shared;
  return shared * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

bool is_empty(const Scratch& folder) {
  return boost::filesystem::is_empty(folder.path());
}

}  // namespace

TEST_CASE("a store gives back what it was given, and a small one touches no file", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, {TextStore::kChunk * 16, 0, 0, 0});
  const auto views = filled(store, 3000);
  CHECK(are_whole(views));
  store.release();
  CHECK(are_whole(views));
  CHECK(store.in_file() == 0);
}

TEST_CASE("of very many texts the first ones go to the file, too", "[texts]") {
  const Scratch folder;
  const auto bytes_in_file = [&](std::size_t texts) {
    TextStore store({folder.path()}, {TextStore::kChunk, 0, 0, 0});
    const auto views = filled(store, texts);
    CHECK(are_whole(views));
    store.release();
    CHECK(are_whole(views));
    return store.in_file();
  };
  const std::size_t texts_of_a_chunk = TextStore::kChunk / 4500;
  const std::size_t many = (TextStore::kMany + 4) * texts_of_a_chunk;
  CHECK(bytes_in_file(3 * texts_of_a_chunk) < 3 * TextStore::kChunk);
  CHECK(bytes_in_file(many) > (TextStore::kMany + 2) * TextStore::kChunk);
}

TEST_CASE("texts beyond those in memory stand in a file without a name, and outlast its release", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, kAllInFile);
  const auto views = filled(store, 3000);
  CHECK(store.in_file() >= TextStore::kChunk);
  CHECK(is_empty(folder));
  CHECK(are_whole(views));
  store.release();
  CHECK(are_whole(views));
}

TEST_CASE("what reading has brought back leaves the memory where it is much", "[texts]") {
  const Scratch folder;
  constexpr std::size_t kMany = std::size_t{1} << 60;
  using Sizes = std::pair<std::size_t, std::size_t>;
  for (const auto& [resident, brought_back] : {Sizes{0, kMany}, Sizes{kMany, 1}, Sizes{0, 1}}) {
    TextStore store({folder.path()}, {0, resident, brought_back, 0});
    const auto views = filled(store, 12000);
    REQUIRE(store.in_file() > 10 * TextStore::kChunk);
    const std::size_t unread = memory_of_files();
    CHECK(are_whole(views));
    CHECK(memory_of_files() > unread + store.in_file() / 2);
    store.release_if_many();
    CHECK((memory_of_files() > unread + store.in_file() / 2) == (resident == kMany || brought_back == kMany));
  }
}

TEST_CASE("a file is a view that outlasts its name and its release", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, kAllInFile);
  TextStore::Filler filler(store);
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}, std::size_t{100'000}, 3 * TextStore::kChunk + 5}) {
    const std::string path = folder.path("file"), bytes = made_text(size, size);
    REQUIRE(replace_file(path, bytes));
    const auto view = filler.add_file(path);
    REQUIRE(view);
    REQUIRE(replace_file(path, "another"));
    CHECK(*view == bytes);
    store.release_if_many();
    CHECK(*view == bytes);
  }
  CHECK_FALSE(filler.add_file(folder.path("missing")));
  CHECK_FALSE(filler.add_file(folder.path()));
}

TEST_CASE("files that were read leave the memory where they are many", "[texts]") {
  const Scratch folder;
  const std::size_t size = 4 * TextStore::kChunk;
  REQUIRE(replace_file(folder.path("file"), made_text(1, size)));
  TextStore store({folder.path()}, {TextStore::kChunk, 0, 1, 0});
  TextStore::Filler filler(store);
  const std::size_t unread = memory_of_files();
  const auto view = filler.add_file(folder.path("file"));
  CHECK(view == made_text(1, size));
  CHECK(memory_of_files() > unread + size / 2);
  store.release_if_many();
  CHECK(memory_of_files() < unread + size / 2);
  CHECK(view == made_text(1, size));
}

TEST_CASE("a text larger than a chunk is kept whole", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, kAllInFile);
  TextStore::Filler filler(store);
  const std::string before = made_text(1, 100), large = made_text(2, 3 * TextStore::kChunk + 5),
                    after = made_text(3, 100);
  const std::string_view first = filler.add(before), second = filler.add(large), third = filler.add(after);
  store.release();
  CHECK(first == before);
  CHECK(second == large);
  CHECK(third == after);
  CHECK(filler.add("").empty());
}

TEST_CASE("many threads add to one store while others read and it is released", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, {TextStore::kChunk, 0, 0, 0, {}});
  constexpr std::size_t kWorks = 64, kTexts = 150;
  std::atomic<bool> done = false;
  std::thread releasing([&] {
    while (!done) {
      store.release_if_many();
      std::this_thread::yield();
    }
  });
  std::vector<std::vector<std::string_view>> views(kWorks);
  std::atomic<std::size_t> broken = 0;
  parallel_for(kWorks, [&](std::size_t work) {
    views[work] = filled(store, kTexts);
    if (!are_whole(views[work])) ++broken;
  });
  parallel_for(kWorks, [&](std::size_t work) {
    if (!are_whole(views[work])) ++broken;
  });
  done = true;
  releasing.join();
  CHECK(broken == 0);
  CHECK(store.in_file() > 0);
}

TEST_CASE("what fillers left open is filled on, so that short turns waste no memory", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, kAllInFile);
  const std::string text(1000, 'x');
  for (std::size_t turn = 0; turn < 10000; ++turn) TextStore::Filler(store).add(text);
  CHECK(store.in_file() >= 2 * TextStore::kChunk);
  CHECK(store.in_file() <= 3 * TextStore::kChunk);
}

TEST_CASE("where no file can be made texts stay in memory", "[texts]") {
  const Scratch folder;
  folder.write("file", "");
  TextStore store({folder.path("missing"), folder.path("file"), ""}, kAllInFile);
  const auto views = filled(store, 3000);
  store.release();
  CHECK(are_whole(views));
  CHECK(store.in_file() == 0);
}

TEST_CASE("on a disk with less room than is to be left texts stay in memory", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, {0, 0, 0, std::size_t{1} << 60});
  const auto views = filled(store, 3000);
  store.release_if_many();
  CHECK(are_whole(views));
  CHECK(store.in_file() == 0);
}

TEST_CASE("the first folder that takes a file gets it", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path("missing"), folder.path()}, kAllInFile);
  CHECK(are_whole(filled(store, 3000)));
  CHECK(store.in_file() > 0);
}

TEST_CASE("a file that may not grow is no error", "[texts]") {
  const Scratch folder;
  struct rlimit before {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  struct rlimit small = before;
  small.rlim_cur = TextStore::kChunk + 1;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  TextStore store({folder.path()}, kAllInFile);
  const auto views = filled(store, 3000);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  store.release();
  CHECK(are_whole(views));
  CHECK(store.in_file() > 0);
  CHECK(store.in_file() <= small.rlim_cur);
}

TEST_CASE("a long text grows like a string, and copies what it owns", "[texts]") {
  KeptText text = "ab";
  for (int turn = 0; turn < 100; ++turn) text += "cd";
  text += text.view();
  std::string same = "ab";
  for (int turn = 0; turn < 100; ++turn) same += "cd";
  same += same;
  CHECK(text == same);
  KeptText copy = text;
  text = "other";
  CHECK(copy == same);
  CHECK(text == "other");
  CHECK(KeptText().empty());
}

TEST_CASE("a kept text is a view, and becomes one of its own when it grows", "[texts]") {
  TextStore store;
  TextStore::Filler filler(store);
  KeptText text = "kept";
  filler.keep(text);
  CHECK_FALSE(text.owns());
  const KeptText copy = text;
  CHECK(copy.view().data() == text.view().data());
  text += " on";
  CHECK(text.owns());
  CHECK(text == "kept on");
  CHECK(copy == "kept");
}

TEST_CASE("files stand in a store like texts", "[texts]") {
  const Scratch scratch;
  TextStore store({scratch.path()}, kAllInFile);
  std::vector<std::string_view> views;
  {
    TextStore::Filler filler(store);
    for (std::size_t number = 0; number < 700; ++number) {
      const std::string path = scratch.path("text");
      std::ofstream(path) << made_text(number, length_of(number));
      views.push_back(filler.add_file(path).value());
      CHECK(reinterpret_cast<std::uintptr_t>(views.back().data()) % TextStore::kAlignment == 0);
    }
    boost::filesystem::resize_file(scratch.path("text"), 0);
    CHECK(filler.add_file(scratch.path("text")) == "");
    CHECK_FALSE(filler.add_file(scratch.path("none")));
    CHECK_FALSE(filler.add_file(scratch.path()));
    REQUIRE(::mkfifo(scratch.path("pipe").c_str(), 0600) == 0);
    CHECK_FALSE(filler.add_file(scratch.path("pipe")));
  }
  store.release();
  CHECK(are_whole(views));
}

TEST_CASE("what is a view already is not copied into a store", "[texts]") {
  TextStore store;
  TextStore::Filler filler(store);
  const std::string_view kept = filler.add("kept");
  KeptText view = KeptText::view_of(kept), own(std::string_view("own"));
  filler.keep(view);
  filler.keep(own);
  CHECK(view.view().data() == kept.data());
  CHECK_FALSE(own.owns());
  CHECK(own == "own");
}

}  // namespace broadsheet
