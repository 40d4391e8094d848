// The filters and tests that templates have anyway, by the kind of value that they work on.
#pragma once

#include <span>

#include "template/library.h"

namespace broadsheet::tmpl {

void add_builtins(Library& library);

std::span<const Builtin> text_filters();
std::span<const Builtin> list_filters();
std::span<const Builtin> selection_filters();
std::span<const Builtin> number_filters();
std::span<const Builtin> html_filters();
std::span<const Builtin> builtin_tests();

}  // namespace broadsheet::tmpl
