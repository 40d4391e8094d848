// Snowball's German stemmer, as Xapian 1.4 has it.

import { endings, Stem } from "./stem.js";

const vowels = "aeiouyäöü";
const between = new RegExp(`([${vowels}])([uy])(?=[${vowels}])`, "g");
const inflection = endings("em ern er e en es s");
const comparison = endings("en er est st");
const derivation = endings("end ung ig ik isch lich heit keit");
const plain = { U: "u", Y: "y", ä: "a", ö: "o", ü: "u" };

const follows = (s, letter) => s.text[s.start - 1] === letter;

function derived(s) {
  if (!s.ends(derivation) || s.start < s.r2) return;
  const { suffix } = s;
  if (/^i/.test(suffix)) {
    if (!follows(s, "e")) s.cut();
    return;
  }
  s.cut();
  if (suffix === "keit") s.drop(/(lich|ig)$/, s.r2);
  else if (/h/.test(suffix)) s.drop(/e[rn]$/, s.r1);
  else if (s.ends(/ig$/) && s.start >= s.r2 && !follows(s, "e")) s.cut();
}

export function stem(word) {
  const marked = word.replace(/ß/g, "ss").replace(between, (_, vowel, letter) => vowel + letter.toUpperCase());
  const s = new Stem(marked, vowels, 3);
  if (s.ends(inflection) && s.start >= s.r1 && (s.suffix !== "s" || /[bdfghklmnrt]s$/.test(s.text))) {
    s.cut();
    if (/^e[ns]?$/.test(s.suffix)) s.text = s.text.replace(/niss$/, "nis");
  }
  if (s.ends(comparison) && s.start >= s.r1 && (s.suffix !== "st" || /...[bdfghklmnt]st$/su.test(s.text))) s.cut();
  derived(s);
  return s.text.replace(/[UYäöü]/g, (letter) => plain[letter]);
}
