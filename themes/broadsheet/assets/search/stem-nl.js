// Snowball's Dutch stemmer (the older one, by Porter), as Xapian 1.4 has it.

import { endings, Stem } from "./stem.js";

const vowels = "aeiouyè";
const consonant = `[^${vowels}]`;
const plain = { ä: "a", á: "a", ë: "e", é: "e", ï: "i", í: "i", ö: "o", ó: "o", ü: "u", ú: "u" };
const heavy = endings("heden en ene s se");
const derivation = endings("end ing ig lijk baar bar");
const afterConsonant = new RegExp(`${consonant}$`);
const afterConsonantNotJ = new RegExp(`[^${vowels}j]$`);
const doubleVowel = new RegExp(`(${consonant})(aa|ee|oo|uu)([^${vowels}I])$`, "u");

const undouble = (s) => (s.text = s.text.replace(/(kk|dd|tt)$/, (found) => found[0]));
const rest = (s) => s.text.slice(0, s.start);

function en(s) {
  if (s.start < s.r1 || !afterConsonant.test(rest(s)) || rest(s).endsWith("gem")) return;
  s.cut();
  undouble(s);
}

// Says whether there was an e to take off.
function e(s) {
  if (!s.ends(/e$/) || s.start < s.r1 || !afterConsonant.test(rest(s))) return false;
  s.cut();
  undouble(s);
  return true;
}

function derived(s, hadE) {
  if (!s.ends(derivation) || s.start < s.r2) return;
  const { suffix } = s;
  if (suffix === "ig" ? rest(s).endsWith("e") : suffix === "bar" && !hadE) return;
  s.cut();
  if (suffix === "lijk") e(s);
  else if (suffix === "end" || suffix === "ing") {
    if (s.ends(/ig$/) && s.start >= s.r2 && !rest(s).endsWith("e")) s.cut();
    else undouble(s);
  }
}

// Vowels that stand for consonants, in capitals.
function mark(word) {
  const t = word.replace(/[äáëéïíöóüú]/g, (letter) => plain[letter]).replace(/^y/, "Y").split("");
  const isVowel = (letter) => letter !== undefined && vowels.includes(letter);
  for (let i = 0; i < t.length; i++)
    if (isVowel(t[i]) && (t[i + 1] === "y" || (t[i + 1] === "i" && isVowel(t[i + 2])))) t[i + 1] = t[i + 1].toUpperCase();
  return t.join("");
}

export function stem(word) {
  const s = new Stem(mark(word), vowels);
  if (s.r1 === 2 && /^[\0-\x7f]{2}/.test(s.text)) s.r1 = 3;
  if (s.ends(heavy)) {
    if (s.suffix === "heden") s.drop(/heden$/, s.r1, "heid");
    else if (s.suffix[0] === "e") en(s);
    else if (s.start >= s.r1 && afterConsonantNotJ.test(rest(s))) s.cut();
  }
  const hadE = e(s);
  if (s.ends(/heid$/) && s.start >= s.r2 && !rest(s).endsWith("c")) {
    s.cut();
    if (s.ends(/en$/)) en(s);
  }
  derived(s, hadE);
  return s.text.replace(doubleVowel, (_, a, [vowel], b) => a + vowel + b).replace(/[IY]/g, (letter) => letter.toLowerCase());
}
