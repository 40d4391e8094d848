#include "search/index.h"

#include <libdeflate.h>
#include <xapian.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/sealed_file.h"
#include "made_archive.h"
#include "scratch.h"
#include "search/bits.h"
#include "search/query.h"

namespace broadsheet::search {
namespace {

std::string unpacked(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  std::size_t size = 0;
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  CHECK(libdeflate_gzip_decompress(decompressor, bytes.data(), bytes.size(), out.data(), out.size(), &size) ==
        LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(decompressor);
  out.resize(size);
  return out;
}

Document document(const std::string& title, const std::string& body, const std::string& day) {
  Document made;
  made.title = title;
  made.body = body;
  made.url = "/tech/" + day + "/#" + title;
  made.issue_title = "Tech — " + day;
  made.series_slug = "tech";
  made.series_name = "Tech";
  made.section = "Deep Dives";
  made.companies = {{"aws", "Amazon Web Services"}};
  made.date = *parse_iso_date(day);
  made.language = "en";
  return made;
}

DatabaseTarget database_in(const Scratch& scratch, const std::string& name = "database") {
  return {scratch.path(name), scratch.path(name + "-blocks"), false};
}

std::vector<std::string> titles(const Results& results) {
  std::vector<std::string> found;
  for (const Result& result : results.results) found.push_back(result.title);
  return found;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("the files are the same whatever the number of threads", "[search]") {
  const std::vector<Document> made = made_documents(2500, 3);
  std::vector<File> one, many;
  {
    const ParallelLimit limit(1);
    one = export_files(made, made_options());
  }
  many = export_files(made, made_options());
  REQUIRE(one.size() == many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].name == many[i].name);
    CHECK(one[i].bytes == many[i].bytes);
  }
  CHECK(one[0].name == "root.bin");
}

TEST_CASE("the root says what there is", "[search]") {
  const std::vector<File> files =
      export_files({document("cache", "Edge caches", "2026-03-24"), document("queue", "Long queues", "2026-03-24"),
                    document("agent", "", "2026-03-27")});
  const std::string bytes = unpacked(files[0].bytes);
  std::size_t offset = 0;
  const std::size_t size = get_varint(bytes, offset);
  const nlohmann::json root = nlohmann::json::parse(bytes.substr(offset, size));
  CHECK(bytes.substr(offset + size) == std::string{9, 9, 7});  // steps of lengths
  CHECK(root["format"] == 4);
  CHECK(root["documents"] == 3);
  CHECK(root["language"] == "en");
  CHECK(root["days"] == nlohmann::json({20536, 2, 3, 1}));
  CHECK(root["segments"][0]["documents"] == 3);
  CHECK(root["segments"][0]["length"] == 10 + 10 + 7);
  const std::string rows = root["rows"]["names"];
  REQUIRE(rows.size() == 8);
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const File& f) { return f.name == "r-" + rows + "-0.bin"; });
  REQUIRE(file != files.end());
  CHECK(nlohmann::json::parse(unpacked(file->bytes))[0] ==
        nlohmann::json({"cache", "/tech/2026-03-24/#cache", "2026-03-24", "Tech", "Tech — 2026-03-24",
                        nlohmann::json::array({"Amazon Web Services"}), "Edge caches"}));
}

TEST_CASE("names change with the content, and only then", "[search]") {
  std::vector<Document> made = made_documents(1200, 4);
  const std::vector<File> before = export_files(made);
  made.back().title = made.back().title.str() + " unheard-of";
  const std::vector<File> after = export_files(made);
  std::map<std::string, std::string> known;
  for (const File& file : before) known.emplace(file.name, file.bytes);
  std::size_t kept = 0;
  for (const File& file : after) {
    const auto same = known.find(file.name);
    if (same == known.end() || file.name == kRootFile) continue;
    CHECK(same->second == file.bytes);
    if (file.name[0] == 'r') ++kept;
  }
  CHECK(kept == 1200 / 8 - 2);  // all but the last group of rows
}

namespace {

/// How many files of `after` are not among `before`.
std::size_t changed_files(const std::vector<File>& before, const std::vector<File>& after) {
  std::set<std::string> known;
  for (const File& file : before) known.insert(file.name);
  std::size_t changed = 1;  // the root
  for (const File& file : after) changed += known.contains(file.name) ? 0 : 1;
  return changed;
}

}  // namespace

TEST_CASE("an edited story changes few files", "[search]") {
  std::vector<Document> made = made_documents(3000, 4);
  const std::vector<File> before = export_files(made);
  made[1500].body = made[1500].body.str() + " This was corrected.";
  const std::size_t changed = changed_files(before, export_files(made));
  INFO(changed << " of " << before.size());
  CHECK(changed <= 4 * 2 + 4 + 2);  // terms and positions of four words, the rows of a group, the root and the words
}

