// Answers queries from the static index that `broadsheet build` writes, exactly as Xapian 1.4 would: the same documents,
// order and scores. Runs unchanged in browsers and in Node; reads nothing but the index, through the given fetch.
//
//   const index = await open({ base: "/search/", fetch });
//   const answer = await index.search("edge caching", { limit, offset, sort: "date", operator: "and", partial: true });
//   answer.results   [{ document, score, title, url, date, series, issue, companies, excerpt }]
//   answer.total     how many documents fit       answer.suggestion   the query, respelt, or ""
//   answer.terms     a Set for mark()             answer.problems     index files that could not be read
//   await answer.facets()                         { company: [{ value, name, count }], topic, series, year }
//   mark(text, answer.terms)                      [{ text, marked }]

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// Terms are kept as strings of bytes, so that they compare as C++ compares them.
const toBytes = (text) => {
  let bytes = "";
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
};
const fromBytes = (bytes) => decoder.decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));

// ---- Words: the rules of Xapian::TermGenerator ----

const wordCharacter = /[\p{L}\p{M}\p{N}\p{Pc}]/u;
const digit = /\p{Nd}/u;
const cjkCharacter =
  /[\u2e80-\u2eff\u3000-\u9fff\ua700-\ua71f\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{2a6df}\u{2f800}-\u{2fa1f}]/u;
const vanishing = /[\u200b-\u200d\u2060\ufeff]/;
const isWord = (c) => c !== undefined && wordCharacter.test(c);
const isCjk = (c) => c !== undefined && cjkCharacter.test(c);
const isCapital = (c) => c >= "A" && c <= "Z";
const lower = (c) => String.fromCodePoint(c.toLowerCase().codePointAt(0));

// What stands for `c` between two word characters, or nothing where it ends the word.
function infix(c, betweenDigits) {
  if (vanishing.test(c)) return "";
  if (betweenDigits) return /[,.;\u037e\u0589\u060d\u07f8\u2044\ufe10\ufe13\ufe14]/.test(c) ? c : undefined;
  if (/[\u2019\u201b]/.test(c)) return "'";
  return /['&\u00b7\u05f4\u2027]/.test(c) ? c : undefined;
}

// [{ word, begin, end }], offsets in UTF-16 units.
export function tokens(text) {
  const chars = [...text];
  const offsets = [0];
  for (const c of chars) offsets.push(offsets.at(-1) + c.length);
  const count = chars.length;
  const found = [];
  let at = 0;
  const add = (word, begin, end) => {
    if (encoder.encode(word).length <= 64) found.push({ word, begin: offsets[begin], end: offsets[end] });
  };
  const skip = () => {
    while (at < count && !isWord(chars[at])) at++;
    return at < count;
  };
  next: while (skip()) {
    let begin = at;
    let term = "";
    if (isCapital(chars[at])) {
      let end = at;
      do term += chars[end++].toLowerCase();
      while (chars[end] === "." && ++end < count && isCapital(chars[end]));
      if (term.length > 1 && !isWord(chars[end])) {
        add(term, begin, (at = end));
        continue;
      }
      term = "";
    }
    for (;;) {
      if (isCjk(chars[at])) {
        for (; isCjk(chars[at]) && isWord(chars[at]); at++) {
          add(chars[at], at, at + 1);
          if (isCjk(chars[at + 1]) && isWord(chars[at + 1])) add(chars[at] + chars[at + 1], at, at + 2);
        }
        if (!skip()) return found;
        if (!term) begin = at;
        continue;
      }
      do {
        term += lower(chars[at++]);
        if (at === count || isCjk(chars[at])) {
          add(term, begin, at);
          continue next;
        }
      } while (isWord(chars[at]));
      if (!isWord(chars[at + 1])) break;
      const between = infix(chars[at], digit.test(chars[at - 1]) && digit.test(chars[at + 1]));
      if (between === undefined) break;
      term += between;
      at++;
    }
    let signs = "";
    for (; chars[at] === "+" || chars[at] === "#"; at++) {
      if (signs.length === 3) {
        signs = "";
        break;
      }
      signs += chars[at];
    }
    add(isWord(chars[at]) ? term : term + signs, begin, at);
  }
  return found;
}

const words = (text) => tokens(text).map((token) => token.word);

// ---- Stems: Snowball's English stemmer (Porter 2) ----

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
const shortSyllable = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/;

export function stem(word) {
  if (Object.hasOwn(irregular, word)) return irregular[word];
  if (word.length < 3) return word;
  let w = word.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const region = (from, match) => (match ? from + match.index + match[0].length : w.length);
  const syllable = /[aeiouy][^aeiouy]/;
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
    else if (suffix[0] === "i") cut(w.length > 4 ? "i" : "ie");
  }
  if (/^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/.test(w)) return w;

  if (ends(/(eedly|eed)$/, r1)) cut("ee");
  else if (!suffix && ends(/(ed|edly|ing|ingly)$/, 0) && /[aeiouy]/.test(w.slice(0, -suffix.length))) {
    cut();
    if (/(at|bl|iz)$/.test(w)) w += "e";
    else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1);
    else if (w.length === r1 && shortSyllable.test(w)) w += "e";
  }
  w = w.replace(/(.[^aeiouy])[yY]$/, "$1i");
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

