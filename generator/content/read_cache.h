// What was read last time, kept between builds: a file that is as it was is not parsed again. Kept in buckets of some
// neighbouring files each, so that an edit rewrites little; a bucket that is damaged, or that another program or
// configuration wrote, counts as empty.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/stored_bytes.h"
#include "base/text_store.h"
#include "content/issue_reader.h"
#include "model/site.h"

namespace broadsheet::content {

/// The hash64() of a file's bytes, by its path below the content folder, where it is known without reading it; else 0.
using KnownHash = std::function<std::uint64_t(std::string_view path)>;
/// Takes the hash64() of the bytes of a file that was read. Called by many threads, for each path once.
using TellHash = std::function<void(std::string_view path, std::uint64_t hash)>;

class ReadCache {
 public:
  /// Keeps its buckets in `folder`, or nothing where that is empty. `program` names what reads: of another one nothing
  /// is believed.
  ReadCache() = default;
  ReadCache(std::string folder, std::string program, KnownHash known_hash = nullptr, TellHash tell_hash = nullptr)
      : folder_(std::move(folder)),
        program_(std::move(program)),
        known_hash_(std::move(known_hash)),
        tell_hash_(std::move(tell_hash)) {}

  bool is_kept() const { return !folder_.empty(); }

  /// What one bucket holds. Used by one thread at a time.
  class Bucket {
   public:
    /// What reading gave that file when it had the very bytes that hash to `hash`; its findings go to `diagnostics`.
    std::optional<IssueRead> find(const std::string& path, std::uint64_t hash, Diagnostics& diagnostics);
    void add(const std::string& path, std::uint64_t hash, const IssueRead& read, const Diagnostics& found);

   private:
    friend class ReadCache;
    struct Entry {
      std::uint64_t hash = 0;
      std::string_view bytes;
    };
    std::map<std::string_view, Entry> old_;
    std::map<std::string_view, Entry> now_;
    std::deque<std::string> texts_;  // the file's, where no store has it, and what was added: all views above lead here
    StoredTexts kind_ = StoredTexts::copied;
    bool added_ = false;
  };

  /// To be called before the first bucket is opened: everything besides the files that reading depends on.
  /// `pictures` stands for the state of the files whose sizes issues take in.
  void set_configuration(const model::Site& site, std::uint64_t pictures);

  /// Whether a bucket begins with this file, of all in the order of their paths: about one in sixteen, whichever others
  /// there are.
  static bool begins_bucket(std::string_view path);
  /// Makes the folder for the buckets that begin with these files, and removes all others.
  void prepare(const std::vector<std::string_view>& first_paths) const;

  /// The hash of a file, or 0.
  std::uint64_t known_hash(std::string_view path) const { return known_hash_ ? known_hash_(path) : 0; }

  /// To be called with the hash of each file that is read.
  void tell_hash(std::string_view path, std::uint64_t hash) const {
    if (tell_hash_) tell_hash_(path, hash);
  }

  /// With a filler, whose store is to outlive the issues, the file is read into it, and issues have views of it.
  Bucket open(std::string_view first_path, TextStore::Filler* filler = nullptr) const;
  /// Writes what was found and added, where that is not what the bucket held. A failure is none: the cache only saves
  /// work.
  void close(Bucket bucket, std::string_view first_path) const;

 private:
  std::string bucket_file(std::string_view first_path) const;

  std::string folder_;
  std::string program_;
  KnownHash known_hash_;
  TellHash tell_hash_;
  std::string key_;
  std::uint64_t pictures_ = 0;
};

}  // namespace broadsheet::content
