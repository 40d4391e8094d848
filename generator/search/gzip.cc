#include "search/gzip.h"

#include <zlib.h>

#include "base/diagnostics.h"

namespace broadsheet::search {
namespace {

/// A stream for one thread, used again and again: to start one costs more than to compress a small file.
class Stream {
 public:
  Stream() {
    constexpr int kGzipHeader = 16;  // added to the window's size, as zlib.h says
    if (deflateInit2(&stream_, 9, Z_DEFLATED, 15 + kGzipHeader, 9, Z_DEFAULT_STRATEGY) != Z_OK)
      throw Error("search", {}, "zlib cannot start");
  }
  ~Stream() { deflateEnd(&stream_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  std::string compress(std::string_view bytes) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    const int status = deflate(&stream_, Z_FINISH);
    out.resize(stream_.total_out);
    if (status != Z_STREAM_END) throw Error("search", {}, "zlib cannot compress");
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view bytes) {
  thread_local Stream stream;
  return stream.compress(bytes);
}

}  // namespace broadsheet::search