// ---- Queries: the grammar of generator/search/query_parser.h ----

const fields = { title: "S", company: "XC", topic: "XT", series: "XR", section: "XS", before: "", after: "", year: "", week: "" };

const normalize = (query) => query.normalize("NFC").replace(/[“”„]/g, '"').replace(/[\t-\r\u00a0\u3000]/g, " ");

function lex(query) {
  const found = [];
  let operands = 0;
  const operand = (begin, end, more) => {
    found.push({ text: query.slice(begin, end), begin, end, field: "", ...more });
    operands++;
  };
  for (const pattern = / +|([()])|"([^"]*)"?|([^ ()"]+)/g; operands < 64; ) {
    const match = pattern.exec(query);
    if (!match) break;
    const [, sign, phrase, chunk] = match;
    if (sign) found.push({ sign });
    else if (phrase !== undefined) operand(match.index + 1, match.index + 1 + phrase.length, { quoted: true });
    else if (/^(AND|OR|NOT)$/.test(chunk)) found.push({ sign: chunk });
    else if (chunk) {
      let [, minus, name = "", text] = /^(-*)(?:(title|company|topic|series|section|before|after|year|week):)?(.*)$/s.exec(chunk);
      let end = match.index + chunk.length;
      if (minus && (name || text || /^[("]/.test(query.slice(end)))) found.push({ sign: "NOT" });
      if (!name && !text) continue;
      if (!text && query[end] === '"') {
        const close = query.indexOf('"', end + 1);
        const stop = close < 0 ? query.length : close;
        operand(end + 1, stop, { field: name, quoted: true });
        pattern.lastIndex = close < 0 ? stop : close + 1;
        continue;
      }
      const bare = text.replace(/\*+$/, "");
      end -= text.length - bare.length;
      operand(end - bare.length, end, { field: name, wildcard: bare !== text });
    }
  }
  return found;
}

const leaf = (kind, terms) => ({ kind, terms });
const everything = { kind: "all" };
const join = (kind, nodes) =>
  nodes.length < 2 ? nodes[0] : { kind, children: nodes.flatMap((node) => (node.kind === kind ? node.children : node)) };
const without = (node, excluded) => (excluded.length ? { kind: "without", children: [node, ...excluded] } : node);
const positive = (item) => (item.negated ? without(everything, [item.node]) : item.node);

function both(a, b) {
  if (!a.node || !b.node) return a.node ? a : b;
  if (b.negated) return { filter: a.filter, node: without(positive(a), [b.node]) };
  if (a.negated) return { filter: b.filter, node: without(b.node, [a.node]) };
  return { filter: a.filter && b.filter, node: join("every", [a.node, b.node]) };
}

function either(a, b) {
  if (!a.node || !b.node) return a.node ? a : b;
  return { filter: a.filter && b.filter, node: join("any", [positive(a), positive(b)]) };
}

export function filterKey(name) {
  let key = "";
  for (const word of words(name).map(toBytes)) {
    if (key.length + 1 + word.length > 200) break;
    key += (key && "-") + word;
  }
  return key;
}

const dayNumber = (date) => +date.toISOString().slice(0, 10).replaceAll("-", "");

// The days that a field stands for, as YYYYMMDD; nothing where the value is no date.
function dates(field, text) {
  const range = (first, last) => ({ kind: "days", first, last });
  if (field === "week") {
    const [, year, week] = /^(\d{4})-?[Ww](\d\d)$/.exec(text) ?? [];
    if (!(week > 0 && week < 54)) return undefined;
    const fourth = new Date(Date.UTC(2000, 0, 4));
    fourth.setUTCFullYear(year);
    const monday = fourth.getTime() + (week * 7 - 7 - ((fourth.getUTCDay() + 6) % 7)) * 864e5;
    return range(dayNumber(new Date(monday)), dayNumber(new Date(monday + 6 * 864e5)));
  }
  const [, year, month, day] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(text) ?? [];
  if (!year || (field === "year" && month)) return undefined;
  const first = +(year + (month ?? "01") + (day ?? "01"));
  const last = +(year + (month ?? "12") + (day ?? "31"));
  if (field === "before") return range(0, first - 1);
  return field === "after" ? range(last + 1, 99999999) : range(first, last);
}

// A query as a tree: { text, score, filters, excluded, typed }. `language` has stem, stop (a Set) and synonyms (a Map).
export function parse(query, language, { operator, partial } = {}) {
  const text = normalize(query);
  const found = lex(text);
  const typed = [];
  let at = 0;

  const phrase = (list, prefix) => {
    const terms = list.slice(0, 16).map((word) => prefix + toBytes(language.stem(word)));
    return terms.length ? leaf(terms.length > 1 ? "phrase" : "term", terms) : undefined;
  };
  const parts = (list, prefix) => {
    const nodes = [];
    let run = [];
    let single;
    const endRun = () => {
      if (run.length) nodes.push(phrase(run, prefix));
      run = [];
    };
    for (const word of list) {
      if (!isCjk(String.fromCodePoint(word.codePointAt(0)))) run.push(word);
      else {
        endRun();
        if ([...word].length === 2) nodes.push(phrase([word], prefix));
        else single ??= word;
      }
    }
    endRun();
    if (!nodes.length) return single && phrase([single], prefix);
    return nodes.length > 1 ? { kind: "every", children: nodes } : nodes[0];
  };
  const operand = (token) => {
    const prefix = fields[token.field] ?? "";
    if (token.field && token.field !== "title") {
      const key = prefix && filterKey(token.text);
      const node = prefix ? key && leaf("term", [prefix + key]) : dates(token.field, token.text);
      return { node: node || undefined, filter: true, field: /before|after/.test(token.field) ? "" : token.field };
    }
    const list = words(token.text);
    if (token.quoted) return { node: phrase(list, prefix) };
    if (list.length !== 1 || prefix || isCjk(String.fromCodePoint(list[0].codePointAt(0)))) return { node: parts(list, prefix) };
    const [word] = list;
    const grown = words(token.text + "x");
    const open = partial && token.end === text.length && grown.length === 1 && grown[0] === word + "x";
    const own = toBytes(language.stem(word));
    const node = leaf("synonym", [own, ...(language.synonyms.get(own) ?? [])]);
    if (token.wildcard || open) node.complete = word;
    typed.push({ word, node, begin: token.begin, end: token.end });
    return { node, stop: !token.wildcard && language.stop.has(word) };
  };

  const startsItem = () => at < found.length && !/^([)]|AND|OR)$/.test(found[at].sign ?? "");
  const item = (depth) => {
    let negated = false;
    for (; found[at]?.sign === "NOT"; at++) negated = true;
    if (!startsItem()) return {};
    const token = found[at++];
    if (token.sign && depth >= 16) return {};
    const result = token.sign ? group(depth) : operand(token);
    return { ...result, negated };
  };
  const conjunction = (depth) => {
    let left = item(depth);
    while (found[at]?.sign === "AND") {
      while (found[at]?.sign === "AND") at++;
      if (startsItem()) left = both(left, item(depth));
    }
    return left;
  };
  const alternative = (depth) => {
    let left = conjunction(depth);
    while (found[at]?.sign === "OR") {
      while (/^(AND|OR)$/.test(found[at]?.sign)) at++;
      if (startsItem()) left = either(left, conjunction(depth));
    }
    return left;
  };
  const assemble = (items) => {
    const scored = items.filter((one) => !one.negated && !one.filter);
    const chosen = scored.every((one) => one.stop) ? scored : scored.filter((one) => !one.stop);
    const groups = new Map();
    for (const one of items.filter((one) => !one.negated && one.filter)) {
      const key = one.field || Symbol();
      groups.set(key, [...(groups.get(key) ?? []), one.node]);
    }
    const filters = [...groups.values()].map((nodes) => join("any", nodes));
    const excluded = items.filter((one) => one.negated).map((one) => one.node);
    const score = join(operator === "and" ? "every" : "any", chosen.map((one) => one.node));
    return { score: score ?? (filters.length || excluded.length ? everything : undefined), filters, excluded };
  };
  const sequence = (depth) => {
    const items = [];
    while (at < found.length) {
      const { sign } = found[at];
      if (sign === ")" && depth) break;
      if (/^([)]|AND|OR)$/.test(sign)) at++;
      else items.push(alternative(depth));
    }
    return assemble(items.filter((one) => one.node));
  };
  const group = (depth) => {
    const { score, filters, excluded } = sequence(depth + 1);
    if (found[at]?.sign === ")") at++;
    const filter = score === everything;
    const nodes = filter && filters.length ? filters : [score, ...filters];
    return { filter, node: score && without(join("every", nodes), excluded) };
  };
  return { text, typed, ...sequence(0) };
}

// ---- Files ----

async function unpack(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (/^<(!doctype|html)/i.test(decoder.decode(bytes.subarray(0, 9)))) throw new Error("a page instead of a file");
    return bytes; // the server decoded it already
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Files that are not compressed end in their FNV-1a hash, the lowest byte first.
function unseal(bytes) {
  const end = bytes.length - 4;
  let hash = 0x811c9dc5;
  for (let i = 0; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  for (let i = 0; i < 4; i++) if (end < 0 || bytes[end + i] !== ((hash >>> (8 * i)) & 255)) throw new Error("damaged");
  return bytes.subarray(0, end);
}

// Reads varints, strings of bytes, and bits (the highest first).
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.bit = 0;
  }
  more() {
    return this.at < this.bytes.length;
  }
  varint() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (!(byte & 128)) return value;
    }
  }
  string(size) {
    return String.fromCharCode(...this.bytes.subarray(this.at, (this.at += size)));
  }
  bits(count) {
    let value = 0;
    while (count--) {
      value = value * 2 + ((this.bytes[this.at] >> (7 - this.bit++)) & 1);
      if (this.bit === 8) {
        this.at++;
        this.bit = 0;
      }
    }
    return value;
  }
  unary() {
    let value = 0;
    while (this.bits(1)) value++;
    return value;
  }
  rice(k) {
    return this.unary() * 2 ** k + this.bits(k);
  }
}

