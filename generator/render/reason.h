// Why a story is related to another, in words.
#pragma once

#include <string>

#include "model/archive.h"

namespace broadsheet::render {

/// "both about Cloudflare and Sandboxing (V8 isolates, boot), three days apart". In English: themes in other languages
/// word it themselves, from the fields of `related`.
std::string related_reason(const model::Archive& archive, const model::RelatedStory& related);

/// "the same day", "three days apart", "five weeks apart", "seven months apart".
std::string time_apart(int days);

}  // namespace broadsheet::render
