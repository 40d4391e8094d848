// Snowball's English stemmer (Porter 2), as Xapian 1.4 has it.

const table = (text) => Object.fromEntries(text.split(" ").map((pair) => pair.split(":")));
const irregular = table(
  "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli " +
    "singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes"
);
const second = table(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate " +
    "alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogi:og " +
    "fulli:ful lessli:less li:"
);
const third = table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
const suffixes = (list) => new RegExp(`(${list.join("|")})$`);
const secondSuffix = suffixes(Object.keys(second));
const thirdSuffix = suffixes(Object.keys(third));
const fourthSuffix = /(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti|ous|ive|ize|ion)$/;
const shortSyllable = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/u;

export function stem(word) {
  if (Object.hasOwn(irregular, word)) return irregular[word];
  if ([...word].length < 3) return word;
  let w = word.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const region = (from, match) => (match ? from + match.index + match[0].length : w.length);
  const syllable = /[aeiouy][^aeiouy]/u;
  const r1 = region(0, /^(gener|commun|arsen)/.exec(w) || syllable.exec(w));
  const r2 = region(r1, syllable.exec(w.slice(r1)));
  let suffix;
  const ends = (pattern, from) => {
    suffix = pattern.exec(w)?.[1];
    return suffix !== undefined && w.length - suffix.length >= from;
  };
  const cut = (replacement = "") => {
    w = w.slice(0, w.length - suffix.length) + replacement;
  };

  w = w.replace(/'(s'?)?$/, "");
  if (ends(/(sses|ied|ies|us|ss|s)$/, 0)) {
    if (suffix === "sses") cut("ss");
    else if (suffix === "s") w = w.replace(/([aeiouy].+)s$/, "$1");
    else if (suffix[0] === "i") cut(/..i..$/u.test(w) ? "i" : "ie");
  }
  if (/^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/.test(w)) return w;

  if (ends(/(eedly|eed)$/, r1)) cut("ee");
  else if (!suffix && ends(/(ed|edly|ing|ingly)$/, 0) && /[aeiouy]/.test(w.slice(0, -suffix.length))) {
    cut();
    if (/(at|bl|iz)$/.test(w)) w += "e";
    else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1);
    else if (w.length === r1 && shortSyllable.test(w)) w += "e";
  }
  w = w.replace(/(.[^aeiouy])[yY]$/u, "$1i");
  if (ends(secondSuffix, r1)) {
    const before = w.at(-1 - suffix.length);
    if (suffix === "ogi" ? before === "l" : suffix !== "li" || /[cdeghkmnrt]/.test(before)) cut(second[suffix]);
  }
  if (ends(thirdSuffix, r1) && (suffix !== "ative" || w.length - 5 >= r2)) cut(third[suffix]);
  if (ends(fourthSuffix, r2) && (suffix !== "ion" || /[st]ion$/.test(w))) cut();
  if (w.endsWith("e")) {
    const rest = w.slice(0, -1);
    if (rest.length >= r2 || (rest.length >= r1 && !shortSyllable.test(rest))) w = rest;
  } else if (w.endsWith("ll") && w.length > r2) w = w.slice(0, -1);
  return w.replace(/Y/g, "y");
}
