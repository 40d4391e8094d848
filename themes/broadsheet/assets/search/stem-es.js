// Snowball's Spanish stemmer, as Xapian 1.4 has it.

import { endings, Stem, table } from "./stem.js";

const plain = { á: "a", é: "e", í: "i", ó: "o", ú: "u" };
const withoutAccents = (text) => text.replace(/[áéíóú]/g, (letter) => plain[letter]);

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

const nouns = [
  [
    "anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos " +
      "imiento imientos",
    cutInR2,
  ],
  ["adora ador ación adoras adores aciones ante antes ancia ancias", before("ic")],
  ["logía logías", replace("log")],
  ["ución uciones", replace("u")],
  ["encia encias", replace("ente")],
  ["amente", amente],
  ["mente", before("ante able ible")],
  ["idad idades", before("abil ic iv")],
  ["iva ivo ivas ivos", before("at")],
];
const noun = table(nouns);
const pronouns = endings("me se sela selo selas selos la le lo las les los nos");
const residue = endings("os a o á í ó e é");
const verbEndingAfterU = endings("ya ye yan yen yeron yendo yo yó yas yes yais yamos");
const verbEnding = endings(
  "en es éis emos arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais ería " +
    "eréis eríamos eremos erá eré irían irías irán irás iríais iría iréis iríamos iremos irá iré aba ada ida ía ara " +
    "iera ad ed id ase iese aste iste an aban ían aran ieran asen iesen aron ieron ado ido ando iendo ió ar er ir as " +
    "abas adas idas ías aras ieras ases ieses ís áis abais íais arais ierais aseis ieseis asteis isteis ados idos " +
    "amos ábamos íamos imos áramos iéramos iésemos ásemos"
);

// A pronoun behind a verb: dándole, tenerlas.
function pronoun(s) {
  if (!s.ends(pronouns)) return;
  const verb = s.text.slice(0, s.start);
  const [form] = /(iéndo|ándo|[áéí]r|ando|iendo|[aei]r|yendo)$/.exec(verb) ?? [];
  if (!form || verb.length - form.length < s.rv || (form === "yendo" && !verb.endsWith("uyendo"))) return;
  s.text = verb.slice(0, -form.length) + withoutAccents(form);
}

function verb(s) {
  if (s.ends(verbEndingAfterU, s.rv) && s.text[s.start - 1] === "u") return s.cut();
  if (!s.ends(verbEnding, s.rv)) return false;
  const short = /^(en|es|éis|emos)$/.test(s.suffix);
  s.cut();
  if (short) s.text = s.text.replace(/gu$/, "g");
  return true;
}

export function stem(word) {
  const s = new Stem(word, "aeiouáéíóúü");
  s.rv = s.romance();
  pronoun(s);
  if (!noun(s)) verb(s);
  if (s.drop(residue, s.rv) && /[eé]/.test(s.suffix) && /gu$/.test(s.text)) s.drop(/u$/, s.rv);
  return withoutAccents(s.text);
}
