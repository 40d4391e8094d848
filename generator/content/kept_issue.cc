#include "content/kept_issue.h"

namespace broadsheet::content {

namespace {

/// Goes into the depth: a list is kept when its items are.
class Keeping {
 public:
  explicit Keeping(TextStore::Filler& filler) : filler_(filler) {}

  void keep(model::Issue& issue) {
    for (model::Section& section : issue.sections) {
      texts(section.title, section.title_html, section.id);
      list(section.blocks);
    }
    list(issue.stories);
  }

 private:
  void item(model::Block& v) { texts(v.html, v.text, v.id); }
  void item(model::BylineName& v) { texts(v.separator, v.name); }
  void item(model::StoryTitle& v) { texts(v.separator, v.text, v.html, v.url); }
  void item(model::StoryCredit& v) { texts(v.text, v.url, v.lead); }
  void item(model::Story& v) {
    texts(v.id, v.mark, v.title, v.body_html, v.body_text);
    list(v.titles);
    list(v.byline);
    list(v.authors);
    list(v.sources);
  }

  template <class... Texts>
  void texts(Texts&... texts) {
    (filler_.keep(texts), ...);
  }
  template <class Item>
  void list(KeptList<Item>& items) {
    for (Item& one : items) item(one);
    filler_.keep(items);
  }

  TextStore::Filler& filler_;
};

}  // namespace

void keep(model::Issue& issue, TextStore::Filler& filler) {
  Keeping(filler).keep(issue);
}

}  // namespace broadsheet::content
