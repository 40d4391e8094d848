#include "search/gzip.h"

#include <zlib.h>

#include "base/diagnostics.h"

namespace broadsheet::search {

std::string gzip(std::string_view bytes) {
  constexpr int kGzipHeader = 16;  // added to the window's size, as zlib.h says
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + kGzipHeader, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error("search", {}, "zlib cannot start");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw Error("search", {}, "zlib cannot compress");
  return out;
}

}  // namespace broadsheet::search
