// Snowball's Swedish stemmer, as Xapian 1.4 has it.

import { endings, Stem } from "./stem.js";

const inflection = endings(
  "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas ernas ornas " +
    "es ades andes ens arens hetens erns at andet het ast"
);
const derivation = endings("lig ig els löst fullt");

export function stem(word) {
  const s = new Stem(word, "aeiouyäåö", 3);
  if (s.ends(inflection, s.r1) && (s.suffix !== "s" || /[bcdfghjklmnoprtvy]s$/.test(s.text))) s.cut();
  if (s.ends(/(dd|gd|nn|dt|gt|kt|tt)$/, s.r1)) s.cut(s.suffix[0]);
  if (s.ends(derivation, s.r1)) s.cut(/t$/.test(s.suffix) ? s.suffix.slice(0, -1) : "");
  return s.text;
}