TEST_CASE("new documents leave the files of an old segment as they are", "[search]") {
  std::vector<Document> made = made_documents(3 * 1024 + 40, 8);
  const std::vector<File> before = export_files(made, made_options());
  for (int i = 0; i < 15; ++i) made.push_back(made.back());
  std::set<std::string> after;
  for (const File& file : export_files(made, made_options())) after.insert(file.name);
  const auto gone = [&](char letter) {
    return std::count_if(before.begin(), before.end(), [&](const File& file) {
      return file.name[0] == letter && file.name != kRootFile && !after.contains(file.name);
    });
  };
  const auto all = [&](char letter) {
    return std::count_if(before.begin(), before.end(), [&](const File& file) { return file.name[0] == letter; });
  };
  CHECK(gone('f') == 3);  // those of the new segment
  CHECK(gone('r') <= 4);
  for (const char letter : {'t', 'p'}) CHECK(gone(letter) * 5 < all(letter));
}

TEST_CASE("an archive without documents has an index", "[search]") {
  CHECK(export_files({}).size() >= 1);
  const Scratch scratch;
  build_database(database_in(scratch), {});
  CHECK(search(scratch.path("database"), "cache").total == 0);
}

TEST_CASE("a database answers with all that a list of results shows", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  const std::string& path = target.path;
  Document chinese = document("快讯", "今日头条：数据库", "2026-03-27");
  chinese.companies.clear();
  build_database(target, {document("cache", "Edge  caches\nof Kubernetes", "2026-03-24"),
                          document("queue", "Long queues cache nothing", "2026-03-24"), chinese});
  const Results found = search(path, "caching");
  REQUIRE(titles(found) == Titles{"cache", "queue"});
  const Result& first = found.results[0];
  CHECK(first.document == 0);
  CHECK(first.score > found.results[1].score);
  CHECK(first.url == "/tech/2026-03-24/#cache");
  CHECK(iso_date(first.date) == "2026-03-24");
  CHECK(first.series == "Tech");
  CHECK(first.issue_title == "Tech — 2026-03-24");
  CHECK(first.companies == std::vector<std::string>{"Amazon Web Services"});
  CHECK(first.excerpt == "Edge caches of Kubernetes");

  CHECK(titles(search(path, "数据")) == Titles{"快讯"});
  CHECK(titles(search(path, "amazon")) == Titles{"cache", "queue"});
  CHECK(titles(search(path, "company:aws")) == Titles{"queue", "cache"});
  CHECK(titles(search(path, "after:2026-03-24")) == Titles{"快讯"});
  CHECK(titles(search(path, "cache -title:cache")) == Titles{"queue"});
  CHECK(titles(search(path, "\"caches of kubernetes\"")) == Titles{"cache"});
  CHECK(titles(search(path, "\"kubernetes caches\"")).empty());
  CHECK(search(path, "kubernetse").suggestion == "kubernetes");
  CHECK(search(path, "nothing").suggestion.empty());
  Options second;
  second.limit = 1;
  second.offset = 1;
  CHECK(titles(search(path, "cache", second)) == Titles{"queue"});
  CHECK(search(path, "cache", second).total == 2);
}

TEST_CASE("a database is replaced as a whole", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  const std::string& path = target.path;
  build_database(target, made_documents(30, 5));
  build_database(target, {document("cache", "", "2026-03-24")});
  CHECK(search(path, "year:2025 OR year:2026").total == 1);
}

TEST_CASE("an updated database answers as a new one does", "[search]") {
  const Scratch scratch;
  std::vector<Document> made = made_documents(600, 6);
  const DatabaseTarget updated = database_in(scratch, "updated"), fresh = database_in(scratch, "fresh");
  build_database(updated, made, made_options());
  const auto compare = [&] {
    build_database(updated, made, made_options());
    std::filesystem::remove_all(fresh.blocks);
    build_database(fresh, made, made_options());
    for (const MadeQuery& query : made_queries(made, 150, made.size())) {
      const Results a = search(updated.path, query.text, query.options),
                    b = search(fresh.path, query.text, query.options);
      INFO(query.text);
      CHECK(a.total == b.total);
      CHECK(a.suggestion == b.suggestion);
      REQUIRE(a.results.size() == b.results.size());
      for (std::size_t i = 0; i < a.results.size(); ++i) {
        CHECK(a.results[i].url == b.results[i].url);
        CHECK(a.results[i].score == Approx(b.results[i].score).epsilon(1e-12));
      }
    }
  };
  compare();
  made[590].body = "Unheard-of kubernetes";
  made[3].companies.clear();
  compare();
  made.insert(made.begin() + 595, made[20]);
  made.push_back(made[21]);
  compare();
  made.resize(580);
  compare();
  made.erase(made.begin() + 10);  // so much moves that it starts anew
  compare();
}

