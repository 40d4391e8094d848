#include "content/image_size.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::uint32_t kLargest = 100'000;  // pixels a side; what is beyond is no picture for a page
constexpr std::size_t kSvgHead = 16 * 1024;  // bytes in which an SVG's first tag must stand

std::optional<ImageSize> sensible(std::uint64_t width, std::uint64_t height) {
  if (width == 0 || height == 0 || width > kLargest || height > kLargest) return std::nullopt;
  return ImageSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

/// Numbers of `count` bytes; 0 past the end.
std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, at + i);
  return value;
}

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8 | byte_at(bytes, at + i);
  return value;
}

/// Exif 2.32, section 4.6.2: whether the tag Orientation (0x0112) of the first directory turns the picture by a
/// quarter.
bool is_turned(std::string_view exif) {
  if (!exif.starts_with(std::string_view("Exif\0\0", 6))) return false;
  const std::string_view tiff = exif.substr(6);
  const auto number = tiff.starts_with("II") ? little : big;
  const std::size_t directory = number(tiff, 4, 4);
  const std::size_t entries = directory < tiff.size() ? number(tiff, directory, 2) : 0;
  for (std::size_t i = 0; i < entries && directory + 2 + 12 * i < tiff.size(); ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (number(tiff, entry, 2) == 0x0112) return number(tiff, entry + 8, 2) >= 5 && number(tiff, entry + 8, 2) <= 8;
  }
  return false;
}

/// ITU T.81, annex B: the frame header among the segments.
std::optional<ImageSize> jpeg_size(std::string_view bytes) {
  bool turned = false;
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && byte_at(bytes, at) == 0xff) {
    const std::uint32_t marker = byte_at(bytes, at + 1);
    if (marker == 0xff) {  // fill
      ++at;
      continue;
    }
    const std::size_t length = big(bytes, at + 2, 2);
    const bool is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame) {
      const std::uint32_t height = big(bytes, at + 5, 2), width = big(bytes, at + 7, 2);
      return turned ? sensible(height, width) : sensible(width, height);
    }
    if (marker == 0xe1) turned = turned || is_turned(bytes.substr(at + 4, length < 2 ? 0 : length - 2));
    if (marker == 0xda || length < 2) break;  // the scan begins
    at += 2 + length;
  }
  return std::nullopt;
}

/// The WebP container specification: a lossy, a lossless or an extended file.
std::optional<ImageSize> webp_size(std::string_view bytes) {
  const std::string_view chunk = bytes.substr(12, 4);
  if (chunk == "VP8 " && big(bytes, 23, 3) == 0x9d012a)
    return sensible(little(bytes, 26, 2) & 0x3fff, little(bytes, 28, 2) & 0x3fff);
  if (chunk == "VP8L" && byte_at(bytes, 20) == 0x2f) {
    const std::uint32_t bits = little(bytes, 21, 4);
    return sensible((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
  }
  if (chunk == "VP8X") return sensible(little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1);
  return std::nullopt;
}

/// ISO/IEC 23008-12: the largest of the sizes (`ispe`) below meta, iprp and ipco, since others are of tiles and
/// thumbnails.
class AvifSize {
 public:
  std::optional<ImageSize> run(std::string_view bytes) {
    read(bytes, 0);
    return turned_ ? sensible(height_, width_) : sensible(width_, height_);
  }

 private:
  void read(std::string_view boxes, int depth) {
    while (boxes.size() >= 8) {
      const std::size_t size = std::min<std::size_t>(big(boxes, 0, 4), boxes.size());
      const std::string_view type = boxes.substr(4, 4);
      if (size < 8) return;  // the last box, or one of more than 4 GB: pictures' data
      const std::string_view inside = boxes.substr(8, size - 8);
      if (depth < 3 && type == "meta" && inside.size() >= 4) read(inside.substr(4), depth + 1);
      if (depth < 3 && (type == "iprp" || type == "ipco")) read(inside, depth + 1);
      if (type == "ispe") take(big(inside, 4, 4), big(inside, 8, 4));
      if (type == "irot") turned_ = (byte_at(inside, 0) & 1) != 0;
      boxes.remove_prefix(size);
    }
  }

  void take(std::uint64_t width, std::uint64_t height) {
    if (width * height <= std::uint64_t{width_} * height_ || !sensible(width, height)) return;
    width_ = static_cast<std::uint32_t>(width);
    height_ = static_cast<std::uint32_t>(height);
  }

  std::uint32_t width_ = 0, height_ = 0;
  bool turned_ = false;
};

/// The value of an attribute in the text of a tag, or empty.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    std::size_t next = at + name.size();
    if (at == 0 || std::string_view(" \t\r\n").find(tag[at - 1]) == std::string_view::npos) continue;
    while (next < tag.size() && std::string_view(" \t\r\n=").find(tag[next]) != std::string_view::npos) ++next;
    if (next >= tag.size() || (tag[next] != '"' && tag[next] != '\'')) continue;
    const std::size_t end = tag.find(tag[next], next + 1);
    if (end != std::string_view::npos) return tag.substr(next + 1, end - next - 1);
  }
  return {};
}

