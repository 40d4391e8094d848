#include "search/gzip.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "base/diagnostics.h"

namespace broadsheet::search {
namespace {

constexpr int kLevel = 6;  ///< 9 takes half as long again, and saves one byte in five hundred

struct Free {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

}  // namespace

std::string gzip(std::string_view bytes) {
  // One for each thread: to make it takes longer than to compress a small file.
  thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor) throw Error("search", {}, "libdeflate cannot start");
  thread_local std::string room;  // the most that it may take: what it gives has no room to spare
  room.resize(std::max(room.size(), libdeflate_gzip_compress_bound(compressor.get(), bytes.size())));
  return room.substr(0,
                     libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), room.data(), room.size()));
}

}  // namespace broadsheet::search