TEST_CASE("a database without places finds the phrases that Xapian finds with them", "[search]") {
  const Scratch scratch;
  const std::vector<Document> made = made_documents(700, 9);
  const DatabaseTarget plain = database_in(scratch, "plain");
  DatabaseTarget complete = database_in(scratch, "complete");
  complete.complete = true;
  build_database(plain, made, made_options());
  build_database(complete, made, made_options());
  std::size_t phrases = 0;
  for (const MadeQuery& query : made_queries(made, 800, 10)) {
    if (query.text.find('"') == std::string::npos && query.text.find('.') == std::string::npos) continue;
    const Results a = search(plain.path, query.text, query.options),
                  b = search(complete.path, query.text, query.options);
    INFO(query.text);
    phrases += b.meaning.find("phrase") != std::string::npos && b.total > 0 ? 1 : 0;
    CHECK(a.total == b.total);
    REQUIRE(a.results.size() == b.results.size());
    for (std::size_t i = 0; i < a.results.size(); ++i) {
      CHECK(a.results[i].url == b.results[i].url);
      CHECK(a.results[i].score == Approx(b.results[i].score).epsilon(1e-12));
    }
  }
  CHECK(phrases > 100);
}

TEST_CASE("what explains a score adds up to it", "[search]") {
  const Scratch scratch;
  const std::vector<Document> made = made_documents(700, 11);
  const DatabaseTarget target = database_in(scratch);
  build_database(target, made, made_options());
  std::size_t several = 0;
  for (MadeQuery query : made_queries(made, 400, 12)) {
    query.options.explain = true;
    for (const Result& result : search(target.path, query.text, query.options).results) {
      double sum = 0;
      for (const Contribution& made_of : result.contributions) sum += made_of.score;
      INFO(query.text);
      CHECK(sum == Approx(result.score).epsilon(1e-12).margin(1e-12));
      several += result.contributions.size() > 1 ? 1 : 0;
    }
  }
  CHECK(several > 400);
}

TEST_CASE("an explanation names terms, frequency, weight and length", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  IndexOptions options;
  options.synonyms = {{"k8s", "kubernetes"}};
  build_database(target,
                 {document("k8s", "Clusters", "2026-03-24"), document("kubernetes", "Clusters", "2026-03-25"),
                  document("queue", "Rabbits", "2026-03-26")},
                 options);
  Options explain;
  explain.explain = true;
  const Results found = search(target.path, "K8s", explain);
  CHECK(found.meaning == "(synonym k8s kubernet)");
  CHECK(titles(found) == Titles{"k8s", "kubernetes"});
  REQUIRE(found.results[0].contributions.size() == 1);
  const Contribution& made = found.results[0].contributions[0];
  CHECK(made.terms == "k8s|kubernet");
  CHECK(made.frequency == 2);  // 1 + 1 - 1/3, rounded
  CHECK(made.wdf == 3);
  CHECK(made.length == 8);
  CHECK(made.normal_length == 1);
  CHECK(made.weight == Approx(2 * std::log(1.5 / 2.5 * 0.5 + 1)));
  CHECK(made.score == found.results[0].score);
}

TEST_CASE("all that fits is counted", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  build_database(target, {document("cache", "One", "2025-03-24"), document("queue", "Two cache", "2026-03-25"),
                          document("agent", "Three", "2026-03-26")});
  Options options;
  options.facets = true;
  options.limit = 1;
  const Facets facets = search(target.path, "cache", options).facets;
  CHECK(facets.companies == std::vector<FacetCount>{{"aws", "Amazon Web Services", 2}});
  CHECK(facets.topics.empty());
  CHECK(facets.series == std::vector<FacetCount>{{"tech", "Tech", 2}});
  CHECK(facets.years == std::vector<FacetCount>{{"2026", "2026", 1}, {"2025", "2025", 1}});
}