/// A length in pixels: a number, alone or with `px`; 0 for others, as `100%`.
double pixels(std::string_view text) {
  text = trim(text);
  if (text.ends_with("px")) text.remove_suffix(2);
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = problem == std::errc() && end == text.data() + text.size();
  return whole && value > 0 && value < kLargest ? value : 0;
}

/// The third and fourth number of a viewBox.
std::pair<double, double> view_box(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), ',', ' ');
  std::vector<double> numbers;
  plain = collapse_white_space(plain);
  for (std::string_view word : split(plain, ' ')) numbers.push_back(pixels(word));
  return numbers.size() == 4 ? std::pair{numbers[2], numbers[3]} : std::pair{0.0, 0.0};
}

std::optional<ImageSize> svg_size(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSvgHead);
  const std::size_t start = head.find("<svg");
  const std::size_t end = head.find('>', start == std::string_view::npos ? head.size() : start);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view tag = head.substr(start + 4, end - start - 4);
  double width = pixels(attribute(tag, "width")), height = pixels(attribute(tag, "height"));
  const auto [box_width, box_height] = view_box(attribute(tag, "viewBox"));
  if (width > 0 && height <= 0 && box_width > 0) height = width * box_height / box_width;
  if (height > 0 && width <= 0 && box_height > 0) width = height * box_width / box_height;
  if (width <= 0 || height <= 0) std::tie(width, height) = std::pair{box_width, box_height};
  return sensible(static_cast<std::uint64_t>(std::lround(width)), static_cast<std::uint64_t>(std::lround(height)));
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    const bool coded =
        text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16).ptr == text.data() + at + 3;
    out += coded ? static_cast<char>(value) : text[at];
    if (coded) at += 2;
  }
  return out;
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return sensible(big(bytes, 16, 4), big(bytes, 20, 4));
  if (bytes.starts_with("\xff\xd8\xff")) return jpeg_size(bytes);
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a"))
    return sensible(little(bytes, 6, 2), little(bytes, 8, 2));
  if (bytes.size() >= 30 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return webp_size(bytes);
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp" && bytes.substr(0, 64).find("avif") != std::string_view::npos)
    return AvifSize().run(bytes);
  return svg_size(bytes);
}

void measure_images(Tree& tree, const std::string& static_folder) {
  for (NodeId id = 0; id < tree.size(); ++id) {
    Node& node = tree[id];
    if (node.kind != NodeKind::image) continue;
    const auto size = local_image_size(static_folder, node.url);
    if (size) std::tie(node.width, node.height) = std::pair{size->width, size->height};
  }
}

std::optional<ImageSize> local_image_size(const std::string& static_folder, std::string_view url) {
  if (static_folder.empty() || !url.starts_with('/') || url.starts_with("//")) return std::nullopt;
  const std::string path = percent_decoded(url.substr(0, url.find_first_of("?#")));
  if ((path + "/").find("/../") != std::string::npos || path.find('\0') != std::string::npos) return std::nullopt;
  const std::string file = static_folder + path;
  if (!file_exists(file)) return std::nullopt;
  try {
    return image_size(read_file(file));
  } catch (const Error&) {
    return std::nullopt;  // copying it will tell
  }
}

}  // namespace broadsheet::content
