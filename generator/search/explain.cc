#include "search/explain.h"

#include <xapian.h>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>

#include "search/document_terms.h"

namespace broadsheet::search {
namespace {

/// What of a tree a document fits; none where it does not.
using Found = std::optional<std::vector<Contribution>>;

class Explainer {
 public:
  Explainer(const Xapian::Database& database, const Document& document, Analyser& analyser)
      : database_(database), document_(document), terms_(document, analyser) {}

  Found explain(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::term:
      case Node::Kind::synonym:
        return word(node.terms);
      case Node::Kind::phrase:
        return phrase(node.terms);
      case Node::Kind::any:
      case Node::Kind::every:
        return children(node);
      case Node::Kind::without:
        for (std::size_t i = 1; i < node.children.size(); ++i)
          if (explain(node.children[i])) return std::nullopt;
        return explain(node.children[0]);
      case Node::Kind::days:
        return in_days(node) ? Found(std::in_place) : std::nullopt;
      case Node::Kind::all:
        return Found(std::in_place);
      case Node::Kind::nothing:
        return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  Found word(const std::vector<std::string>& terms) const {
    if (std::none_of(terms.begin(), terms.end(), [this](const std::string& term) { return terms_.has(term); }))
      return std::nullopt;
    Contribution made;
    made.terms = fmt::format("{}", fmt::join(terms, "|"));
    for (const std::string& term : terms) made.wdf += terms_.wdf(term);
    if (made.wdf == 0) return Found(std::in_place);  // a boolean term
    made.length = terms_.length();
    made.wdf = std::min(made.wdf, made.length);
    made.frequency = frequency(terms);
    weigh(made);
    return Found({made});
  }

  /// How Xapian's OR guesses: the two rarest at a time are taken as independent of each other.
  std::uint32_t frequency(const std::vector<std::string>& terms) const {
    std::priority_queue<double, std::vector<double>, std::greater<>> rarest;
    for (const std::string& term : terms) rarest.push(database_.get_termfreq(term));
    while (rarest.size() > 1) {
      const double a = rarest.top();
      rarest.pop();
      const double b = rarest.top();
      rarest.pop();
      rarest.push(std::floor(a + b - a * b / database_.get_doccount() + 0.5));
    }
    return static_cast<std::uint32_t>(rarest.top());
  }

  /// Xapian::BM25Weight with its defaults: k1 = 1, k2 = 0, k3 = 1, b = 0.5, min_normlen = 0.5.
  void weigh(Contribution& made) const {
    double t = (database_.get_doccount() - made.frequency + 0.5) / (made.frequency + 0.5);
    if (t < 2) t = t * 0.5 + 1;
    made.weight = 2 * std::log(t);
    made.normal_length = std::max(made.length / database_.get_average_length(), 0.5);
    made.score = made.weight * made.wdf / (made.normal_length * 0.5 + 0.5 + made.wdf);
  }

  Found phrase(const std::vector<std::string>& terms) const {
    if (!terms_.has_phrase(terms)) return std::nullopt;
    std::vector<Contribution> all;
    for (const std::string& term : terms)
      if (const Found one = word({term})) all.insert(all.end(), one->begin(), one->end());
    return all;
  }

  Found children(const Node& node) const {
    std::vector<Contribution> all;
    std::size_t fitting = 0;
    for (const Node& child : node.children) {
      const Found one = explain(child);
      if (!one) continue;
      ++fitting;
      all.insert(all.end(), one->begin(), one->end());
    }
    const std::size_t wanted = node.kind == Node::Kind::every ? node.children.size() : 1;
    return fitting >= wanted ? Found(std::move(all)) : std::nullopt;
  }

  bool in_days(const Node& node) const {
    const int day = int(document_.date.year()) * 10000 +
                    int(unsigned(document_.date.month()) * 100 + unsigned(document_.date.day()));
    return day >= node.first && day <= node.last;
  }

  const Xapian::Database& database_;
  const Document& document_;
  DocumentTerms terms_;
};

}  // namespace

std::vector<Contribution> explain(const Node& score, const Document& document, const Xapian::Database& database,
                                  const std::string& site_language) {
  Analyser analyser(site_language);
  return Explainer(database, document, analyser).explain(score).value_or(std::vector<Contribution>());
}

}  // namespace broadsheet::search
