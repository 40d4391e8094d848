#include "check/site_addresses.h"

#include <algorithm>
#include <vector>

#include "base/diagnostics.h"
#include "base/text.h"
#include "model/address.h"

namespace broadsheet::check {

namespace {

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  const std::vector<std::string_view> all = split(path, '/');
  for (std::string_view part : all) {
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != "." && !part.empty()) {
      parts.push_back(part);
    }
  }
  std::string out;
  for (std::string_view part : parts) out.append("/").append(part);
  const bool is_folder = all.back().empty() || all.back() == "." || all.back() == "..";
  return is_folder || out.empty() ? out + "/" : out;
}

bool has_scheme(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  return end != std::string_view::npos && url[end] == ':';
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

SiteAddresses::SiteAddresses(const model::Archive& archive, const std::set<std::string, std::less<>>& addresses)
    : archive_(archive), addresses_(addresses) {
  for (const model::Issue& issue : archive.issues) {
    const std::string address = model::issue_address(issue);
    issues_.emplace(address, &issue);
    files_.emplace(file_name(issue.path), address);
  }
  for (const model::StandalonePage& page : archive.pages) files_.emplace(file_name(page.path), page.address);
}

std::optional<std::string> SiteAddresses::resolve(std::string_view url, std::string_view page) const {
  const std::string_view site = archive_.site.url;
  if (url.starts_with(site)) {
    url.remove_prefix(site.size() - 1);
  } else if (has_scheme(url) || url.starts_with("//") || url.empty()) {
    return std::nullopt;
  }
  const std::size_t hash = std::min(url.find('#'), url.size());
  const std::string_view fragment = url.substr(hash);
  const std::string_view path = url.substr(0, std::min(url.find('?'), hash));
  if (path.empty()) return std::string(page) + std::string(fragment);
  const std::string folder(page.substr(0, page.rfind('/') + 1));
  return without_dots(path.starts_with('/') ? std::string(path) : folder + std::string(path)) + std::string(fragment);
}

bool SiteAddresses::has_fragment(std::string_view path, std::string_view fragment) const {
  const auto found = issues_.find(std::string(path));
  if (found == issues_.end() || fragment.empty()) return true;
  const model::Issue& issue = *found->second;
  for (const model::Story& story : issue.stories)
    if (story.id == fragment) return true;
  for (const model::Section& section : issue.sections) {
    if (section.id == fragment) return true;
    for (const model::Block& block : section.blocks)
      if (block.id == fragment) return true;
  }
  return fragment.starts_with("fn");  // footnotes, which the page numbers itself
}

bool SiteAddresses::has(std::string_view address) const {
  const std::size_t hash = std::min(address.find('#'), address.size());
  std::string path(address.substr(0, hash));
  if (path.ends_with("/index.html")) path.resize(path.size() - 10);
  if (addresses_.find(path) == addresses_.end()) return false;
  return hash == address.size() || has_fragment(path, address.substr(hash + 1));
}

std::string SiteAddresses::suggestion(std::string_view address, std::string_view url) const {
  const std::string path(address.substr(0, address.find('#')));
  if (addresses_.find(path + "/") != addresses_.end()) return path + "/";
  const std::string lower = lower_case(path);
  if (addresses_.find(lower) != addresses_.end()) return lower;
  const std::string_view target = url.substr(0, url.find_first_of("?#"));
  if (const auto file = files_.find(std::string(file_name(target))); file != files_.end()) return file->second;
  // Neighbours in the alphabet share a start, so that the nearest of a few is enough.
  auto near = addresses_.lower_bound(path);
  std::vector<std::string> candidates;
  for (int back = 0; back < 8 && near != addresses_.begin(); ++back) --near;
  for (int count = 0; count < 16 && near != addresses_.end(); ++count, ++near) candidates.push_back(*near);
  return nearest(path, candidates);
}

}  // namespace broadsheet::check
