#include "output/asset_cache.h"

#include <boost/filesystem.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/stream.hpp>
#include <cereal/archives/binary.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>

#include "base/sealed_file.h"

namespace broadsheet {

// Found by cereal through the type's namespace.
template <class Archive>
void serialize(Archive& archive, FileBytes& file) {
  archive(file.path, file.bytes);
}

namespace output {

namespace {

namespace io = boost::iostreams;

}  // namespace

std::optional<Assets> read_kept_assets(const std::string& file, const std::string& key) {
  if (file.empty()) return std::nullopt;
  const std::optional<std::string> bytes = read_sealed(file);
  if (!bytes || !bytes->starts_with(key)) return std::nullopt;
  try {
    io::stream<io::array_source> in(bytes->data() + key.size(), bytes->size() - key.size());
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
  std::string bytes = key;
  {
    io::stream<io::back_insert_device<std::string>> out{io::back_inserter(bytes)};
    cereal::BinaryOutputArchive archive(out);
    archive(assets.files, assets.bytes);
  }
  boost::system::error_code ignored;
  boost::filesystem::create_directories(boost::filesystem::path(file).parent_path(), ignored);
  write_sealed(file, std::move(bytes));
}

}  // namespace output

}  // namespace broadsheet
