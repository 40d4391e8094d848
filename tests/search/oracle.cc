// Makes an archive, indexes it as a Xapian database and as static files, and writes down what Xapian answers to many
// queries, for client_test.mjs to compare with.
//
//     search_oracle FOLDER [DOCUMENTS [QUERIES [SEED]]]
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/diagnostics.h"
#include "made_archive.h"
#include "made_words.h"
#include "search/language.h"
#include "search/tokens.h"

namespace broadsheet::search {
namespace {

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Each word of the archive with its stem, and each text with its words.
nlohmann::json words(const std::vector<Document>& documents) {
  Tokenizer tokenizer;
  nlohmann::json texts = nlohmann::json::array();
  std::set<std::string> all;
  for (const Document& document : documents) {
    const std::vector<std::string> found = tokenizer.words(document.body);
    all.insert(found.begin(), found.end());
    texts.push_back({{"text", document.body}, {"words", found}});
  }
  nlohmann::json stems;
  for (const char* name : {"de", "en", "es", "fr", "it", "nl", "pt", "ru", "sv"}) {
    const Stemmer stemmer(name);
    for (const std::string& word : all) stems[name][word] = stemmer(word);
    for (const std::string& word : made_words(name, 30000)) stems[name][word] = stemmer(word);
  }
  return {{"texts", texts}, {"stems", stems}};
}

void run(const std::filesystem::path& folder, std::size_t documents, std::size_t queries, std::size_t seed) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "files");
  const std::vector<Document> made = made_documents(documents, seed);
  const std::string database = (folder / "database").string();
  // Complete: Xapian itself looks for phrases.
  const DatabaseTarget target{database, (folder / "blocks").string(), true};
  for (const File& file : write_index(made, made_options(), target)) write(folder / "files" / file.name, file.bytes);
  nlohmann::json answers = nlohmann::json::array();
  for (const MadeQuery& query : made_queries(made, queries, seed + 1)) answers.push_back(answer_of(database, query));
  write(folder / "answers.json", answers.dump());
  write(folder / "words.json", words(made).dump());
}

}  // namespace
}  // namespace broadsheet::search

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: search_oracle FOLDER [DOCUMENTS [QUERIES [SEED]]]\n";
    return 2;
  }
  try {
    const auto number = [&](int i, std::size_t other) {
      return count > i ? std::strtoul(arguments[i], nullptr, 10) : other;
    };
    broadsheet::search::run(arguments[1], number(2, 1500), number(3, 3000), number(4, 1));
  } catch (const broadsheet::Error& error) {
    std::cerr << broadsheet::format_diagnostic(error.diagnostic());
    return 1;
  }
}
