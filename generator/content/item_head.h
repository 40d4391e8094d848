// Heads that are sentences: `- text. ([Source](url))`, `* Jane wrote [a post](url) about it.`, `* Title: [x](url)`.
#pragma once

#include <optional>
#include <vector>

#include "content/head_fields.h"
#include "content/head_line.h"

namespace broadsheet::content {

/// The head that a list item, or a numbered paragraph, is from `first` on: its first sentence is the title, the others
/// are the body, and links in parentheses at its end are its sources. Nothing where it has no such links, unless
/// `any_link`: then a link anywhere in it is enough.
std::optional<Head> read_sentence_head(Tree& tree, NodeId first, bool any_link);

/// Takes the links in parentheses that end a list item's text out of its body: they are its sources.
void take_closing_links(Tree& tree, Head& head);

/// The inlines from `first` up to `end` as parts of a title: one a link, and one each text between, so that no link of
/// the author gets lost.
std::vector<HeadTitle> title_parts(const Tree& tree, NodeId first, NodeId end);

/// Whether a link is among the inlines from `first` up to `end`, but for links inside the page.
bool holds_link(const Tree& tree, NodeId first, NodeId end);

/// Cuts a text in two; gives the second part.
NodeId cut(Tree& tree, Cursor at);

}  // namespace broadsheet::content
