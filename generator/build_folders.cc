#include "build_folders.h"

#include <fmt/format.h>

#include <vector>

#include "search/index.h"

namespace broadsheet {

namespace {

struct Folder {
  std::string_view option;
  std::string path;
};

class FolderCheck {
 public:
  FolderCheck(const BuildOptions& options, Diagnostics& diagnostics)
      : content_(options.content), diagnostics_(diagnostics) {
    written_.push_back({"--out", options.out});
    if (options.use_cache || options.search) written_.push_back({"--cache", options.cache});
    if (options.search && !options.database.empty()) written_.push_back({"--database", options.database});
    for (const Folder& folder : {Folder{"--content", options.content}, {"--themes", options.themes}})
      if (!folder.path.empty()) read_.push_back(folder);
  }

  bool passes() {
    for (const Folder& folder : written_)
      if (folder.path.empty())
        complain({}, fmt::format("{} names no folder", folder.option), "a variable of a script may be empty");
    if (!passes_) return false;
    for (std::size_t at = 0; at < written_.size(); ++at) {
      for (const Folder& inner : read_) keep_apart(inner, written_[at]);
      for (std::size_t other = 0; other < at; ++other)
        keep_apart(written_[at], written_[other]) && keep_apart(written_[other], written_[at]);
    }
    const std::string copied = content_ + "/static";
    for (const Folder& folder : written_)
      if (is_within(folder.path, copied))
        complain(folder.path, fmt::format("stands in {}, which is copied into the site", copied),
                 fmt::format("name another folder with {}", folder.option));
    return passes_;
  }

 private:
  bool keep_apart(const Folder& inner, const Folder& outer) {
    if (!is_within(inner.path, outer.path)) return true;
    complain(
        inner.path,
        fmt::format("stands in {} ({}), from which a build removes what it did not write", outer.path, outer.option),
        fmt::format("name another folder with {} or {}", inner.option, outer.option));
    return false;
  }

  void complain(const std::string& folder, std::string message, std::string hint) {
    passes_ = false;
    diagnostics_.error("output", {folder, 0, 0, {}}, std::move(message), std::move(hint));
  }

  std::string content_;
  Diagnostics& diagnostics_;
  std::vector<Folder> written_, read_;
  bool passes_ = true;
};

}  // namespace

std::optional<ClaimedFolders> claim_folders(const BuildOptions& options, Diagnostics& diagnostics,
                                            const std::function<void()>& waits) {
  if (!FolderCheck(options, diagnostics).passes()) return std::nullopt;
  try {
    ClaimedFolders claimed;
    if (options.search && !options.database.empty()) search::check_database_folder(options.database);
    if (options.use_cache || options.search) claimed.cache = claim_cache(options.cache, waits);
    return claimed;
  } catch (const Error& error) {
    diagnostics.add(error);
    return std::nullopt;
  }
}

}  // namespace broadsheet
