#include "search/index.h"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/diagnostics.h"
#include "base/parallel.h"
#include "made_archive.h"
#include "search/query.h"

namespace broadsheet::search {
namespace {

std::string unpacked(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
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

/// A folder below the system's for temporary files, removed at the end.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(std::filesystem::temp_directory_path() / name) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string below(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

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
  const nlohmann::json root = nlohmann::json::parse(unpacked(files[0].bytes));
  CHECK(root["format"] == 1);
  CHECK(root["documents"] == 3);
  CHECK(root["language"] == "en");
  CHECK(root["days"] == nlohmann::json({20536, 2, 3, 1}));
  CHECK(root["segments"][0]["documents"] == 3);
  CHECK(root["segments"][0]["length"] == 3 * (3 + 1 + 3) + 4);
  const std::string rows = root["rows"]["names"][0];
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
  made.back().title += " unheard-of";
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
  CHECK(kept == 1200 / 8 / 48 * 48);  // whole groups of rows before the last
}

TEST_CASE("an archive without documents has an index", "[search]") {
  CHECK(export_files({}).size() >= 1);
  const Folder folder("broadsheet-search-empty");
  build_database(folder.below("database"), {});
  CHECK(search(folder.below("database"), "cache").total == 0);
}

TEST_CASE("a database answers with all that a list of results shows", "[search]") {
  const Folder folder("broadsheet-search-answers");
  const std::string path = folder.below("database");
  Document chinese = document("快讯", "今日头条：数据库", "2026-03-27");
  chinese.companies.clear();
  build_database(path, {document("cache", "Edge  caches\nof Kubernetes", "2026-03-24"),
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
  const Folder folder("broadsheet-search-replaced");
  const std::string path = folder.below("database");
  build_database(path, made_documents(30, 5));
  build_database(path, {document("cache", "", "2026-03-24")});
  CHECK(search(path, "year:2025 OR year:2026").total == 1);
}

TEST_CASE("an updated database answers as a new one does", "[search]") {
  const Folder folder("broadsheet-search-updated");
  std::vector<Document> made = made_documents(600, 6);
  const std::string updated = folder.below("updated"), fresh = folder.below("fresh");
  build_database(updated, made, made_options());
  const auto compare = [&] {
    build_database(updated, made, made_options());
    std::filesystem::remove_all(fresh);
    build_database(fresh, made, made_options());
    for (const MadeQuery& query : made_queries(made, 150, made.size())) {
      const Results a = search(updated, query.text, query.options), b = search(fresh, query.text, query.options);
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

TEST_CASE("a damaged database is written anew", "[search]") {
  const Folder folder("broadsheet-search-damaged");
  const std::string path = folder.below("database");
  build_database(path, made_documents(30, 5));
  std::filesystem::resize_file(path + "/iamglass", 3);
  build_database(path, {document("cache", "", "2026-03-24")});
  CHECK(search(path, "year:2025 OR year:2026").total == 1);
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
