// Snowball's Portuguese stemmer, as Xapian 1.4 has it. Nasal vowels count as a vowel and a consonant.

import { endings, Stem, table } from "./stem.js";

const cutInR2 = (s) => s.start >= s.r2 && s.cut();
const replace = (text) => (s) => s.start >= s.r2 && s.cut(text);
const before = (list) => {
  const more = endings(list);
  return (s) => cutInR2(s) && (s.drop(more, s.r2), true);
};

const beforeAmente = endings("iv os ic ad");
function amente(s) {
  if (s.start < s.r1) return false;
  s.cut();
  if (s.drop(beforeAmente, s.r2) && s.suffix === "iv") s.drop(/at$/, s.r2);
  return true;
}

const noun = table([
  [
    "eza ezas ico ica icos icas ismo ismos ável ível ista istas oso osa osos osas amento amentos imento imentos adora " +
      "ador aça~o adoras adores aço~es ante antes ância",
    cutInR2,
  ],
  ["logía logías", replace("log")],
  ["ución uciones", replace("u")],
  ["ência ências", replace("ente")],
  ["amente", amente],
  ["mente", before("ante avel ível")],
  ["idade idades", before("abil ic iv")],
  ["iva ivo ivas ivos", before("at")],
  ["ira iras", (s) => s.start >= s.rv && s.text[s.start - 1] === "e" && s.cut("ir")],
]);
const verbEnding = endings(
  "ada ida ia aria eria iria ará ara erá era irá ava asse esse isse aste este iste ei arei erei irei am iam ariam " +
    "eriam iriam aram eram iram avam em arem erem irem assem essem issem ado ido ando endo indo ara~o era~o ira~o ar " +
    "er ir as adas idas ias arias erias irias arás aras erás eras irás avas es ardes erdes irdes ares eres ires asses " +
    "esses isses astes estes istes is ais eis íeis aríeis eríeis iríeis áreis areis éreis ereis íreis ireis ásseis " +
    "ésseis ísseis áveis ados idos ámos amos íamos aríamos eríamos iríamos áramos éramos íramos ávamos emos aremos " +
    "eremos iremos ássemos êssemos íssemos imos armos ermos irmos eu iu ou ira iras"
);
const residue = endings("os a i o á í ó");

export function stem(word) {
  const s = new Stem(word.replace(/[ãõ]/g, (letter) => (letter === "ã" ? "a~" : "o~")), "aeiouáéíóúâêô");
  s.rv = s.romance();
  if (noun(s) || (s.ends(verbEnding, s.rv) && s.cut())) {
    if (/ci$/.test(s.text)) s.drop(/i$/, s.rv);
  } else s.drop(residue, s.rv);
  if (s.ends(/[eéê]$/)) {
    if (s.start >= s.rv && s.cut() && /gu$|ci$/.test(s.text)) s.drop(/.$/, s.rv);
  } else s.drop(/ç$/, 0, "c");
  return s.text.replace(/a~/g, "ã").replace(/o~/g, "õ");
}
