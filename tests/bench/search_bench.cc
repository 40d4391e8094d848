// Times the search index of a made archive, and weighs it: how long it takes to write, how many files and bytes it has,
// and what an edited story or a new issue changes in it.
//
//     broadsheet_search_bench CONTENT FOLDER [QUERIES]
//
// FOLDER is emptied. With QUERIES (a number) Xapian's answers to so many made queries are left there, and the files,
// for tests/search/client_test.mjs to compare with.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/parallel.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "link/link.h"
#include "made_archive.h"
#include "search/index.h"

namespace broadsheet::search {
namespace {

namespace fs = std::filesystem;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A line of /proc/self/status, in MB.
double memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name)) return std::strtod(line.c_str() + name.size() + 1, nullptr) / 1024;
  return 0;
}

/// Runs `work`, and says what it cost.
template <typename Work>
auto timed(const std::string& what, std::size_t documents, Work work) {
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts here
  const double before = memory("VmRSS:"), cpu = cpu_seconds();
  const auto start = std::chrono::steady_clock::now();
  auto result = work();
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double used = cpu_seconds() - cpu;
  fmt::print(
      "{:<34}{:>9.3f} s wall{:>9.3f} s CPU{:>9.0f} documents/s wall{:>9.0f} a CPU second{:>7.0f} MB more at the peak\n",
      what, wall, used, static_cast<double>(documents) / wall, static_cast<double>(documents) / used,
      memory("VmHWM:") - before);
  std::fflush(stdout);
  return result;
}

std::size_t bytes_of(const std::vector<File>& files, const std::string& kinds = {}) {
  std::size_t bytes = 0;
  for (const File& file : files)
    if (kinds.empty() || (file.name != kRootFile && kinds.find(file.name[0]) != std::string::npos))
      bytes += file.bytes.size();
  return bytes;
}

/// What `after` has that `before` does not have.
void print_new(const std::string& what, const std::vector<File>& before, const std::vector<File>& after) {
  std::set<std::string> known;
  for (const File& file : before) known.insert(file.name);
  std::size_t files = 0, bytes = 0;
  for (const File& file : after) {
    if (file.name != kRootFile && known.contains(file.name)) continue;
    ++files;
    bytes += file.bytes.size();
  }
  fmt::print("{:<34}{:>6} of {} files new ({:.1f} %), {:>6.0f} of {:.0f} KB ({:.1f} %)\n", what, files, after.size(),
             100.0 * static_cast<double>(files) / static_cast<double>(after.size()), static_cast<double>(bytes) / 1e3,
             static_cast<double>(bytes_of(after)) / 1e3,
             100.0 * static_cast<double>(bytes) / static_cast<double>(bytes_of(after)));
}

void print_sizes(const std::vector<Document>& documents, const std::vector<File>& files) {
  std::size_t text = 0;
  for (const Document& document : documents) text += document.title.size() + document.body.size();
  const auto share = [&](const std::string& kinds) {
    return 100.0 * static_cast<double>(bytes_of(files, kinds)) / static_cast<double>(text);
  };
  fmt::print(
      "{} documents, {:.1f} MB of text; {} files, {:.1f} MB: terms {:.1f} %, positions {:.1f} %, rows {:.1f} % of the "
      "text\n",
      documents.size(), static_cast<double>(text) / 1e6, files.size(), static_cast<double>(bytes_of(files)) / 1e6,
      share("t"), share("p"), share("r"));
}

/// Adds a sentence to a story.
void correct(Document& document) {
  document.body += " This was corrected.";
  document.hash = 0;  // is that of what was read
}

/// The stories of the last issue again, with some of their words changed, as the next day's.
void add_issue(std::vector<Document>& documents) {
  const std::string issue(documents.back().issue_title.view());
  const Date day = add_days(documents.back().date, 1);
  const std::size_t end = documents.size();
  for (std::size_t i = end - std::min<std::size_t>(end, 13); i < end; ++i) {
    Document next = documents[i];
    next.date = day;
    next.title = documents[(i * 7919) % end].title;
    next.body = documents[(i * 104729) % end].body;
    next.issue_title = issue + " next";
    next.hash = 0;
    documents.push_back(next);
  }
}

void write_answers(const std::vector<Document>& documents, const fs::path& folder, const std::vector<File>& files,
                   const IndexOptions& options, std::size_t count) {
  const DatabaseTarget complete{(folder / "complete").string(), (folder / "complete-blocks").string(), true};
  build_database(complete, documents, options);
  fs::create_directories(folder / "files");
  for (const File& file : files) std::ofstream(folder / "files" / file.name, std::ios::binary) << file.bytes;
  nlohmann::json answers = nlohmann::json::array();
  for (const MadeQuery& query : made_queries(documents, count, 5)) answers.push_back(answer_of(complete.path, query));
  std::ofstream(folder / "answers.json") << answers.dump();
}

void run(const std::string& content, const fs::path& folder, std::size_t queries) {
  Diagnostics diagnostics;
  const model::Site site = content::read_site(content, diagnostics);
  content::ReadResult read = content::read_archive(site, content, diagnostics);
  const model::Archive archive = link::link_archive(site, std::move(read.issues), std::move(read.pages), diagnostics);
  std::vector<Document> documents = search::documents(archive);
  IndexOptions options;
  options.language = site.language;
  options.synonyms = synonyms(archive);
  fs::remove_all(folder);
  fs::create_directories(folder);
  const DatabaseTarget target{(folder / "database").string(), (folder / "blocks").string(), false, true};
  const auto write = [&] { return write_index(documents, options, target); };
  const std::vector<File> alone =
      timed("static files", documents.size(), [&] { return export_files(documents, options); });
  const std::vector<File> all = timed("static files and blocks", documents.size(), write);
  timed("the blocks joined", documents.size(), [&] { return finish_database(target), 0; });
  print_sizes(documents, all);
  timed("nothing changed", documents.size(), write);
  correct(documents[documents.size() - 5]);
  const std::vector<File> recent = timed("a new story edited", documents.size(), write);
  print_new("a new story edited", all, recent);
  correct(documents[documents.size() / 3]);
  const std::vector<File> old = timed("an old story edited", documents.size(), write);
  print_new("an old story edited", recent, old);
  add_issue(documents);
  const std::vector<File> added = timed("a new issue", documents.size(), write);
  print_new("a new issue", old, added);
  const auto middle = documents.begin() + static_cast<std::ptrdiff_t>(documents.size() / 2);
  documents.insert(middle, Document(*middle));
  const std::vector<File> inserted = timed("a story in the middle", documents.size(), write);
  print_new("a story in the middle", added, inserted);
  if (queries > 0) write_answers(documents, folder, inserted, options, queries);
}

}  // namespace
}  // namespace broadsheet::search

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: broadsheet_search_bench CONTENT FOLDER [QUERIES]\n");
    return 2;
  }
  try {
    broadsheet::search::run(arguments[1], arguments[2], count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 0);
  } catch (const broadsheet::Error& error) {
    fmt::print(stderr, "{}", broadsheet::format_diagnostic(error.diagnostic()));
    return 1;
  }
}
