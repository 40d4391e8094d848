#include "build_record.h"

#include <fmt/format.h>

#include <boost/filesystem.hpp>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/parallel.h"

namespace broadsheet {

namespace {

using nlohmann::json;

std::string record_file(const BuildOptions& options) {
  return options.cache + "/last-build";
}

/// The options that decide about output and messages, and the program. Not the number of threads.
std::string key_of(const BuildOptions& options) {
  const std::string all = json{options.content,  options.themes, options.theme,  options.base_url,
                               options.database, options.drafts, options.search, options.strict}
                              .dump(-1, ' ', false, json::error_handler_t::replace);
  return output::program_identity() + hash_name(all);
}

json to_json(const Location& location) {
  return {location.file, location.line, location.column, location.excerpt};
}

Location location_of(const json& value) {
  return {value.at(0), value.at(1), value.at(2), value.at(3)};
}

json to_json(const Diagnostic& diagnostic) {
  json notes = json::array();
  for (const Note& note : diagnostic.notes) notes.push_back({to_json(note.location), note.message});
  return {static_cast<int>(diagnostic.severity),
          diagnostic.rule,
          to_json(diagnostic.location),
          diagnostic.message,
          diagnostic.hint,
          notes};
}

Diagnostic diagnostic_of(const json& value) {
  Diagnostic diagnostic{static_cast<Severity>(value.at(0).get<int>()),
                        value.at(1),
                        location_of(value.at(2)),
                        value.at(3),
                        value.at(4),
                        {}};
  for (const json& note : value.at(5)) diagnostic.notes.push_back({location_of(note.at(0)), note.at(1)});
  return diagnostic;
}

std::string format_result(const BuildReport& report, const Diagnostics& diagnostics) {
  json findings = json::array();
  for (const Diagnostic& diagnostic : diagnostics.sorted()) findings.push_back(to_json(diagnostic));
  return json{{report.issues, report.stories, report.companies, report.topics, report.weeks, report.pages, report.files,
               report.bytes},
              findings}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

BuildReport parse_result(const std::string& result, Diagnostics& diagnostics) {
  const json value = json::parse(result);
  const json& counts = value.at(0);
  BuildReport report{counts.at(0), counts.at(1), counts.at(2), counts.at(3), counts.at(4),
                     counts.at(5), counts.at(6), counts.at(7), true,         true};
  for (const json& finding : value.at(1)) diagnostics.add(diagnostic_of(finding));
  return report;
}

/// Where a build leaves what the search database is made of.
std::string kept_database(const BuildOptions& options) {
  return options.database.empty() ? search_blocks_folder(options) : options.database;
}

}  // namespace

std::string page_record_file(const BuildOptions& options) {
  return options.cache + "/last-pages";
}

BuildRecorder::BuildRecorder(const BuildOptions& options)
    : options_(options),
      key_(key_of(options)),  // now: libraries may load further ones later
      start_(output::file_clock_now()) {
  const auto read_last = [&] {
    if (options.use_cache) last_ = output::read_last_build(record_file(options));
    if (last_ && last_->key != key_) last_.reset();
  };
  parallel_invoke({read_last, [&] { content_ = output::look_at("content", options.content); },
                   [&] { themes_ = output::look_at("themes", options.themes); }});
  const auto take_hashes = [&](std::optional<output::FolderState>& state, const std::string& folder) {
    if (!state) return;
    if (const output::FolderState* before = last_ ? last_->folder(state->name) : nullptr)
      output::take_hashes(*state, *before);
    output::hash_latest(*state, folder, start_);
  };
  take_hashes(content_, options.content);
  take_hashes(themes_, options.themes);
}

std::optional<BuildReport> BuildRecorder::unchanged(Diagnostics& diagnostics) const {
  if (!last_ || !content_ || !themes_) return std::nullopt;
  const output::FolderState *content = last_->folder("content"), *themes = last_->folder("themes");
  if (content == nullptr || themes == nullptr) return std::nullopt;  // it could not be vouched for
  if (!output::is_unchanged(*content, *content_, options_.content) ||
      !output::is_unchanged(*themes, *themes_, options_.themes))
    return std::nullopt;
  for (const auto& [name, folder] :
       {std::pair<std::string_view, std::string>{"site", options_.out}, {"database", kept_database(options_)}})
    if (const output::FolderState* state = last_->folder(name); state && !output::is_unchanged(*state, folder))
      return std::nullopt;
  return parse_result(last_->result, diagnostics);
}

std::uint64_t BuildRecorder::content_hash(std::string_view path) const {
  const output::FileState* const file = content_ ? output::find_file(*content_, path) : nullptr;
  return file == nullptr ? 0 : file->hash;
}

void BuildRecorder::was_read(std::string_view path, std::uint64_t hash) {
  output::FileState* const file = content_ ? output::find_file(*content_, path) : nullptr;
  if (file != nullptr && file->hash == 0) file->hash = hash;
}

void BuildRecorder::keep(const BuildReport& report, const Diagnostics& diagnostics, const output::PageRecord& pages,
                         const output::Staging& published) {
  boost::system::error_code ignored;
  boost::filesystem::create_directories(options_.cache, ignored);
  boost::filesystem::remove(record_file(options_), ignored);
  std::string pages_hash;
  bool is_vouched_for = false;
  std::optional<output::FolderState> database;
  std::vector<output::FileState> site;
  parallel_invoke({[&] { pages_hash = write_page_record(page_record_file(options_), pages); },
                   [&] {
                     is_vouched_for = content_ && themes_ && hash_files(*content_, options_.content, start_) &&
                                      hash_files(*themes_, options_.themes, start_);
                   },
                   [&] { site = published.files(); },
                   [&] {
                     if (options_.search) database = output::look_at("database", kept_database(options_));
                   }});
  output::LastBuild build{key_, {}, format_result(report, diagnostics), std::move(pages_hash)};
  // Where the input cannot be vouched for, the site that was made of it still can.
  if (is_vouched_for) {
    build.folders.push_back(std::move(*content_));
    build.folders.push_back(std::move(*themes_));
  }
  build.folders.push_back({"site", std::move(site)});
  // The database is not hashed: where its files were copied from elsewhere, a whole build looks through it.
  if (database) build.folders.push_back(std::move(*database));
  write_last_build(record_file(options_), build);
}

}  // namespace broadsheet
