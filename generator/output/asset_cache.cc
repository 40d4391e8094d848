#include "output/asset_cache.h"

#include <boost/filesystem.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/vector.hpp>

#include "base/sealed_file.h"
#include "base/stored_bytes.h"

namespace broadsheet {

// Found by cereal through the type's namespace.
template <class Archive>
void serialize(Archive& archive, FileBytes& file) {
  archive(file.path, file.bytes);
}

namespace output {

std::optional<Assets> read_kept_assets(const std::string& file, const std::string& key) {
  if (file.empty()) return std::nullopt;
  const std::optional<std::string> bytes = read_sealed(file);
  if (!bytes || !bytes->starts_with(key)) return std::nullopt;
  try {
    StoredBytes archive(std::string_view(*bytes).substr(key.size()));
    Assets assets;
    archive(assets.files, assets.bytes);
    return assets;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void keep_assets(const std::string& file, const std::string& key, const Assets& assets) {
  if (file.empty()) return;
  std::string bytes = key + to_bytes([&](BytesToStore& archive) { archive(assets.files, assets.bytes); });
  boost::system::error_code ignored;
  boost::filesystem::create_directories(boost::filesystem::path(file).parent_path(), ignored);
  write_sealed(file, bytes);
}

}  // namespace output

}  // namespace broadsheet
