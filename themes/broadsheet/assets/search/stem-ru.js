// Snowball's Russian stemmer, as Xapian 1.4 has it.

import { endings, Stem } from "./stem.js";

const vowels = "аеиоуыэюя";
// Of each part of speech: endings after а or я, and endings after anything.
const part = (list, others) => ({ any: endings(`${list} ${others}`), afterA: new Set(list.split(" ")) });
const gerund = part("в вши вшись", "ив ивши ившись ыв ывши ывшись");
const participle = part("ем нн вш ющ щ", "ивш ывш ующ");
const verb = part(
  "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
  "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю"
);
const adjective = endings("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");
const noun = endings(
  "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"
);

export function stem(word) {
  const s = new Stem(word, vowels);
  const first = new RegExp(`[${vowels}]`).exec(word);
  const rv = first ? first.index + 1 : word.length;
  const cut = (pattern) => s.ends(pattern, rv) && s.cut();
  const cutPart = ({ any, afterA }) => {
    if (!s.ends(any, rv)) return false;
    if (afterA.has(s.suffix) && !(s.start > rv && /[ая]/.test(s.text[s.start - 1]))) return false;
    return s.cut();
  };
  if (!cutPart(gerund)) {
    cut(/с[яь]$/);
    if (cut(adjective)) cutPart(participle);
    else if (!cutPart(verb)) cut(noun);
  }
  cut(/и$/);
  if (s.ends(/ость?$/, rv) && s.start >= s.r2) s.cut();
  if (s.ends(/(ейше?|н|ь)$/, rv)) {
    if (s.suffix !== "н") s.cut();
    if (s.suffix !== "ь" && s.ends(/нн$/, rv)) s.cut("н");
  }
  return s.text;
}
