// Snowball's French stemmer, as Xapian 1.4 has it.

import { endings, Stem, table } from "./stem.js";

const vowels = "aeiouyâàëéêèïîôûù";
const isVowel = (letter) => letter !== undefined && vowels.includes(letter);

// What happens to a noun's or an adjective's ending, and what may stand before it then. Each says whether it did.
const inR2 = (s) => s.start >= s.r2;
const cutInR2 = (s) => inR2(s) && s.cut();
const replace = (text) => (s) => inR2(s) && s.cut(text);
const before = (list, act) => {
  const more = endings(list);
  return (s) => cutInR2(s) && (s.ends(more) && act(s), true);
};
const orElse = (text) => (s) => cutInR2(s) || s.cut(text);
const orEux = (s) => cutInR2(s) || (s.start >= s.r1 && s.cut("eux"));

const stemBeforeEment = endings("iv eus abl iqU ièr Ièr");
function beforeEment(s) {
  if (s.start < s.rv) return false;
  s.cut();
  if (!s.ends(stemBeforeEment)) return true;
  const { suffix } = s;
  if (suffix === "iv") cutInR2(s) && s.drop(/at$/, s.r2);
  else if (suffix === "eus") orEux(s);
  else if (suffix.endsWith("r")) s.start >= s.rv && s.cut("i");
  else cutInR2(s);
  return true;
}

// Adverbs go on as verbs do.
function adverb(replacement) {
  return (s) => {
    if (s.start >= s.rv) s.cut(replacement);
    return false;
  };
}

function ment(s) {
  if (isVowel(s.text[s.start - 1]) && s.start > s.rv) s.cut();
  return false;
}

const ability = (s) => {
  if (s.suffix === "iv") return cutInR2(s);
  return orElse(s.suffix === "ic" ? "iqU" : "abl")(s);
};

const nouns = [
  ["ance iqUe isme able iste eux ances iqUes ismes ables istes", cutInR2],
  ["atrice ateur ation atrices ateurs ations", before("ic", orElse("iqU"))],
  ["logie logies", replace("log")],
  ["usion ution usions utions", replace("u")],
  ["ence ences", replace("ent")],
  ["ement ements", beforeEment],
  ["ité ités", before("abil ic iv", ability)],
  ["if ive ifs ives", before("at", (s) => cutInR2(s) && s.ends(/ic$/) && orElse("iqU")(s))],
  ["eaux", (s) => s.cut("eau")],
  ["aux", (s) => s.start >= s.r1 && s.cut("al")],
  ["euse euses", orEux],
  ["issement issements", (s) => s.start >= s.r1 && s.start > 0 && !isVowel(s.text[s.start - 1]) && s.cut()],
  ["amment", adverb("ant")],
  ["emment", adverb("ent")],
  ["ment ments", ment],
];
const noun = table(nouns);
const firstVerbEnding = endings(
  "îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent " +
    "issais issait issant issante issantes issants isse issent isses issez issiez issions issons it"
);
const verbEnding = endings(
  "ions é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez âmes ât âtes a ai " +
    "aIent ais ait ant ante antes ants as asse assent asses assiez assions"
);

const residualEnding = endings("ion ier ière Ier Ière e ë");

// Vowels that stand for consonants, in capitals.
function mark(word) {
  const t = word.split("");
  for (let i = 0; i < t.length; i++) {
    const next = t[i + 1];
    if (isVowel(t[i]) && (next === "y" || (/^[ui]$/.test(next) && isVowel(t[i + 2])))) t[i + 1] = next.toUpperCase();
    if (t[i] === "y" && isVowel(t[i + 1])) t[i] = "Y";
    if (t[i] === "q" && next === "u") t[i + 1] = "U";
  }
  return t.join("");
}

function regionOfVerbs(text) {
  const found = new RegExp(`^(?:[${vowels}]{2}.|par|col|tap|..*?[${vowels}])`, "su").exec(text);
  return found ? found[0].length : text.length;
}

function verb(s) {
  if (s.ends(firstVerbEnding, s.rv)) {
    if (s.start > s.rv && !isVowel(s.text[s.start - 1])) return s.cut();
  }
  if (!s.ends(verbEnding, s.rv)) return false;
  if (s.suffix === "ions") return cutInR2(s);
  s.cut();
  if (/^[âa]/.test(s.suffix)) s.drop(/e$/, s.rv);
  return true;
}

function residue(s) {
  s.text = s.text.replace(/([^aiouès])s$/, "$1");
  if (!s.ends(residualEnding, s.rv)) return;
  if (s.suffix === "ion") {
    if (inR2(s) && s.start > s.rv && /[st]ion$/.test(s.text)) s.cut();
  } else if (s.suffix === "e") s.cut();
  else if (s.suffix !== "ë") s.cut("i");
  else if (s.start >= s.rv + 2 && /guë$/.test(s.text)) s.cut();
}

export function stem(word) {
  const s = new Stem(mark(word), vowels);
  s.rv = regionOfVerbs(s.text);
  if (noun(s) || verb(s)) s.text = s.text.replace(/Y$/, "i").replace(/ç$/, "c");
  else residue(s);
  s.text = s.text.replace(/(en|on)n$|(et)t$|(el|eil)l$/, (found) => found.slice(0, -1));
  s.text = s.text.replace(new RegExp(`[éè]([^${vowels}]+)$`), "e$1");
  return s.text.replace(/[IUY]/g, (letter) => letter.toLowerCase());
}
