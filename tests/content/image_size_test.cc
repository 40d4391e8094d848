#include "content/image_size.h"

#include <catch2/catch.hpp>

#include "scratch.h"

namespace broadsheet::content {

namespace {

/// Bytes of a literal that may hold NUL.
template <std::size_t N>
std::string bytes(const char (&literal)[N]) {
  return {literal, N - 1};
}

/// A box of an ISO base media file.
std::string box(const char* type, const std::string& inside) {
  std::string out = bytes("\0\0\0\0");
  const std::size_t size = inside.size() + 8;
  out[2] = static_cast<char>(size >> 8);
  out[3] = static_cast<char>(size & 0xff);
  return out + type + inside;
}

std::string ispe(int width, int height) {
  std::string inside = bytes("\0\0\0\0\0\0\0\0\0\0\0\0");
  inside[6] = static_cast<char>(width >> 8);
  inside[7] = static_cast<char>(width & 0xff);
  inside[10] = static_cast<char>(height >> 8);
  inside[11] = static_cast<char>(height & 0xff);
  return box("ispe", inside);
}

std::string avif(const std::string& properties) {
  return box("ftyp", "avif" + bytes("\0\0\0\0") + "avifmif1") +
         box("meta", bytes("\0\0\0\0") + box("hdlr", "x") + box("iprp", box("ipco", properties))) + box("mdat", "x");
}

std::string jpeg(const std::string& before_frame) {
  return bytes("\xff\xd8\xff\xe0\0\x04JF") + before_frame +
         bytes("\xff\xc2\0\x11\x08\0\x4d\0\x7b\x03\0\0\0\0\0\0\0\0\0\xff\xda");
}

const ImageSize kSize{123, 77}, kTurned{77, 123};

}  // namespace

TEST_CASE("the size of a picture is read from its head", "[content]") {
  CHECK(image_size(bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x7b\0\0\0\x4d\x08\x02")) == kSize);
  CHECK(image_size(bytes("GIF89a\x7b\0\x4d\0")) == kSize);
  CHECK(image_size(jpeg("")) == kSize);
  CHECK(image_size(bytes("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x7b\0\x4d\x40")) == kSize);
  CHECK(image_size(bytes("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7a\0\x13\x00\0\0\0\0\0")) == kSize);
  CHECK(image_size(bytes("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7a\0\0\x4c\0\0")) == kSize);
  CHECK(image_size(avif(ispe(123, 77))) == kSize);
}

TEST_CASE("a picture that is shown turned has its sides exchanged", "[content]") {
  const auto exif = [](const std::string& tiff) {
    std::string segment = bytes("\xff\xe1\0\0Exif\0\0") + tiff;
    segment[3] = static_cast<char>(segment.size() - 2);
    return segment;
  };
  CHECK(image_size(jpeg(exif(bytes("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0")))) == kTurned);
  CHECK(image_size(jpeg(exif(bytes("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0")))) == kTurned);
  CHECK(image_size(jpeg(exif(bytes("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0")))) == kSize);
  CHECK(image_size(avif(ispe(123, 77) + box("irot", "\x01"))) == kTurned);
  CHECK(image_size(avif(ispe(123, 77) + box("irot", "\x02"))) == kSize);
}

TEST_CASE("of an AVIF's sizes that of the whole picture counts", "[content]") {
  CHECK(image_size(avif(ispe(32, 32) + ispe(123, 77) + ispe(64, 64))) == kSize);
}

TEST_CASE("an SVG has the size that it asks for, or its view box", "[content]") {
  CHECK(image_size("<?xml version=\"1.0\"?>\n<svg xmlns='x' width=\"123\" height='77px'>") == kSize);
  CHECK(image_size("<svg viewBox=\"0 0 123 77\">") == kSize);
  CHECK(image_size("<svg width=\"246\" viewBox=\"0,0, 123 77\">") == ImageSize{246, 154});
  CHECK(image_size("<svg width=\"100%\" height=\"100%\" viewBox=\"-5 -5 122.6 77.2\">") == kSize);
  CHECK(image_size("<svg stroke-width=\"9\" data-height=\"9\">") == std::nullopt);
  CHECK(image_size("<svg width=\"-1\" height=\"1e9\">") == std::nullopt);
}

TEST_CASE("what is no picture, or cut off, has no size", "[content]") {
  const std::vector<std::string> pictures{bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x7b\0\0\0\x4d"),
                                          bytes("GIF89a\x7b\0\x4d\0"),
                                          jpeg(""),
                                          bytes("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7a\0\0\x4c\0\0"),
                                          avif(ispe(123, 77)),
                                          "<svg viewBox=\"0 0 123 77\">"};
  for (const std::string& picture : pictures) {
    REQUIRE(image_size(picture) == kSize);
    for (std::size_t size = 0; size < picture.size(); ++size) {
      const auto cut = image_size(std::string_view(picture).substr(0, size));
      if (cut) CHECK(cut->width <= 123);
    }
  }
  CHECK(image_size("") == std::nullopt);
  CHECK(image_size("text") == std::nullopt);
  CHECK(image_size(bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff")) == std::nullopt);
  CHECK(image_size(std::string(100'000, '\xff')) == std::nullopt);
  CHECK(image_size(bytes("\xff\xd8\xff\xe1\0\0\xff\xe1\0\0")) == std::nullopt);
}

TEST_CASE("only pictures of the site's own files are measured", "[content]") {
  const Scratch scratch;
  scratch.write("static/a b.svg", "<svg viewBox=\"0 0 123 77\">");
  scratch.write("secret.svg", "<svg viewBox=\"0 0 123 77\">");
  const std::string folder = scratch.path("static");
  CHECK(local_image_size(folder, "/a%20b.svg") == kSize);
  CHECK(local_image_size(folder, "/a b.svg?v=2#x") == kSize);
  for (const char* url : {"a%20b.svg", "//a%20b.svg", "https://a.example/a%20b.svg", "/../secret.svg",
                          "/%2e%2e/secret.svg", "/none.svg", "/", "", "/a%00b.svg", "/%"}) {
    INFO(url);
    CHECK(local_image_size(folder, url) == std::nullopt);
  }
}

}  // namespace broadsheet::content
