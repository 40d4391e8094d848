// Puts files into the site to be: written, or, where the last build wrote the same, taken over from there.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_bytes.h"
#include "output/staging.h"

namespace broadsheet {

/// Counts files, and turns their failures into findings: from a full disk on, one is enough. Safe for many threads.
class SiteWriter {
 public:
  /// Both must outlive it.
  SiteWriter(output::Staging& staging, Diagnostics& diagnostics) : staging_(staging), diagnostics_(diagnostics) {}

  void write(std::string_view path, std::string_view bytes);
  void write(const std::vector<FileBytes>& files);
  /// Takes over what the last build wrote there, whatever that is. False where it does not stand any more.
  bool reuse(std::string_view path);
  /// The same where it has these bytes, by their hash and number.
  bool reuse(std::string_view path, std::uint64_t hash, std::size_t size);
  /// All of them or none.
  bool reuse(const std::vector<std::string>& paths);

  std::size_t files() const { return files_; }
  std::size_t bytes() const { return bytes_; }

 private:
  bool reuse(const output::FileState& file);

  output::Staging& staging_;
  Diagnostics& diagnostics_;
  std::atomic<bool> failed_ = false;
  std::atomic<std::size_t> files_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
};

}  // namespace broadsheet
