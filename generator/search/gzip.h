// Compression of the static files that are text: in the browser DecompressionStream reads them.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::search {

/// RFC 1952, without name or time: the same bytes for the same input.
std::string gzip(std::string_view bytes);

}  // namespace broadsheet::search
