#include "content/shortcode_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "content/shortcodes.h"

namespace broadsheet::content {

namespace {

using Kind = ShortcodeTag::Kind;

class Pairing {
 public:
  Pairing(const CleanSource& source, const std::function<bool(std::string_view)>& is_known, Diagnostics& diagnostics)
      : source_(source), is_known_(is_known), diagnostics_(diagnostics) {}

  std::vector<ShortcodeCall> run(std::vector<ShortcodeTag> tags);

 private:
  void add(ShortcodeTag tag);
  void close(ShortcodeTag tag);
  ShortcodeCall& append(ShortcodeTag tag);
  void set_nesting();

  const CleanSource& source_;
  const std::function<bool(std::string_view)>& is_known_;
  Diagnostics& diagnostics_;
  std::vector<ShortcodeCall> calls_;
  std::vector<std::size_t> open_;  // calls that may still be closed
  std::map<std::string_view, std::size_t> open_names_;
};

std::vector<ShortcodeCall> Pairing::run(std::vector<ShortcodeTag> tags) {
  for (ShortcodeTag& tag : tags) {
    if (tag.kind == Kind::broken) {
      diagnostics_.warning("shortcode", source_.at_offset(tag.begin),
                           "the shortcode has no end, or a quote in it has none",
                           "end it with `>}}`, or `%}}` where it starts with `{{%`");
      continue;
    }
    if (calls_.size() == kMostShortcodes)
      throw Error("markdown", source_.at_offset(tag.begin), fmt::format("more than {} shortcodes", kMostShortcodes),
                  "split the text into several files");
    add(std::move(tag));
  }
  set_nesting();
  return std::move(calls_);
}

ShortcodeCall& Pairing::append(ShortcodeTag tag) {
  ShortcodeCall& call = calls_.emplace_back();
  call.place = source_.at_offset(tag.begin);
  call.end = call.inner_begin = call.inner_end = tag.end;
  call.tag = std::move(tag);
  return call;
}

void Pairing::add(ShortcodeTag tag) {
  if (tag.kind == Kind::escaped) {
    append(std::move(tag)).is_text = true;
  } else if (!is_known_(tag.name)) {
    const bool closes = tag.kind == Kind::close;
    ShortcodeCall& call = append(std::move(tag));
    call.is_text = true;
    if (closes) return;
    call.warning = fmt::format("the shortcode '{}' is not known; it is shown as text", call.tag.name);
  } else if (tag.kind == Kind::close) {
    close(std::move(tag));
  } else {
    const bool single = tag.kind == Kind::single;
    append(std::move(tag));
    if (single) return;
    open_.push_back(calls_.size() - 1);
    ++open_names_[calls_.back().tag.name];
  }
}

void Pairing::close(ShortcodeTag tag) {
  if (open_names_[tag.name] == 0) {
    ShortcodeCall& call = append(std::move(tag));
    call.is_text = true;
    call.warning = fmt::format("'{}' is closed here, but not open; the tag is shown as text", call.tag.name);
    call.hint = "take it out, or open the shortcode before it";
    return;
  }
  for (;;) {
    ShortcodeCall& call = calls_[open_.back()];
    open_.pop_back();
    --open_names_[call.tag.name];
    if (call.tag.name != tag.name) continue;  // it is a call by itself
    call.inner_end = tag.begin;
    call.end = tag.end;
    return;
  }
}

void Pairing::set_nesting() {
  std::vector<std::size_t> around;
  for (std::size_t at = 0; at <= calls_.size(); ++at) {
    while (!around.empty() && (at == calls_.size() || calls_[around.back()].end <= calls_[at].tag.begin)) {
      calls_[around.back()].next = at;
      around.pop_back();
    }
    if (at == calls_.size()) return;
    if (around.size() == kDeepestShortcode)
      throw Error("markdown", calls_[at].place, "shortcodes are nested too deeply here",
                  fmt::format("at most {} levels can be read", kDeepestShortcode));
    around.push_back(at);
  }
}

}  // namespace

std::vector<ShortcodeCall> find_shortcode_calls(const CleanSource& source, std::size_t offset,
                                                const std::function<bool(std::string_view name)>& is_known,
                                                Diagnostics& diagnostics) {
  return Pairing(source, is_known, diagnostics).run(find_shortcode_tags(source.text, offset));
}

}  // namespace broadsheet::content
