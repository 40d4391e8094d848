#include "search/language.h"

#include <xapian.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace broadsheet::search {
namespace {

struct Language {
  std::string_view name;  ///< BCP 47 and Xapian
  std::string_view stop_words;
};

/// Languages that the browser has a stemmer for. All other texts are left unstemmed, so that both sides agree.
constexpr Language kLanguages[] = {
    {"de",
     "aber als am an auch auf aus bei bis da das dass dem den der des die dies durch ein eine einem einen einer eines "
     "er "
     "es für hat ich ihr im in ist mit nach nicht noch nur oder sich sie sind so um und uns von vor war was wenn wer "
     "wie "
     "wir wird zu zum zur über"},
    {"en",
     "a an and are as at be but by for from had has have how i in into is it its of on or that the their this to was "
     "what when where which who why will with you your"},
    {"es",
     "a al ante como con cuando de del desde donde e el ella en entre era es esta este esto fue ha hay la las le lo "
     "los "
     "me más no o para pero por que qué se si sin sobre son su sus también un una uno y ya"},
    {"fr",
     "a au aux avec c'est ce ces comme d'un d'une dans de des du elle en est et il ils je la le les leur mais ne nous "
     "on "
     "ont ou où par pas plus pour qu'il que qui sa se ses son sont sur un une vous à été être"},
    {"it",
     "a ad agli ai al alla alle anche che chi come con da dal dalla dei del della delle di e ed è era gli ha i il in "
     "io "
     "la le lo ma nel nella non o per più quando se si sono su sul sulla tra un una uno"},
    {"nl",
     "aan als bij dan dat de der deze die dit door een en er had heeft het hij hoe ik in is maar met naar niet nog of "
     "om "
     "ook op te tot uit van voor was wat we wel werd wie wordt zich zij zijn zo"},
    {"pt",
     "a ao aos as como com da das de do dos e ela ele em entre era essa esse esta este foi há isso mais mas na nas no "
     "nos "
     "não o os ou para pela pelo por quando que se sem ser seu sua são também um uma à é"},
    {"ru",
     "а без бы был была были было быть в вы где для до если есть и из или их к как когда ко кто ли мы на не но о об он "
     "она "
     "они от по при с со так то у уже что это я"},
    {"sv",
     "alla att av de dem den denna det detta du där efter eller en ett från för ha han har hon hur i inte ja jag kan "
     "kom "
     "man med men mot ni nu när och om på som ska så till under upp ut var vi vid vill är än"},
};

std::string_view primary(std::string_view language) {
  return language.substr(0, language.find_first_of("-_"));
}

const Language* find_language(std::string_view language) {
  const std::string name = lower_case(primary(language));
  const auto* found = std::find_if(std::begin(kLanguages), std::end(kLanguages),
                                   [&name](const Language& one) { return one.name == name; });
  return found == std::end(kLanguages) ? nullptr : found;
}

bool is_cjk_language(std::string_view language) {
  const std::string name = lower_case(primary(language));
  return name == "zh" || name == "yue" || name == "ja" || name == "ko";
}

}  // namespace

std::string stemmer_of(std::string_view language, std::string_view site_language) {
  const std::string_view own = language.empty() || is_cjk_language(language) ? site_language : language;
  const Language* found = find_language(own);
  return found == nullptr ? kUnstemmed : std::string(found->name);
}

std::vector<std::string> stemmers_of(const std::vector<Document>& documents, std::string_view site_language) {
  const std::string own = stemmer_of({}, site_language);
  if (documents.empty()) return {own};
  std::set<KeptText> languages;
  const KeptText* last = nullptr;  // mostly that of the next, too
  for (const Document& document : documents)
    if (last == nullptr || document.language != *last) last = &*languages.insert(document.language).first;
  std::set<std::string> names;
  for (const KeptText& language : languages) names.insert(stemmer_of(language, site_language));
  std::vector<std::string> ordered(names.begin(), names.end());
  std::stable_partition(ordered.begin(), ordered.end(), [&own](const std::string& name) { return name == own; });
  return ordered;
}

struct Stemmer::Internal {
  Xapian::Stem stem;
};

Stemmer::Stemmer(std::string_view name) : internal_(std::make_unique<Internal>()) {
  if (name != kUnstemmed) internal_->stem = Xapian::Stem(std::string(name));
}

Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::operator()(const std::string& word) const {
  return internal_->stem(word);
}

std::vector<std::string> stems_of(const std::vector<Stemmer>& stemmers, const std::string& word) {
  std::vector<std::string> stems;
  for (const Stemmer& stemmer : stemmers) {
    std::string stem = stemmer(word);
    if (std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.push_back(std::move(stem));
  }
  return stems;
}

std::string_view stop_words(std::string_view language) {
  const Language* found = find_language(language);
  return found == nullptr ? std::string_view() : found->stop_words;
}

}  // namespace broadsheet::search
