// The addresses of the site to be, and where an authored link inside it leads.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/archive.h"

namespace broadsheet::check {

/// Immutable; the archive and the addresses must outlive it.
class SiteAddresses {
 public:
  SiteAddresses(const model::Archive& archive, const std::set<std::string, std::less<>>& addresses);

  /// The address below the site's root, with its fragment, that `url` on the page at `page` leads to; nothing where it
  /// leads out of the site. Dots in the path are resolved (RFC 3986, section 5.2.4).
  std::optional<std::string> resolve(std::string_view url, std::string_view page) const;

  /// Whether there is a page or file at `address`, with this fragment where the address has one.
  bool has(std::string_view address) const;

  /// The address that was meant, or empty: with a slash at its end, of the issue in a Markdown file, or the nearest.
  std::string suggestion(std::string_view address, std::string_view url) const;

 private:
  bool has_fragment(std::string_view path, std::string_view fragment) const;

  const model::Archive& archive_;
  const std::set<std::string, std::less<>>& addresses_;
  std::unordered_map<std::string, const model::Issue*> issues_;  // by address
  std::unordered_map<std::string, std::string> files_;           // Markdown file without folders → address
};

}  // namespace broadsheet::check
