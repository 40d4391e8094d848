#include "content/theme_contract.h"

#include <array>

namespace broadsheet::content {

namespace {

constexpr std::array kChanges = std::to_array<ContractChange>({
    {2, "images in content have a width and a height",
     "give `img` the style `height: auto`, or they lose their proportions"},
    {2, "code blocks are coloured by `<span class=\"hl-…\">`", "give the classes colours, or leave code plain"},
    {2, "tables in content stand in `<div class=\"table\" tabindex=\"0\">`",
     "give `.table` the style `overflow-x: auto`, or wide ones widen the page"},
    {2, "pictures of other hosts are `<a class=\"picture\">`, unless `site.remote_pictures`",
     "give `.picture` a style, or leave it a link like others"},
    {2, "attributes that take addresses refuse `javascript:` and the like",
     "print no link where an address is not to be trusted"},
});

}  // namespace

std::span<const ContractChange> contract_changes() {
  return kChanges;
}

}  // namespace broadsheet::content
