// What the files of an index say: lists of terms, positions, lengths, words and rows. Each file is read once. Each search
// has a view of its own: a file that cannot be read is noted in the view's `problems`, and what it would have said is
// missing there; what was made from whole files alone is kept for later searches.

import { lengthStep, lines, Reader, readJson, riceParameter, shardOf, stepLength } from "./files.js";
import { toBytes, unpack, unseal } from "./files.js";
import { dayNumber } from "./query.js";
import { loadStemmers } from "./words.js";

// [{ word, count }], words as bytes.
function readWords(bytes) {
  const found = [];
  const reader = new Reader(bytes);
  for (let word = ""; reader.more(); ) {
    word = reader.word(word);
    found.push({ word, count: reader.varint() });
  }
  return found;
}

// What a search has made, in front of what earlier ones made.
class Layer extends Map {
  constructor(below) {
    super();
    this.below = below;
  }
  get(key) {
    return super.get(key) ?? this.below.get(key);
  }
}

function join(arrays, Kind) {
  if (arrays.length === 1) return arrays[0];
  const all = new Kind(arrays.reduce((sum, { length }) => sum + length, 0));
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
    const own = { made: new Layer(this.made), problems: new Set(), asked: 0, local, signal, whole: this };
    return Object.assign(Object.create(this), own);
  }

  // Keeps what this view made, for other views.
  keep() {
    if (!this.problems.size) for (const [key, value] of this.made) this.whole.made.set(key, value);
  }

  async load(name, options) {
    const signal = AbortSignal.timeout(30000); // a reader who waits longer is told
    const response = await this.fetch(this.base + name, { signal, ...options });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  // The value that `make` gives, once for each key.
  once(key, make) {
    const value = this.made.get(key) ?? make();
    this.made.set(key, value);
    return value;
  }

  async read(name, letter, read) {
    const bytes = await this.load(name);
    return read(/[tp]/.test(letter) ? unseal(bytes) : await unpack(bytes));
  }

  // What `read` makes of the file with a number, once; a failure is not kept. `names` has a hash of eight characters for
  // each `group` of files.
  async file(letter, names, number = 0, read = (bytes) => bytes, group = 1) {
    const hash = names.substr(8 * Math.floor(number / group), 8);
    const name = `${letter}-${hash}-${number % group}.bin`;
    try {
      if (!this.files.has(name)) {
        if (this.local || this.signal?.aborted) throw new Error(`${name}: not read`);
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
    if (root.format !== 3) throw new Error("the index is of another version");
    this.root = root;
    this.count = root.documents;
    let first = 0;
    let total = 0;
    for (const segment of root.segments) {
      segment.first = first;
      first += segment.documents;
      total += segment.length;
      segment.starts = lines(segment.starts);
      segment.range = stepLength(lengthStep(segment.documents));
      // For each shard the file of its positions, and its place among those that have the same.
      segment.places = segment.together.flatMap((count, file) =>
        Array.from({ length: count }, (_, place) => ({ file, place, count }))
      );
    }
    this.lengths = Int32Array.from(reader.bytes.subarray(reader.at), stepLength);
    this.lengthFactor = 1 / (total / this.count);
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
    const count = reader.gamma();
    const k = riceParameter(count, range);
    const documents = new Int32Array(count);
    const titles = new Int32Array(count); // how often in the title
    const others = new Int32Array(count); // how often elsewhere
    const weighed = term[0] !== "X";
    for (let i = 0, next = first; i < count; i++) {
      documents[i] = next += reader.rice(k);
      next++;
      if (!weighed) continue;
      if (reader.bits(1)) {
        titles[i] = reader.unary();
        others[i] = reader.unary() + (titles[i] ? 0 : 2);
      } else others[i] = 1;
    }
    return { documents, titles, others };
  }

  // The postings of a term in all segments, joined; parts that cannot be read are left out. With S before it, those that
  // have it in their titles.
  list(term) {
    return this.once(`=${term}`, async () => {
      const inTitle = term[0] === "S";
      const word = inTitle ? term.slice(1) : term;
      const read = async (segment) => segment.terms && (await this.shard(segment, shardOf(segment.starts, word))).get(word);
      const entries = await Promise.all(this.root.segments.map((segment) => read(segment).catch(() => {})));
      const known = entries.filter(Boolean);
      const [documents, titles, others] = ["documents", "titles", "others"].map((key) =>
        join(known.map((entry) => entry[key]), Int32Array)
      );
      if (!inTitle) return { documents, wdfs: others.map((count, i) => count + 3 * titles[i]), titles, others };
      const has = (_, i) => titles[i];
      return { documents: documents.filter(has), wdfs: titles.filter(has) };
    });
  }

  // The positions of a term: those in the i-th of its documents are places[starts[i]] to places[starts[i + 1] - 1].
  positions(term) {
    return this.once(`@${term}`, async () => {
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
    const { file, place, count } = segment.places[number] ?? {};
    if (!count) return [];
    const reading = this.file("p", segment.positions, file, (bytes) => bytes, segment.group);
    const [bytes, shard] = await Promise.all([reading, this.shard(segment, number)]);
    if (!shard.has(word)) return [];
    const reader = new Reader(bytes);
    const sizes = Array.from({ length: count - 1 }, () => reader.varint());
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
      const k = 31 - Math.clz32(Math.floor((this.lengths[document] * 3) / 8) + 1);
      const places = [];
      for (let last = 0, n = 0; n < titles[i] + others[i]; n++)
        places.push((last += reader.rice(n < titles[i] ? 2 : k) + 1));
      return places;
    });
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

  // The words that start with `prefix`.
  async lexicon(prefix) {
    const { starts, names } = this.root.words;
    if (!names) return [];
    const from = shardOf(starts, prefix);
    const to = shardOf(starts, prefix + "\xff");
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const found = await Promise.all(numbers.map((number) => this.file("w", names, number, readWords)));
    return found.flat().filter(({ word }) => word.startsWith(prefix));
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
