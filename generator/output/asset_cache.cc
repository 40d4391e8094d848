#include "output/asset_cache.h"

#include <boost/filesystem.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/stream.hpp>
#include <cereal/archives/binary.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"

namespace broadsheet {

// Found by cereal through the type's namespace.
template <class Archive>
void serialize(Archive& archive, FileBytes& file) {
  archive(file.path, file.bytes);
}

namespace output {

namespace {

namespace io = boost::iostreams;

constexpr std::size_t kHashLength = 16;

}  // namespace

std::optional<Assets> read_kept_assets(const std::string& file, const std::string& key) {
  if (file.empty() || !file_exists(file)) return std::nullopt;
  try {
    const std::string bytes = read_file(file);
    const std::size_t head = key.size() + kHashLength;
    if (bytes.size() < head || !bytes.starts_with(key)) return std::nullopt;
    const std::string_view body = std::string_view(bytes).substr(head);
    if (bytes.compare(key.size(), kHashLength, hash_name(body)) != 0) return std::nullopt;
    io::stream<io::array_source> in(body.data(), body.size());
    cereal::BinaryInputArchive archive(in);
    Assets assets;
    archive(assets.files, assets.bytes);
    return assets;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void keep_assets(const std::string& file, const std::string& key, const Assets& assets) {
  if (file.empty()) return;
  std::string body;
  {
    io::stream<io::back_insert_device<std::string>> out{io::back_inserter(body)};
    cereal::BinaryOutputArchive archive(out);
    archive(assets.files, assets.bytes);
  }
  boost::system::error_code ignored;
  boost::filesystem::create_directories(boost::filesystem::path(file).parent_path(), ignored);
  replace_file(file, key + hash_name(body) + body);
}

}  // namespace output

}  // namespace broadsheet