TEST_CASE("a build writes only the blocks of documents that changed", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  std::vector<Document> made = made_documents(2100, 13);
  using Names = std::set<std::string>;
  const auto blocks = [&] {
    build_database(target, made);
    Names names;
    for (const auto& entry : std::filesystem::directory_iterator(target.blocks))
      if (entry.is_directory()) names.insert(entry.path().filename().string());
    return names;
  };
  const auto kept = [](const Names& before, const Names& after) {
    Names both;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::inserter(both, both.end()));
    return both.size();
  };
  const Names before = blocks();
  REQUIRE(before.size() > 5);
  CHECK(blocks() == before);
  made[1500].title = made[1500].title.str() + " again";
  const Names edited = blocks();
  CHECK(edited.size() == before.size());
  CHECK(kept(before, edited) == before.size() - 1);
  made.insert(made.begin() + 700, document("kubernetes", "A story that comes late.", "2025-01-02"));
  const Names inserted = blocks();
  CHECK(kept(edited, inserted) >= edited.size() - 2);  // where a block ends may move
  CHECK(search(target.path, R"("story that comes late")").total == 1);
  made.erase(made.begin() + 100);
  CHECK(kept(inserted, blocks()) >= inserted.size() - 2);
}

namespace {

/// Brings an index up to date again and again, whose files stand on a site; now and then one of those is lost.
class UpdatedIndex {
 public:
  explicit UpdatedIndex(DatabaseTarget target) : target_(std::move(target)) {}

  /// The files of an index that is brought up to date must be those of a new one. Gives how many were taken over.
  std::size_t compare_with_fresh(const std::vector<Document>& made) {
    IndexOptions options = made_options();
    options.take_over = [this](const std::string& name, const Imprint& bytes) {
      const auto file = site_.find(name);
      return file != site_.end() && file->second.size() == bytes.size && hash64(file->second) == bytes.hash;
    };
    std::vector<File> updated = write_index(made, options, target_);
    const std::vector<File> fresh = export_files(made, made_options());
    REQUIRE(updated.size() == fresh.size());
    std::size_t taken = 0;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      CHECK(updated[i].name == fresh[i].name);
      CHECK((updated[i].is_taken_over ? site_[updated[i].name] : updated[i].bytes) == fresh[i].bytes);
      CHECK(updated[i].imprint.hash == hash64(fresh[i].bytes));
      taken += updated[i].is_taken_over;
    }
    site_.clear();
    for (std::size_t i = 0; i < fresh.size(); ++i)
      if (i % 7 != 3) site_[fresh[i].name] = fresh[i].bytes;
    return taken;
  }

 private:
  DatabaseTarget target_;
  std::map<std::string, std::string> site_;
};

}  // namespace

TEST_CASE("files that are brought up to date are those of a clean build", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  std::vector<Document> made = made_documents(3 * 1024 + 300, 17);
  UpdatedIndex index(target);
  CHECK(index.compare_with_fresh(made) == 0);
  CHECK(index.compare_with_fresh(made) > 300);
  Dice dice(18);
  for (int round = 0; round < 12; ++round) {
    for (std::size_t i = 0; i < 1 + dice.below(3); ++i) {
      Document& edited = made[dice.below(made.size())];
      const Document& other = made[dice.below(made.size())];
      switch (dice.below(5)) {
        case 0:
          edited.body = edited.body.str() + " " + other.title.str() + " zweifellos";
          break;
        case 1:
          edited.title = other.title;
          break;
        case 2:
          edited.body = "";
          break;
        case 3:
          edited.companies = other.companies;
          edited.section = other.section;
          break;
        default:
          edited.body = other.body.str() + other.body.str();
      }
    }
    const auto somewhere = [&] { return made.begin() + static_cast<std::ptrdiff_t>(dice.below(made.size())); };
    if (round % 3 == 1) made.insert(made.end(), 15, made[dice.below(made.size())]);
    if (round % 4 == 2) made.pop_back();
    if (round % 5 == 3) made.insert(somewhere(), made[dice.below(made.size())]);
    if (round % 6 == 4) made.erase(somewhere());
    if (round % 7 == 5) std::rotate(made.begin() + 50, made.begin() + 60, made.begin() + 90);
    INFO("round " << round);
    index.compare_with_fresh(made);
  }
  made.insert(made.begin() + 700, made[5]);
  index.compare_with_fresh(made);
  made.resize(2000);
  index.compare_with_fresh(made);
  made.clear();
  index.compare_with_fresh(made);
}

TEST_CASE("what is damaged in the cache is made anew", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  std::vector<Document> made = made_documents(1500, 19);
  UpdatedIndex index(target);
  index.compare_with_fresh(made);
  for (const char* name : {"segment-0", "files", "lexicon"})
    for (const std::size_t size : {std::size_t{0}, std::size_t{9}, std::size_t{5000}}) {
      std::filesystem::resize_file(std::filesystem::path(target.blocks) / name, size);
      made[7].body = made[7].body.str() + " more";
      index.compare_with_fresh(made);
    }
  for (const auto& entry : std::filesystem::directory_iterator(target.blocks))
    if (entry.is_directory()) std::filesystem::resize_file(entry.path() / "words", 20);
  index.compare_with_fresh(made);
}

