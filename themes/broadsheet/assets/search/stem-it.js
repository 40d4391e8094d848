// Snowball's Italian stemmer, as Xapian 1.4 has it.

import { endings, Stem, table } from "./stem.js";

const vowels = "aeiouàèìòù";
const grave = { á: "à", é: "è", í: "ì", ó: "ò", ú: "ù" };
const between = new RegExp(`([${vowels}])([iu])(?=[${vowels}])`, "g");

const cutInR2 = (s) => s.start >= s.r2 && s.cut();
const replace = (text) => (s) => s.start >= s.r2 && s.cut(text);
const before = (list) => {
  const more = endings(list);
  return (s) => cutInR2(s) && (s.drop(more, s.r2), true);
};

const beforeAmente = endings("iv os ic abil");
function amente(s) {
  if (s.start < s.r1) return false;
  s.cut();
  if (s.drop(beforeAmente, s.r2) && s.suffix === "iv") s.drop(/at$/, s.r2);
  return true;
}

const noun = table([
  [
    "anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti istà istè istì oso osi osa " +
      "ose mente atrice atrici ante anti",
    cutInR2,
  ],
  ["azione azioni atore atori", before("ic")],
  ["logia logie", replace("log")],
  ["uzione uzioni usione usioni", replace("u")],
  ["enza enze", replace("ente")],
  ["amento amenti imento imenti", (s) => s.start >= s.rv && s.cut()],
  ["amente", amente],
  ["ità", before("abil ic iv")],
  ["ivo ivi iva ive", (s) => cutInR2(s) && ((s.drop(/at$/, s.r2) && s.drop(/ic$/, s.r2)), true)],
]);
const pronouns = endings(
  "ci gli la le li lo mi ne si ti vi sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele teli " +
    "telo tene cela cele celi celo cene vela vele veli velo vene"
);
const verbEnding = endings(
  "ammo ando ano are arono asse assero assi assimo ata ate ati ato ava avamo avano avate avi avo emmo enda ende endi " +
    "endo erà erai eranno ere erebbe erebbero erei eremmo eremo ereste eresti erete erò erono essero ete eva evamo " +
    "evano evate evi evo Yamo iamo immo irà irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti irete irò " +
    "irono isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ivi ivo ono uta ute uti uto " +
    "ar ir"
);

// A pronoun behind a verb: dandole, tenerli.
function pronoun(s) {
  if (!s.ends(pronouns)) return;
  const verb = s.text.slice(0, s.start);
  const [form] = /([ae]ndo|[aei]r)$/.exec(verb) ?? [];
  if (form && verb.length - form.length >= s.rv) s.cut(form.endsWith("r") ? "e" : "");
}

export function stem(word) {
  const marked = word
    .replace(/[áéíóú]/g, (letter) => grave[letter])
    .replace(/qu/g, "qU")
    .replace(between, (_, vowel, letter) => vowel + letter.toUpperCase());
  const s = new Stem(marked, vowels);
  s.rv = s.romance();
  pronoun(s);
  if (!noun(s) && s.ends(verbEnding, s.rv)) s.cut();
  if (s.drop(/[aeioàèìò]$/, s.rv)) s.drop(/i$/, s.rv);
  if (s.ends(/h$/) && s.start > s.rv && /[cg]h$/.test(s.text)) s.cut();
  return s.text.replace(/[IU]/g, (letter) => letter.toLowerCase());
}
