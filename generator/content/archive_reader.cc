#include "content/archive_reader.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/issue_hash.h"
#include "content/issue_reader.h"
#include "content/kept_issue.h"
#include "content/page_reader.h"

namespace broadsheet::content {

namespace {

bool is_markdown(std::string_view path) {
  const std::string lower = lower_case(path.substr(path.rfind('.') + 1));
  return lower == "md" || lower == "markdown";
}

bool is_among(const std::vector<std::string>& globs, std::string_view path) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return glob_matches(glob, path); });
}

bool is_reserved(std::string_view path) {
  for (std::string_view folder : {"pages/", "static/", "sources/", "themes/", "archetypes/"})
    if (path.starts_with(folder)) return true;
  return false;
}

template <class Result>
std::vector<Result> kept(std::vector<std::optional<Result>> results) {
  std::vector<Result> kept;
  kept.reserve(results.size());
  for (std::optional<Result>& result : results)
    if (result) kept.push_back(std::move(*result));
  return kept;
}

/// Reads every file with `read`, on all cores; keeps the order, and leaves out what cannot be read.
template <class Result, class Read>
std::vector<Result> read_all(const std::vector<FoundFile>& files, Diagnostics& diagnostics, Read read) {
  std::vector<std::optional<Result>> results(files.size());
  parallel_for(files.size(), [&](std::size_t at) {
    try {
      results[at] = read(Source{files[at].relative, read_file(files[at].path, files[at].relative)});
    } catch (const Error& problem) {
      diagnostics.add(problem);
    }
  });
  return kept(std::move(results));
}

/// The issue in `file`, from the cache where it has it; none where the file has none.
std::optional<IssueRead> read_one(const FoundFile& file, const model::Site& site, const NameIndex& names,
                                  const ReadCache& cache, ReadCache::Bucket& bucket, Diagnostics& diagnostics) {
  const std::string& path = file.relative;
  if (const std::uint64_t hash = cache.known_hash(path); hash != 0)
    if (std::optional<IssueRead> kept = bucket.find(path, hash, diagnostics)) return kept;
  const Source source{path, read_file(file.path, path)};
  const std::uint64_t hash = hash64(source.text);
  cache.tell_hash(path, hash);
  if (std::optional<IssueRead> kept = bucket.find(path, hash, diagnostics)) return kept;
  Diagnostics found;
  std::optional<IssueRead> issue = read_issue(site, names, source, found);
  for (const Diagnostic& finding : found.sorted()) diagnostics.add(finding);
  if (issue && cache.is_kept()) {
    set_hashes(issue->issue);
    bucket.add(path, hash, *issue, found);
  }
  return issue;
}

/// Reads the issues bucket by bucket, so that of the cache only a few buckets are in memory at a time, and what is near
/// in the archive is near in `texts`. `files` in the order of their paths.
std::vector<IssueRead> read_issues(const std::vector<FoundFile>& files, const model::Site& site, const ReadCache& cache,
                                   Diagnostics& diagnostics, TextStore* texts, Progress& progress) {
  progress.expect(files.size());
  const NameIndex names(site);
  std::vector<std::size_t> begins;
  std::vector<std::string_view> first_paths;
  for (std::size_t at = 0; at < files.size(); ++at) {
    if (at > 0 && !ReadCache::begins_bucket(files[at].relative)) continue;
    begins.push_back(at);
    first_paths.push_back(files[at].relative);
  }
  begins.push_back(files.size());
  cache.prepare(first_paths);
  std::vector<std::optional<IssueRead>> results(files.size());
  parallel_for(first_paths.size(), [&](std::size_t number) {
    std::optional<TextStore::Filler> filler;
    if (texts != nullptr) filler.emplace(*texts);
    ReadCache::Bucket bucket = cache.open(first_paths[number], filler ? &*filler : nullptr);
    for (std::size_t at = begins[number]; at < begins[number + 1]; ++at) {
      try {
        results[at] = read_one(files[at], site, names, cache, bucket, diagnostics);
        if (results[at] && filler) keep(results[at]->issue, *filler);
      } catch (const Error& problem) {
        diagnostics.add(problem);
      }
    }
    cache.close(std::move(bucket), first_paths[number]);
    if (texts != nullptr) texts->release_if_many();
    progress.step(begins[number + 1] - begins[number]);
  });
  return kept(std::move(results));
}

/// Stands for the owner's files as they are on the disk, without reading them.
std::uint64_t state_of(const std::vector<FoundFile>& files) {
  std::uint64_t hash = 0;
  for (const FoundFile& file : files) {
    struct stat status {};
    ::stat(file.path.c_str(), &status);
    const std::int64_t numbers[] = {status.st_size, static_cast<std::int64_t>(status.st_ino), status.st_ctim.tv_sec,
                                    status.st_ctim.tv_nsec};
    hash = hash64(file.relative, hash);
    hash = hash64({reinterpret_cast<const char*>(numbers), sizeof numbers}, hash);
  }
  return hash;
}

/// A rule for each series that was inferred, named as most of its first headings are.
std::vector<model::SeriesRule> infer_series(const std::vector<IssueRead>& issues) {
  std::map<std::string, std::map<std::string, int>> headlines;
  for (const IssueRead& read : issues)
    if (read.series_inferred) ++headlines[read.issue.series][read.issue.headline];
  std::vector<model::SeriesRule> rules;
  for (const auto& [slug, counts] : headlines) {
    model::SeriesRule rule;
    rule.slug = slug;
    int most = 0;
    for (const auto& [headline, count] : counts) {
      if (count > most) rule.name = headline;
      most = std::max(most, count);
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

ContentFiles list_content(const model::Site& site, const std::string& content_dir, Diagnostics& diagnostics) {
  std::vector<FolderProblem> problems;
  std::vector<FoundFile> all;
  if (folder_problem(content_dir).empty()) all = list_files(content_dir, problems);  // else load() says so
  for (FolderProblem& problem : problems)
    diagnostics.error("file", {problem.relative, 0, 0, {}}, std::move(problem.message));
  const bool has_folder =
      std::any_of(all.begin(), all.end(), [](const FoundFile& f) { return f.relative.starts_with("issues/"); });
  ContentFiles files;
  for (FoundFile& file : all) {
    const std::string_view path = file.relative;
    if (is_among(site.ignore, path)) continue;
    if (path.starts_with("static/")) {
      file.relative.erase(0, 7);
      files.static_files.push_back(std::move(file));
    } else if (path.starts_with("pages/") || is_among(site.pages, path)) {
      if (is_markdown(path)) files.pages.push_back(std::move(file));
    } else if (is_markdown(path) && (has_folder ? path.starts_with("issues/") : !is_reserved(path))) {
      files.issues.push_back(std::move(file));
    }
  }
  return files;
}

ReadResult read_archive(const model::Site& site, const std::string& content_dir, Diagnostics& diagnostics,
                        ReadCache cache, TextStore* texts, Progress& progress) {
  const ContentFiles files = list_content(site, content_dir, diagnostics);
  cache.set_configuration(site, state_of(files.static_files));
  std::vector<IssueRead> issues = read_issues(files.issues, site, cache, diagnostics, texts, progress);
  ReadResult result;
  result.inferred_series = infer_series(issues);
  result.issues.reserve(issues.size());
  for (IssueRead& read : issues) result.issues.push_back(std::move(read.issue));
  result.pages = read_all<model::StandalonePage>(
      files.pages, diagnostics, [&](const Source& source) { return read_page(site, source, diagnostics); });
  result.static_files = files.static_files;
  return result;
}

}  // namespace broadsheet::content