TEST_CASE("what is sealed as ours in the cache and is not ours is made anew", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  std::vector<Document> made = made_documents(1500, 23);
  UpdatedIndex index(target);
  index.compare_with_fresh(made);
  for (const std::size_t size : {std::size_t{1}, std::size_t{700}, std::size_t{5000}}) {
    for (const char* name : {"files", "lexicon", "segment-0"}) {
      const std::string file = target.blocks + "/" + name;
      write_sealed(file, read_sealed(file).value().substr(0, size));
      made[7].body = made[7].body.str() + " more";
      index.compare_with_fresh(made);
    }
  }
  for (const auto& entry : std::filesystem::directory_iterator(target.blocks))
    if (entry.is_directory()) write_sealed((entry.path() / "words").string(), "\x05");
  std::filesystem::remove(target.blocks + "/lexicon");
  index.compare_with_fresh(made);
}

TEST_CASE("a database that is joined later answers as one that is joined at once", "[search]") {
  const Scratch scratch;
  DatabaseTarget later = database_in(scratch, "later");
  later.join_later = true;
  const DatabaseTarget once = database_in(scratch, "once");
  finish_database(later);  // nothing is there
  std::vector<Document> made = made_documents(1100, 20);
  for (int round = 0; round < 3; ++round) {
    made[static_cast<std::size_t>(round)].body = made[static_cast<std::size_t>(round)].body.str() + " corrected";
    write_index(made, made_options(), later);
    write_index(made, made_options(), once);
    finish_database(later);
    finish_database(later);
    for (const MadeQuery& query : made_queries(made, 60, 21)) {
      const Results a = search(later.path, query.text, query.options), b = search(once.path, query.text, query.options);
      INFO(query.text);
      CHECK(a.total == b.total);
      CHECK(a.suggestion == b.suggestion);
      REQUIRE(a.results.size() == b.results.size());
      for (std::size_t i = 0; i < a.results.size(); ++i) CHECK(a.results[i].url == b.results[i].url);
    }
  }
  made[5].body = made[5].body.str() + " again";
  write_index(made, made_options(), later);
  for (const auto& entry : std::filesystem::directory_iterator(later.blocks))
    if (entry.is_directory()) std::filesystem::resize_file(entry.path() / "iamglass", 3);
  CHECK_THROWS_AS(finish_database(later), Error);
}

TEST_CASE("a damaged block is written anew", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  std::vector<Document> made = made_documents(1100, 5);
  build_database(target, made);
  for (const auto& entry : std::filesystem::directory_iterator(target.blocks))
    if (entry.is_directory()) std::filesystem::resize_file(entry.path() / "iamglass", 3);
  made.pop_back();
  build_database(target, made);
  CHECK(search(target.path, "year:2025 OR year:2026 OR year:2027").total == 1099);
}

TEST_CASE("a damaged database is written anew", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  const std::string& path = target.path;
  build_database(target, made_documents(30, 5));
  std::filesystem::resize_file(path + "/iamglass", 3);
  build_database(target, {document("cache", "", "2026-03-24")});
  CHECK(search(path, "year:2025 OR year:2026").total == 1);
}

TEST_CASE("another program's database is never replaced", "[search]") {
  const Scratch scratch;
  const DatabaseTarget target = database_in(scratch);
  Xapian::WritableDatabase(target.path, Xapian::DB_CREATE).set_metadata("owner", "me");
  CHECK_THROWS_WITH(build_database(target, made_documents(3, 5)),
                    Catch::EndsWith("holds a database that Broadsheet did not write"));
  CHECK(Xapian::Database(target.path).get_metadata("owner") == "me");
  scratch.write("letters/1.txt", "mine");
  CHECK_THROWS_WITH(check_database_folder(scratch.path("letters")),
                    Catch::EndsWith("holds files that are no search database"));
  CHECK_THROWS_WITH(check_database_folder(scratch.path("letters/1.txt")), Catch::EndsWith("is no folder"));
  CHECK_NOTHROW(check_database_folder(scratch.path("none")));
}

TEST_CASE("a missing database is an error that says what to do", "[search]") {
  try {
    search("no/such/database", "cache");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.diagnostic().rule == "search");
    CHECK(error.diagnostic().location.file == "no/such/database");
    CHECK(error.diagnostic().message.starts_with("the search database cannot be read: "));
    CHECK(error.diagnostic().hint == "build the site first");
  }
}

}  // namespace broadsheet::search
