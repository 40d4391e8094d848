// How large a picture is shown, read from the head of its file, so that pages can leave room for it: PNG, JPEG, GIF,
// WebP, AVIF and SVG. Nothing is decoded, and no byte is trusted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/tree.h"

namespace broadsheet::content {

/// In CSS pixels, at least 1.
struct ImageSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;

  bool operator==(const ImageSize&) const = default;
};

/// The size of the picture in `bytes`, as browsers show it (turned by Exif's orientation). Nothing for other files, and
/// for an SVG that fits any room.
std::optional<ImageSize> image_size(std::string_view bytes);

/// The same of `url` as an author writes it in Markdown: only for files of the site's own, `/pictures/a.png` being
/// `static_folder`/pictures/a.png. Nothing where there is no such file.
std::optional<ImageSize> local_image_size(const std::string& static_folder, std::string_view url);

/// Sets the sizes of the images of a document whose files are there.
void measure_images(Tree& tree, const std::string& static_folder);

}  // namespace broadsheet::content
