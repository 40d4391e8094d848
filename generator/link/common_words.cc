#include "link/common_words.h"

#include <string_view>

#include "base/text.h"
#include "link/key_table.h"
#include "link/short_words.h"

namespace broadsheet::link {

namespace {

constexpr std::string_view kFunctionWords =
    "a about above across after again against all almost along already also although always am among an and any "
    "anybody anyone anything are aren't around as at away back be became because become becomes been before behind "
    "being below beneath beside besides between beyond both but by can can't cannot could couldn't did didn't do does "
    "doesn't doing don't done down due during each either else enough etc even ever every everyone everything "
    "everywhere except few first for from further had has hasn't have haven't having he hence her here hers herself "
    "him himself his how however i if in inside instead into is isn't it its itself just last least less let lets "
    "like many may maybe me meanwhile might mine more moreover most much must my myself near nearly neither never "
    "nevertheless next no nobody non none nor not nothing now nowhere of off often on once one only onto or other "
    "others "
    "otherwise our ours ourselves out outside over own per perhaps quite rather really s same second several shall "
    "she should shouldn't since so some somebody someone something sometimes somewhere soon still such t than that "
    "that's the their theirs them themselves then there thereby therefore these they they're third this those though "
    "three through throughout thus to together too toward towards two under underneath unless until up upon us use "
    "used uses using usually various versus very via was wasn't we were weren't what what's whatever when whenever "
    "where whereas wherever whether which while who whoever whole whom whose why will with within without won't would "
    "wouldn't yet you you're your yours yourself four five six seven eight nine ten hundred thousand million billion";
constexpr std::string_view kReportWords =
    "able accept access action actions according account achieve achieved achieves achieving act acts actual actually "
    "add added "
    "adding additionally address addressed addresses addressing adopt adopted adopting advance advanced advantage "
    "aggressive aggressively aim aimed aims allow allowed allowing allows announce announced announces answer "
    "anything apply applied approach approaches area argue argued argues article aspect available avoid avoiding "
    "bad based basic begin beginning begins began best better big biggest bigger bring bringing brings brought broad "
    "broader build building builds built call called calling calls came capable capability capabilities case cases "
    "cause "
    "caused causes causing central challenge challenges change changed changes changing clear clearest clearly close "
    "closely come comes coming common company companies complete completely complex complexity concept concern "
    "concerns consider considered considering contain containing continue continued core cost costs create created "
    "creates creating creation critical crucial current currently custom daily day days deal decade decision decisions "
    "deep deeply "
    "default define defined defining deliver delivered delivering delivery demand demands demonstrate demonstrated "
    "demonstrates demonstrating deploy deployed deploying depend depends describe described describes design designed "
    "designing despite develop developed developing development different difficult direct directly discover "
    "discovered discuss drive driven drives driving drop dropped dropping early easier easily easy effective "
    "effectively effort eliminate eliminated eliminates eliminating emphasize enable enabled enables enabling end "
    "enforce enforcing engineer engineering engineers ensure ensures ensuring enterprise entire entirely era "
    "especially establish event evolve evolved evolving example existing expect expected explain explains explicit "
    "explicitly extensive extreme extremely face faced facing fact factor fail failed fall far fast faster favor "
    "feature "
    "features feel field final finally find finding finds fit fix fixed focus focused focusing follow following "
    "force forced forces forcing form found full fully fundamental fundamentally future gain gained gains gap general "
    "generally generate generated generating get gets getting give given gives giving global go goal goes going good "
    "great greater group grow growing growth hand handle handling hard heavy heavily help helped helping helps hidden "
    "high higher highest highlight highlighted highlights highly historically huge human idea immediate immense "
    "impact implement implementation implemented implementing implications important improve improved improvement "
    "improves improving include included includes including increase increased increases increasing increasingly "
    "independent individual industry initial innovation insight integral integrate integrated integrating integration "
    "intelligence intelligent interesting introduce introduced introduces introducing invest issue issues job keep "
    "keeping keeps "
    "key kind know known knows lack large largely larger late later latest launch launched lead leader leaders "
    "leading leads learn learned learns leave led legacy left lesson level leverage leveraging limit limitation "
    "limitations limited limits line little live local long longer look looks loss lot low lower lowers main maintain "
    "maintained maintaining maintains major make makes making manage managed management managing massive massively "
    "mean means measure meet mere merely method methods minimize modern modest month months move moved moves moving "
    "multiple native natively naturally necessary need needed needing needs new news novel number offer offered "
    "offering offers old older open operate operating operation operational operations opportunity optimal optimize "
    "optimized optimizing option order organization organizational organizations part particular particularly parts "
    "party past path pattern patterns people perform performed period place plan play point points poor popular "
    "possible post potential power powerful practical practice practices precise predict present prevent preventing "
    "prevents previous previously primary prior prioritize prioritizing probably problem problems process processes "
    "processing produce produced production product program project projects promise propose proposed prove proves "
    "provide provided provider provides providing public purely push pushed pushes pushing put puts quality question "
    "quickly range rapid rapidly rate reach reached real reality reason recent recently recognize recognizing reduce "
    "reduced reduces reducing refer relate related relatively release released releases rely relying remain remains "
    "remove removed removes removing replace replaced replacing report reported reports represent request require "
    "required requirement requirements requires requiring resource resources respond response result resulting "
    "results rethinking return rigid rigorous rise rising risk risks robust role rule run running runs said save "
    "saved saving saw say saying says scale scaled scaling see seem seems seen sense serious serve serves service "
    "services set sets severe severely share shared shift shifted shifting shifts ship shipped short show showed "
    "showing shown shows side signal significant significantly similar similarly simple simpler simplify simply "
    "single site situation slow slower small smaller solution solutions solve solved solving sort specialized "
    "specific specifically stage standard standardization standardize standards start started starting starts state "
    "step stop story strategy strategies strict strictly strong structural structure structured study success "
    "successful successfully suggest suggests supply support supported supporting supports sure surprisingly system "
    "systemic systems take taken takes taking talk target task tasks team teams tech technical technique technologies "
    "technology tell term terms thing things think thinking time times today told took tool tooling tools top total "
    "track tradeoff traditional traditionally transform transition transitioning true truly try trying turn turned "
    "turns type typical typically ultimate ultimately unified unique unnecessary update updated upgrade user users "
    "utilize utilizing valuable value version view want wanted wants way ways week weekly weeks well went wide widely "
    "win word words work worked working works world worse worth write writes writing written wrong wrote year years "
    "ask asked asking asks arrive arrived arrives carry carried carries decide decided decides deciding guess hold "
    "holds holding opens opened opening please pleases plain reader readers read reads reading room sit sits stand "
    "stands stood teach wait waits walk watch piece pieces person thousands hundreds anyway page pages alone";

/// Words of the trade that are everywhere in it, in one form each: one that is no common word.
constexpr std::string_view kVagueWords =
    "absorb abstract abstraction accelerate acceptable accommodate accumulate accurate acquire adapt adaptive "
    "additional adjacent adjust affect agent agentic ago ahead ai allocate alternative amount amplify analyze "
    "anticipate apart api app application approximately arbitrary architect architectural architecture arguably arise "
    "assemble assess asset assume assumption asynchronous asynchronously attach attempt attention attractive audience "
    "author automate automatic automatically automation aware back balance bare barrier basis batch battle beginner "
    "behave behavior behavioral belong benefit bit blame bloat block blog boost bother bottleneck bottom bound "
    "boundaries box brief bright broken brutal brute bug bulk burden bypass calculate capture care careful carefully "
    "catch century certain chance chapter check choice choose chose circumstance claim class classic clean cleanly "
    "clever closed co code cofounder collaboration collapse collect combine commit community compare comparison "
    "compatible compel compete compile complement component compound comprehensive compromise compute conceal conclude "
    "conclusively concrete concurrent concurrently condition confident confirm conflict connect connection consequence "
    "consolidate constant constantly constrain constraint construct consume context control controlled convenient "
    "converge conversation convert coordinate correct correctly count couple course crash cross cumbersome curb "
    "customer cut damage danger dark data date decompose decouple dedicated degrade delay delegate demonstration "
    "department dependence detail detect determine developer device diagnose differ differently dimension diminish "
    "discipline disparate display disrupt distinct distribute distribution divide dominant double downstream dramatic "
    "dramatically duplicate dynamic dynamically ecosystem edition efficiency efficient efficiently elegant element "
    "elevate embed embrace emerge empower encounter endpoint engage engine enhance enormous entry environment episode "
    "equip error escape essential evaluate evaluation evidence exact exactly examine exceed excessive exchange "
    "exclusive exclusively execute execution exercise exhaust exist exit expand expansion expensive experience "
    "experiment experimental expertise exponentially expose extend external extra extract failure familiar fan feed "
    "feedback fetch fewer file fill filter fine flawed flexibility flexible flow footprint format former formerly "
    "forms foundation foundational founder fragile fragment frame framework free frequent frequently friction front "
    "fuel function functional fundamentals gate gather granular grapple guarantee guest guide habit half handful "
    "happen harden header history hit home hour house human ignore impose inability inconsistency inconsistent "
    "incorporate incredibly indicate inefficient inevitable influence inform information infrastructure inherent "
    "inherently inject input insert inspect install instance instant instantly instruct interact interaction interest "
    "interface intermediate internal internally internet interview introduction involve item iterate iteration join "
    "jump keep landscape language lay layer lean legitimate length level life lifecycle lifetime light lightweight "
    "likely link list load locally location logic logical logically loop loose machine mainstream manual manually "
    "market mask match matter mature maturity maximum measured measurement mechanism mention millisecond minimal "
    "minimum minor minute mitigate mix model multi name named narrow nature nearest negative net normal notable note "
    "object observe obvious obviously occur odd offline offload ones ongoing online operator opinion origin original "
    "originally output overall overcome overhead overlook overview owned owner ownership pace package pain paradigm "
    "parallel part pass pay peak penalty percent perfect perfectly performance permanent permit persistent phase "
    "physical pick picture pipeline pivot platform plug pool poorly portion pose position practically predictable "
    "prefer preference premium preserve pressure pretty prevail primitive principle priority private privilege proceed "
    "proficient programmatic programmatically progress prohibitive prominent proper properly proportion proposal "
    "prospect protect proven proving pull pure questions quick quiet raise ran raw reaction readily rearchitect "
    "rebuild rebuilt receive record recurring redesign reflect refuse regardless regular reject relation relevant "
    "reliable relieve remote render repeat replacement representation researcher resist resolve respective rest "
    "restrict restrictive retain returning reuse reveal review revive rewrite rich robustly route safe safely safety "
    "sake satisfy scenario schedule script seamless seamlessly segment select selection separate separately separation "
    "sequence sequential series server setting setup shape sheer shrink simulate simultaneously skill slightly smart "
    "smooth software source space span special spend spent spike split spot spread stable stack stale standalone state "
    "static statically status stay steady steer store straightforward strain streamline strength stress stuck style "
    "submit subsequent substantial substantially substitute suddenly suffer sufficient suite sum surface surprise "
    "survive suspect sustain swap switch symptom synchronous tailor talk tangible technological tedious tension tested "
    "thin thorough throughput throw tie tied tight tighter tightly tiny touch tracks trade traffic transfer "
    "transformation transparent treat trend trick trigger triple trivial trouble turnaround tutorial twice ubiquitous "
    "unable unaware unbounded uncover underlying understand understood undertake uniform unify universal unlike "
    "unlimited unlock unmanaged unpredictable upfront upper upstream usage valid validate validation variable vary "
    "varying vast vastly vendor verifying viability viable video visible vital warn waste weak web wise won workflow "
    "workload worry worth wrap wrapper yield";

KeyTable make_table() {
  KeyTable hashes;
  for (std::string_view list : {kFunctionWords, kReportWords})
    for (std::string_view word : split(list, ' ')) hashes.add(hash_word(word));
  return hashes;
}

}  // namespace

bool is_common_word(std::uint64_t hash) {
  static const KeyTable hashes = make_table();
  return hashes.find(hash) != KeyTable::kNone;
}

std::string_view vague_words() {
  return kVagueWords;
}

}  // namespace broadsheet::link
