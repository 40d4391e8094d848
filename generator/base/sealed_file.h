// Files of the cache that end in the hash of what stands before it, so that one that was not written to its end is as
// good as none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/files.h"
#include "base/hash.h"
#include "base/text_store.h"

namespace broadsheet {

/// Makes the file have these bytes and their hash, in one step. False where that fails.
bool write_sealed(const std::string& path, std::string_view bytes);

/// The same for bytes that come part by part, so that they need not stand in memory all at once.
class SealedFile {
 public:
  explicit SealedFile(std::string path) : file_(std::move(path)) {}
  void add(std::string_view bytes) {
    hash_.add(bytes);
    file_.add(bytes);
  }
  /// To be called once, at the end.
  bool finish() {
    file_.add(hash_.name());
    return file_.finish();
  }

 private:
  FileReplacement file_;
  RunningHash hash_;
};

/// The bytes without the hash; nothing where there is no such file, or it is damaged or cannot be read.
std::optional<std::string> read_sealed(const std::string& path);

/// The same into a store.
std::optional<std::string_view> read_sealed(const std::string& path, TextStore::Filler& filler);

}  // namespace broadsheet
