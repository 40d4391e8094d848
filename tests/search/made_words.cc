#include "made_words.h"

#include <map>

#include "base/text.h"
#include "made_archive.h"

namespace broadsheet::search {
namespace {

/// Parts of words, separated by blanks: what stemmers look at, and what stands before it.
const std::map<std::string, std::string, std::less<>> kParts = {
    {"de",
     "haus häus straß buch bäum wiss neu ge ver auf quell bau eu iau yo auy em ern er e en es s niss nis end ung ig ik "
     "isch lich heit keit est st igkeit lichkeit erung ß ü u y"},
    {"en",
     "cach deploy gener commun arsen sky ski dy happ hop univers relat y inn outt herr proc eed exc 's 's' ' sses ied "
     "ies "
     "us ss s eedly ed edly ing ingly at bl iz bb dd tt tional enci anci abli entli izer ization ational ator alism "
     "aliti "
     "alli fulness ousli ousness iveness iviti biliti bli ogi fulli lessli li alize icate iciti ical ful ness ative al "
     "ance able ible ant ement ment ent ism ate ous ive ize ion e ll w x"},
    {"es",
     "habl com dec sigu pag constr sab niñ logí pin gu u iéndo ándo ár ér ír yendo me se sela los nos lo anza icos "
     "ismo "
     "able ible ista osas amiento imientos adora ación aciones ante ancia logías ución uciones encia amente mente idad "
     "abil ic iv ivas at ad os ya yeron yó yamos en éis emos arías aremos eríamos irá aba ada ía iera ase iste ieron "
     "ado iendo ió ar er ir ísteis ábamos íamos áramos iésemos a á e é í"},
    {"fr",
     "parl fin nation journ gu qu part couleur tapi co ay oui yeu ance iqu isme able iste eux atrice ateur ation ic "
     "logie "
     "usion ution ence ement iv eus abl ièr at ité abil if ive eaux aux euse issement amment emment ment îmes ît i ir "
     "iraient irez issais issant issons it ions é ée ées és èrent er erai eraient ez iez âmes ât a ai ais ant antes "
     "asse "
     "assions e ier ière ë y ç ion s enn onn ett ell eill é è"},
    {"it",
     "parl cap fin amic lung citt logi qu au io pag gl ci gli la lo mi si vi sene gliela glielo me melo telo vele ando "
     "endo ar er ir anza ico iche ismi abile ibili ista istà oso mente atrice ante azione atori ic logia uzioni usione "
     "enza amento imenti amente iv at os abil ità ivo ive ammo are arono assero ata ava avamo emmo erà erebbero iamo "
     "irà "
     "isca iscono issero ita uto i o à é ó ch gh h"},
    {"nl",
     "huis boek maat vrij goed lop gem kop zied eil bee yo ij ja oe ä ë é heden heid en ene s se e kk dd tt end ing ig "
     "lijk baar bar c aat oot eeg uur aai j"},
    {"pt",
     "fal com part naç guerr log co agu eu ãe õe eza icos ismo ável ível ista osas amento imentos adora aça aço ação "
     "ações ões ante ância logia logías ución ência amente mente avel idade abil ic iv at ad os ira iras ada ida aria "
     "ará "
     "erá ava asse este ei irei am ariam iram em assem ado indo arão ar er ir arás avas ardes ares asses astes ais "
     "íeis "
     "aríamos áramos ávamos emos ássemos imos armos eu iu ou i ci gu e é ê ç ó"},
    {"ru",
     "дом книг работ говор красив втор под раз бег ё ъ вш в вши вшись ив ивши ившись ыв ывшись а я ся сь ее ие ое ыми "
     "ей "
     "ий ой ем ого ему их ую яя ою нн ющ щ ивш ующ ла на ете йте ли й л н ло но ет ют ны ть ешь нно ила ыла ена уйте "
     "ите "
     "или уй ил ым ено ят ует ит ены ить ишь ю ев ов иями ах ы ь ия ост ость ейш ейше и о"},
    {"sv",
     "hus bok flick mänsk fri stor arbet käll åk öpp y a arna erna heterna orna ad e ade ande arne are aste en anden "
     "aren "
     "heten ern ar er heter or s as arnas ernas es ades andes ens hetens at andet het ast dd gd nn dt gt kt tt lig ig "
     "els "
     "löst fullt q x"},
};

}  // namespace

std::vector<std::string> made_words(std::string_view language, std::size_t count, std::uint64_t seed) {
  const auto parts = kParts.find(language);
  if (parts == kParts.end()) return {};
  const std::vector<std::string_view> all = split(parts->second, ' ');
  Dice dice(seed);
  std::vector<std::string> words;
  while (words.size() < count) {
    std::string word;
    for (std::size_t left = 1 + dice.below(5); left > 0; --left) {
      const std::string_view part = dice.pick(all);
      std::size_t offset = 0;
      while (offset < part.size() && !dice.chance(12)) next_code_point(part, offset);  // now and then cut short
      word += part.substr(0, offset);
    }
    if (!word.empty() && word.size() <= 64) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace broadsheet::search