function riceParameter(count, range) {
  let k = 0;
  while (2 ** (k + 1) * count * 100 <= range * 69) k++;
  return k;
}

// The number of the last start that is not greater than `term`.
function shardOf(starts, term) {
  let low = 0;
  for (let high = starts.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= term) low = middle;
    else high = middle;
  }
  return low;
}

const lines = (text) => (text ? text.split("\n").map(toBytes) : [""]);

// ---- The index ----

class Index {
  constructor(base, fetch) {
    this.base = base;
    this.fetch = fetch;
    this.cache = new Map();
    this.problems = new Set();
  }

  async load(name, options) {
    const response = await this.fetch(this.base + name, options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  // The value that `make` gives, once for each key; a failure is not kept.
  once(key, make) {
    if (!this.cache.has(key)) {
      const value = make();
      this.cache.set(key, value);
      value.catch(() => this.cache.delete(key));
    }
    return this.cache.get(key);
  }

  file(letter, hash, number) {
    const name = `${letter}-${hash}-${number}.bin`;
    return this.once(name, async () => {
      const bytes = await this.load(name);
      return /[tp]/.test(letter) ? unseal(bytes) : unpack(bytes);
    }).catch((error) => {
      this.problems.add(name);
      throw error;
    });
  }

  async start() {
    const root = JSON.parse(decoder.decode(await unpack(await this.load("root.bin", { cache: "no-cache" }))));
    if (root.format !== 1) throw new Error("the index is of another version");
    this.root = root;
    this.count = root.documents;
    this.lengths = new Int32Array(this.count); // those that were read so far
    let first = 0;
    let total = 0;
    for (const segment of root.segments) {
      segment.first = first;
      first += segment.documents;
      total += segment.length;
      segment.starts = lines(segment.starts);
      segment.heavy = new Set(lines(segment.heavy));
      segment.range = 2 ** Math.ceil(Math.log2(Math.max(1, segment.documents)));
    }
    this.lengthFactor = 1 / (total / this.count);
    root.words.starts = lines(root.words.starts);
    this.language = {
      stem: /^en(-|$)/.test(root.language) ? stem : (word) => word,
      stop: new Set(root.stop.split(" ")),
      synonyms: new Map(),
    };
    for (const line of lines(root.synonyms)) {
      const group = line.split(" ");
      for (const one of group) if (one) this.language.synonyms.set(one, group);
    }
    return this;
  }

  // What one segment says of `term`: { documents, wdfs }, and the file of its positions and the place in it.
  async entry(term, segment) {
    if (!segment.documents) return undefined;
    const reader = new Reader(await this.file("t", segment.shards, shardOf(segment.starts, term)));
    let file = reader.varint();
    let place = reader.varint();
    for (let name = ""; reader.more(); ) {
      name = name.slice(0, reader.varint()) + reader.string(reader.varint());
      const count = reader.varint();
      const end = reader.varint() + reader.at;
      if (count % 2) {
        file++;
        place = 0;
      }
      if (name === term) return { file, place, ...this.postings(reader, term, count >> 1, segment) };
      if (name[0] !== "X") place++;
      reader.at = end;
    }
    return undefined;
  }

  postings(reader, term, count, { first, range, length, documents: size, heavy }) {
    const k = riceParameter(count, range);
    const lengthRice = riceParameter(size, length);
    const documents = new Int32Array(count);
    const wdfs = new Int32Array(count);
    const weighed = term[0] !== "X";
    const light = weighed && !heavy.has(term);
    for (let i = 0, next = first; i < count; i++) {
      next += reader.rice(k);
      if (weighed) wdfs[i] = reader.unary() + 1;
      if (light) this.lengths[next] = reader.rice(lengthRice);
      documents[i] = next++;
    }
    return { documents, wdfs };
  }

  // The postings of a term in all segments; parts that cannot be read are left out.
  list(term) {
    return this.once(`=${term}`, async () => {
      const entries = await Promise.all(this.root.segments.map((segment) => this.entry(term, segment).catch(() => null)));
      const known = entries.filter(Boolean);
      const all = (key) => (known.length === 1 ? known[0][key] : Int32Array.from(known.flatMap((entry) => [...entry[key]])));
      const list = { entries, documents: all("documents"), wdfs: all("wdfs") };
      if (entries.includes(null)) this.cache.delete(`=${term}`);
      return list;
    });
  }

  // document → positions of a term.
  positions(term) {
    return this.once(`@${term}`, async () => {
      const { entries } = await this.list(term);
      const found = new Map();
      await Promise.all(
        this.root.segments.map(async (segment, i) => {
          if (!entries[i]) return;
          const reader = new Reader(await this.file("p", segment.positions, entries[i].file));
          for (let skip = entries[i].place; skip--; ) reader.at = reader.varint() + reader.at;
          reader.varint();
          for (const document of entries[i].documents) {
            const places = [];
            for (let left = reader.unary() + 1, last = 0; left--; ) places.push((last += reader.rice(5) + 1));
            found.set(document, places);
          }
        })
      );
      return found;
    });
  }

  // Lists of rare terms bring the lengths of their documents along; for others all of the first segment are read.
  readLengths() {
    return this.once("lengths", async () => {
      const reader = new Reader(await this.file("l", this.root.segments[0].lengths, 0));
      for (let i = 0; reader.more(); i++) this.lengths[i] = reader.varint();
    }).catch(() => {}); // scores are wrong then, but a reader still finds things
  }

  // BM25 with Xapian's defaults: k1 = 1, k2 = 0, k3 = 1, b = 0.5, min_normlen = 0.5. A document cannot have more of a
  // synonym than it has words.
  weigh({ documents, scores: wdfs, estimate }) {
    let t = (this.count - estimate + 0.5) / (estimate + 0.5);
    if (t < 2) t = t * 0.5 + 1;
    const weight = Math.log(t) * 2;
    const scores = new Float64Array(documents.length);
    for (let i = 0; i < documents.length; i++) {
      const length = this.lengths[documents[i]];
      const wdf = Math.min(wdfs[i], length);
      scores[i] = weight * (wdf / (Math.max(length * this.lengthFactor, 0.5) * 0.5 + 0.5 + wdf));
    }
    return { documents, scores, estimate };
  }

  // Joins by twos, the rarest first, as Xapian's OR does; `estimate` is its guess at the frequency of the result.
  tree(lists, merge) {
    const heap = [...lists];
    while (heap.length > 1) {
      heap.sort((a, b) => b.estimate - a.estimate);
      const right = heap.pop();
      const left = heap.pop();
      const estimate = left.estimate + right.estimate - (left.estimate * right.estimate) / this.count;
      heap.push({ ...merge(left, right), estimate: Math.floor(estimate + 0.5) });
    }
    return heap[0];
  }

  async evaluate(node) {
    const none = { documents: [], scores: [], estimate: 0 };
    if (!node || !this.count) return none;
    const { kind, terms, children, first, last } = node;
    if (kind === "all") return this.span(0, this.count);
    if (kind === "days") return this.days(first, last);
    if (kind === "phrase") return this.phrase(terms);
    if (terms) {
      const heavy = this.root.segments.some((segment) => terms.some((term) => segment.heavy.has(term)));
      const [lists] = await Promise.all([Promise.all(terms.map((term) => this.list(term))), heavy && this.readLengths()]);
      const leaves = lists.map(({ documents, wdfs }) => ({ documents, scores: wdfs, estimate: documents.length }));
      return this.weigh(this.tree(leaves, union));
    }
    const results = await Promise.all(children.map((child) => this.evaluate(child)));
    if (kind === "any") return this.tree(results, union);
    if (kind === "every") return intersection(results);
    return { ...difference(results[0], results.slice(1)), estimate: results[0].estimate };
  }

  async phrase(terms) {
    const parts = await Promise.all(terms.map((term) => this.evaluate(leaf("term", [term]))));
    const common = intersection(parts);
    if (!common.documents.length) return common;
    const places = await Promise.all(terms.map((term) => this.positions(term).catch(() => new Map())));
    const fits = (document) =>
      places[0].get(document)?.some((start) => places.every((map, i) => map.get(document)?.includes(start + i)));
    return { ...pick(common, fits), estimate: common.estimate };
  }

  span(first, end) {
    const documents = Int32Array.from({ length: end - first }, (_, i) => first + i);
    return { documents, scores: new Float64Array(documents.length), estimate: documents.length };
  }

  days(first, last) {
    const runs = this.runs();
    const begin = runs.find((run) => run.day >= first)?.first ?? this.count;
    const end = runs.find((run) => run.day > last)?.first ?? this.count;
    return this.span(begin, Math.max(begin, end));
  }

  // [{ day as YYYYMMDD, its first document }]
  runs() {
    if (!this.dayRuns) {
      const { days } = this.root;
      this.dayRuns = [];
      for (let i = 0, day = 0, first = 0; i < days.length; i += 2) {
        day += days[i];
        this.dayRuns.push({ day: dayNumber(new Date(day * 864e5)), first });
        first += days[i + 1];
      }
    }
    return this.dayRuns;
  }

  // The words that start with `prefix`: [{ word, count }], words as bytes.
  async lexicon(prefix) {
    const { starts, shards } = this.root.words;
    const found = [];
    const from = shardOf(starts, prefix);
    const to = shardOf(starts, prefix + "\xff");
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    for (const bytes of await Promise.all(numbers.map((number) => this.file("w", shards, number)))) {
      const reader = new Reader(bytes);
      for (let word = ""; reader.more(); ) {
        word = word.slice(0, reader.varint()) + reader.string(reader.varint());
        const count = reader.varint();
        if (word.startsWith(prefix)) found.push({ word, count });
      }
    }
    return found;
  }

  async completions(prefix) {
    if ([...prefix].length < 3) return [];
    const found = await this.lexicon(toBytes(prefix)).catch(() => []);
    return found.sort((a, b) => b.count - a.count).slice(0, 6).map(({ word }) => fromBytes(word));
  }

  async near(word) {
    const wanted = [...word];
    if (wanted.length < 4) return "";
    let limit = wanted.length < 6 ? 1 : 2;
    let best;
    for (const { word: bytes, count } of await this.lexicon(toBytes(wanted[0])).catch(() => [])) {
      const candidate = fromBytes(bytes);
      const found = candidate === word ? Infinity : distance(wanted, [...candidate], limit);
      if (found > limit || (best && found === limit && count <= best.count)) continue;
      best = { candidate, count };
      limit = found;
    }
    return best?.candidate ?? "";
  }

  async suggest({ text, typed }) {
    let respelt = text;
    for (const { word, node, begin, end } of typed.reverse()) {
      const lists = await Promise.all(node.terms.map((term) => this.list(term)));
      if (lists.some(({ documents }) => documents.length)) continue;
      const near = await this.near(word);
      if (near) respelt = respelt.slice(0, begin) + near + respelt.slice(end);
    }
    return respelt === text ? "" : respelt;
  }

  async row(document) {
    const { size, group, names } = this.root.rows;
    const block = Math.floor(document / size);
    const name = names[Math.floor(block / group)];
    const file = await this.file("r", name, block % group);
    const rows = JSON.parse(decoder.decode(file));
    const [title, url, date, series, issue, companies, excerpt] = rows[document % size];
    return { title, url, date, series, issue, companies, excerpt };
  }

  async search(query, options = {}) {
    const { limit = 10, offset = 0, sort } = options;
    const parsed = parse(query, this.language, options);
    this.problems.clear();
    for (const { node } of parsed.typed) {
      const more = node.complete ? await this.completions(node.complete) : [];
      node.terms = [...new Set([...node.terms, ...more.map((word) => toBytes(this.language.stem(word)))])].sort();
    }
    const [found, filters, excluded] = await Promise.all([
      this.evaluate(parsed.score),
      Promise.all(parsed.filters.map((node) => this.evaluate(node))),
      Promise.all(parsed.excluded.map((node) => this.evaluate(node))),
    ]);
    const hits = difference(filters.length ? keep(found, filters) : found, excluded);
    const byDate = sort === "date" || parsed.score === everything;
    const chosen = byDate ? newest(hits, offset + limit) : best(hits, offset + limit);
    const rows = await Promise.all(
      chosen.slice(offset).map((hit) => this.row(hit.document).then((row) => ({ ...hit, ...row }), () => null))
    );
    return {
      results: rows.filter(Boolean),
      total: hits.documents.length,
      suggestion: await this.suggest(parsed),
      terms: new Set(leaves(parsed.score).filter((term) => !/^X/.test(term)).map((term) => term.replace(/^S/, ""))),
      language: this.language,
      problems: [...this.problems],
      facets: () => this.facets(hits.documents),
    };
  }

  // How many of `documents` have each value, the most frequent first.
  async facets(documents) {
    const result = { year: this.years(documents) };
    await Promise.all(
      Object.entries(this.root.facets).map(async ([kind, name]) => {
        result[kind] = await this.column(name).then((column) => countValues(column, documents), () => []);
      })
    );
    return result;
  }

  column(name) {
    return this.once(`+${name}`, async () => {
      const reader = new Reader(await this.file("f", name, 0));
      const size = reader.varint();
      const values = JSON.parse(decoder.decode(reader.bytes.subarray(reader.at, (reader.at += size))));
      const rows = Array.from({ length: this.count }, () => Array.from({ length: reader.varint() }, () => reader.varint()));
      return { values, rows };
    });
  }

  years(documents) {
    const runs = this.runs();
    const counts = new Map();
    for (let i = 0, run = 0; i < documents.length; i++) {
      while (runs[run + 1]?.first <= documents[i]) run++;
      const year = Math.floor(runs[run].day / 10000);
      counts.set(year, (counts.get(year) ?? 0) + 1);
    }
    return [...counts].map(([year, count]) => ({ value: `${year}`, name: `${year}`, count })).reverse();
  }
}

function countValues({ values, rows }, documents) {
  const counts = new Map();
  for (const document of documents) for (const value of rows[document]) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([value, count]) => ({ value: values[value][0], name: values[value][1], count }));
}

const leaves = (node) => node?.terms ?? (node?.kind === "without" ? leaves(node.children[0]) : (node?.children ?? []).flatMap(leaves));

// ---- Sets of documents with scores: { documents, scores }, ascending ----

function pick({ documents, scores }, fits) {
  const chosen = [];
  for (let i = 0; i < documents.length; i++) if (fits(documents[i])) chosen.push(i);
  return { documents: chosen.map((i) => documents[i]), scores: chosen.map((i) => scores[i]) };
}

function union(a, b) {
  const documents = [];
  const scores = [];
  for (let i = 0, j = 0; i < a.documents.length || j < b.documents.length; ) {
    const left = a.documents[i] ?? Infinity;
    const right = b.documents[j] ?? Infinity;
    documents.push(Math.min(left, right));
    scores.push((left <= right ? a.scores[i++] : 0) + (right <= left ? b.scores[j++] : 0));
  }
  return { documents, scores };
}

// Adds scores in ascending order of frequency, as Xapian does.
function intersection(lists) {
  const [first, ...others] = [...lists].sort((a, b) => a.estimate - b.estimate);
  let { documents, scores } = first;
  for (const other of others) {
    const kept = { documents: [], scores: [] };
    for (let i = 0, j = 0; i < documents.length && j < other.documents.length; ) {
      if (documents[i] < other.documents[j]) i++;
      else if (documents[i] > other.documents[j]) j++;
      else {
        kept.documents.push(documents[i]);
        kept.scores.push(scores[i++] + other.scores[j++]);
      }
    }
    ({ documents, scores } = kept);
  }
  return { documents, scores, estimate: documents.length };
}

function keep(found, filters) {
  const sets = filters.map(({ documents }) => new Set(documents));
  return pick(found, (document) => sets.every((set) => set.has(document)));
}

function difference(found, excluded) {
  if (!excluded.length) return found;
  const set = new Set(excluded.flatMap(({ documents }) => [...documents]));
  return pick(found, (document) => !set.has(document));
}

const newest = ({ documents, scores }, count) =>
  Array.from({ length: Math.min(count, documents.length) }, (_, i) => documents.length - 1 - i).map((i) => ({
    document: documents[i],
    score: scores[i],
  }));

// The `count` best, equal ones by ascending document.
function best({ documents, scores }, count) {
  const top = [];
  for (let i = 0; i < documents.length; i++) {
    if (top.length === count && !(scores[i] > top.at(-1)?.score)) continue;
    let low = 0;
    for (let high = top.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (top[middle].score >= scores[i]) low = middle + 1;
      else high = middle;
    }
    top.splice(low, 0, { document: documents[i], score: scores[i] });
    if (top.length > count) top.pop();
  }
  return top;
}

// Optimal string alignment, or more than `limit`.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
    }
    [before, last] = [last, now];
  }
  return last[b.length];
}

// ---- For pages ----

// `text` cut into marked and unmarked pieces; `answer` is what search() gave.
export function mark(text, { terms, language }) {
  const pieces = [];
  let at = 0;
  const add = (end, marked) => {
    if (end > at) pieces.push({ text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const { word, begin, end } of tokens(text)) {
    if (!terms.has(toBytes(language.stem(word.normalize("NFC"))))) continue;
    add(begin, false);
    add(end, true);
  }
  add(text.length, false);
  return pieces;
}

// Reads the root of the index at `base`, an address that ends in "/".
export const open = ({ base, fetch = globalThis.fetch.bind(globalThis) }) => new Index(base, fetch).start();
