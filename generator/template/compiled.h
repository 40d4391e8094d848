// A compiled template: its text, its tree, and what the environment knows of it. Const after compile().
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "template/ast.h"
#include "template/environment.h"
#include "template/html_context.h"
#include "template/library.h"

namespace broadsheet::tmpl {

struct Block {
  Symbol symbol = 0;
  std::string name;
  Routine routine;
  bool required = false;
};

class Template {
 public:
  std::string name;  ///< as it is asked for
  Source source;     ///< lines end in LF; the tree borrows from it
  Routine root;
  std::deque<Block> blocks;  ///< in order of their appearance
  bool extends = false;
  bool fixed = false;                   ///< see is_fixed()
  std::vector<std::string> references;  ///< constant names in extends, include and import
  std::deque<Binding> bindings;
  std::deque<AddressPlace> addresses;

  const Block* find_block(Symbol symbol) const {
    for (const Block& block : blocks) {
      if (block.symbol == symbol) return &block;
    }
    return nullptr;
  }
};

/// Parses and resolves a template. Throws Error (rule `template`).
std::unique_ptr<const Template> compile(std::string name, Source source, const Library& library);

/// The steps of compile(), in order: the tree from the tokens, then places for the names.
void parse(Template& into, const Options& options);
void resolve(Template& into, const Library& library);

}  // namespace broadsheet::tmpl
