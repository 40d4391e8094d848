// What the files of an index say: lists of terms, positions, lengths, words and rows. Each file is read once. Each search
// has a view of its own: a file that cannot be read is noted in the view's `problems`, and what it would have said is
// missing there; what was made from whole files alone is kept for later searches.

import { lines, Reader, readJson, shardOf, stepLength } from "./files.js";
import { toBytes, unpack, unseal } from "./files.js";
import { dayNumber } from "./query.js";
import { loadStemmers } from "./words.js";

function concatenate(arrays) {
  if (arrays.length === 1) return arrays[0];
  const all = new Int32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

export class Index {
  constructor(base, fetch) {
    this.base = base;
    this.fetch = fetch;
    this.files = new Map(); // name → promise of what it says
    this.made = new Map(); // key → promise of what was made from files
    this.problems = new Set();
  }

  // The index as one search sees it. `local`: no file is asked for that was not asked for before. `signal`: none after it
  // is aborted. Files that are not read for that are among the problems. `asked` counts those that are asked for.
  view({ local, signal } = {}) {
    const own = { made: new Map(this.made), problems: new Set(), asked: 0, local, signal, whole: this };
    return Object.assign(Object.create(this), own);
  }

  // Keeps what this view made, for other views.
  keep() {
    if (!this.problems.size) for (const [key, value] of this.made) this.whole.made.set(key, value);
  }

  async load(name, options) {
    const signal = AbortSignal.timeout(30000); // a reader who waits longer is told
    const response = await this.fetch(this.base + name, { signal, ...options });
    if (!response.ok) throw new Error(name + ": " + response.status);
    return new Uint8Array(await response.arrayBuffer());
  }

  // The value that `make` gives, once for each key.
  once(key, make) {
    const value = this.made.get(key) ?? make();
    this.made.set(key, value);
    return value;
  }

  async read(name, letter, read) {
    if (letter === "w") import("./lexicon.js").catch(() => {}); // side by side with what it is to read
    const bytes = await this.load(name);
    return read(/[tp]/.test(letter) ? unseal(bytes) : await unpack(bytes));
  }

  // What `read` makes of the file with a number, once; a failure is not kept. `names` has a hash of eight characters for
  // each `group` of files.
  async file(letter, names, number = 0, read = (bytes) => bytes, group = 1) {
    const hash = names.substr(8 * Math.floor(number / group), 8);
    const name = letter + "-" + hash + "-" + (number % group) + ".bin";
    try {
      if (!this.files.has(name)) {
        if (this.local || this.signal?.aborted) throw new Error(name);
        this.asked++;
        const reading = this.read(name, letter, read);
        this.files.set(name, reading);
        reading.catch(() => this.files.delete(name));
      }
      return await this.files.get(name);
    } catch (error) {
      this.problems.add(name);
      throw error;
    }
  }

  async start() {
    // The newest root, or without a network the one that a reader had last.
    const load = (cache) => this.load("root.bin", { cache });
    const bytes = await load("no-cache").catch(() => load("force-cache"));
    const reader = new Reader(await unpack(bytes));
    const size = reader.varint();
    const root = readJson(reader.bytes.subarray(reader.at, (reader.at += size)));
    if (root.format !== 4) throw new Error("format");
    this.root = root;
    this.count = root.documents;
    let first = 0;
    let total = 0;
    for (const segment of root.segments) {
      segment.first = first;
      first += segment.documents;
      total += segment.length;
      segment.starts = lines(segment.starts);
    }
    this.lengths = Int32Array.from(reader.bytes.subarray(reader.at), stepLength);
    this.lengthFactor = 1 / (total / this.count);
    this.runs = []; // [{ day as YYYYMMDD, its first document }]
    for (let i = 0, day = 0, document = 0; i < root.days.length; document += root.days[i + 1], i += 2)
      this.runs.push({ day: dayNumber(new Date((day += root.days[i]) * 864e5)), first: document });
    root.words.starts = lines(root.words.starts);
    const loaded = await loadStemmers(root.stemmers);
    const stemmers = loaded.map((stem) => (word) => toBytes(stem(word)));
    this.language = {
      stemmers,
      stems: (word) => [...new Set(stemmers.map((stem) => stem(word)))],
      stop: new Set(root.stop.split(" ")),
      synonyms: new Map(),
    };
    for (const line of lines(root.synonyms)) {
      const group = line.split(" ");
      for (const one of group) if (one) this.language.synonyms.set(one, group);
    }
    return this;
  }

  // term → { documents, titles, others }, of all terms of a shard.
  shard(segment, number) {
    const read = (bytes) => {
      const reader = new Reader(bytes);
      const terms = [];
      for (let left = reader.varint(), name = ""; left--; ) terms.push((name = reader.word(name)));
      return new Map(terms.map((term) => [term, this.postings(reader, term, segment)]));
    };
    return this.file("t", segment.terms, number, read, segment.group);
  }

  postings(reader, term, { first, range }) {
    const weighed = term[0] !== "X";
    const starts = reader.numbers(reader.gamma(), range, first); // of runs, or documents
    const run = (start) => Array.from({ length: reader.gamma() }, () => start++);
    const documents = weighed ? starts : [...starts].flatMap(run);
    const titles = new Int32Array(documents.length); // how often in the title
    const others = titles.slice().fill(weighed); // how often elsewhere
    for (const i of weighed ? reader.numbers(reader.gamma() - 1, documents.length, 0) : []) {
      titles[i] = reader.unary();
      others[i] = reader.unary() + (titles[i] ? 0 : 2);
    }
    return { documents, titles, others };
  }

  // The postings of a term in all segments, joined; parts that cannot be read are left out. With S before it, those that
  // have it in their titles.
  list(term) {
    return this.once("=" + term, async () => {
      const inTitle = term[0] === "S";
      const word = inTitle ? term.slice(1) : term;
      const read = async (segment) => segment.terms && (await this.shard(segment, shardOf(segment.starts, word))).get(word);
      const entries = await Promise.all(this.root.segments.map((segment) => read(segment).catch(() => {})));
      const known = entries.filter(Boolean);
      const [documents, titles, others] = ["documents", "titles", "others"].map((key) =>
        concatenate(known.map((entry) => entry[key]))
      );
      if (!inTitle) return { documents, wdfs: others.map((count, i) => count + 3 * titles[i]), titles, others };
      const has = (_, i) => titles[i];
      return { documents: documents.filter(has), wdfs: titles.filter(has) };
    });
  }

  // The positions of a term: those in the i-th of its documents are places[starts[i]] to places[starts[i + 1] - 1].
  positions(term) {
    return this.once("@" + term, async () => {
      const inTitle = term[0] === "S";
      const word = inTitle ? term.slice(1) : term;
      const parts = await Promise.all(this.root.segments.map((segment) => this.places(segment, word, inTitle)));
      const places = parts.flat();
      const { documents } = await this.list(term);
      const starts = new Int32Array(documents.length + 1);
      for (let i = 0; i < documents.length; i++) starts[i + 1] = starts[i] + places[i].length;
      return { starts, places: places.flat() };
    });
  }

  // Of one segment, a list a document; `inTitle`: only where a title has it.
  async places(segment, word, inTitle) {
    const number = shardOf(segment.starts, word);
    const { together } = segment; // how many shards each file of positions serves
    let file = 0;
    let place = number;
    while (place >= together[file]) place -= together[file++];
    if (!together[file]) return [];
    const reading = this.file("p", segment.positions, file, (bytes) => bytes, segment.group);
    const [bytes, shard] = await Promise.all([reading, this.shard(segment, number)]);
    if (!shard.has(word)) return [];
    const reader = new Reader(bytes);
    const sizes = Array.from({ length: together[file] - 1 }, () => reader.varint());
    for (const size of sizes.slice(0, place)) reader.at += size;
    for (const [term, list] of shard) {
      if (term[0] === "X") continue;
      const found = this.placesOf(reader, list);
      if (term !== word) continue;
      return inTitle ? found.map((all, i) => all.slice(0, list.titles[i])).filter(({ length }) => length) : found;
    }
  }

  placesOf(reader, { documents, titles, others }) {
    return Array.from(documents, (document, i) => {
      const k = 31 - Math.clz32((this.lengths[document] * 3) / 8 + 1);
      const places = [];
      for (let last = 0, n = 0; n < titles[i] + others[i]; n++)
        places.push((last += reader.rice(n < titles[i] ? 2 : k) + 1));
      return places;
    });
  }

  // The words that start as `prefix` does, and neighbours, a list a file, as lexicon.js reads them.
  lexicon(prefix) {
    const { starts, names } = this.root.words;
    const first = shardOf(starts, prefix);
    const count = names && shardOf(starts, prefix + "\xff") - first + 1;
    const read = async (bytes) => (await import("./lexicon.js")).readWords(bytes);
    return Promise.all(Array.from({ length: count }, (_, i) => this.file("w", names, first + i, read)));
  }

  // What results show of a document.
  async row(document) {
    const { size, group, names } = this.root.rows;
    const block = Math.floor(document / size);
    const rows = await this.file("r", names, block, readJson, group);
    const [title, url, date, series, issue, companies, excerpt] = rows[document % size];
    return { title, url, date, series, issue, companies, excerpt };
  }
}
