// What the files of an index say: lists of terms, positions, lengths, words and rows. Each file is read once. Each search
// has a view of its own: a file that cannot be read is noted in the view's `problems`, and what it would have said is
// missing there; what was made from whole files alone is kept for later searches.

import { decoder, lines, Reader, riceParameter, shardOf, toBytes, unpack, unseal } from "./files.js";
import { dayNumber } from "./query.js";
import { loadStemmers } from "./words.js";

export const readJson = (bytes) => JSON.parse(decoder.decode(bytes));

// [{ word, count }], words as bytes.
function readWords(bytes) {
  const found = [];
  const reader = new Reader(bytes);
  for (let word = ""; reader.more(); ) {
    word = word.slice(0, reader.varint()) + reader.string(reader.varint());
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
  // is aborted. Files that are not read for that are among the problems.
  view({ local, signal } = {}) {
    const own = { made: new Layer(this.made), problems: new Set(), local, signal, whole: this };
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

  // What `read` makes of a file, once; a failure is not kept.
  async file(letter, hash, number, read = (bytes) => bytes) {
    const name = `${letter}-${hash}-${number}.bin`;
    try {
      if (!this.files.has(name)) {
        if (this.local || this.signal?.aborted) throw new Error(`${name}: not read`);
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
    const root = readJson(await unpack(bytes));
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
      const read = (segment) => this.entry(term, segment).catch(() => null);
      const entries = await Promise.all(this.root.segments.map(read));
      const known = entries.filter(Boolean);
      const all = (key) => join(known.map((entry) => entry[key]), Int32Array);
      return { entries, documents: all("documents"), wdfs: all("wdfs") };
    });
  }

  // The positions of a term: those in the i-th of its documents are places[starts[i]] to places[starts[i + 1] - 1].
  positions(term) {
    return this.once(`@${term}`, async () => {
      const { entries } = await this.list(term);
      const parts = await Promise.all(
        this.root.segments.map(({ positions }, i) => (entries[i] ? this.places(positions, entries[i]) : []))
      );
      const counts = join(parts.filter(({ counts }) => counts).map(({ counts }) => counts), Int32Array);
      const starts = new Int32Array(counts.length + 1);
      for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i] + counts[i];
      return { starts, places: parts.flatMap(({ places }) => places ?? []) };
    });
  }

  async places(hash, { file, place, documents }) {
    const reader = new Reader(await this.file("p", hash, file));
    for (let skip = place; skip--; ) reader.at = reader.varint() + reader.at;
    reader.varint();
    const counts = new Int32Array(documents.length);
    const places = [];
    for (let i = 0; i < counts.length; i++) {
      counts[i] = reader.unary() + 1;
      for (let left = counts[i], last = 0; left--; ) places.push((last += reader.rice(5) + 1));
    }
    return { counts, places };
  }

  // Lists of rare terms bring the lengths of their documents along; for others all of the first segment are read.
  readLengths() {
    return this.once("lengths", async () => {
      const reader = new Reader(await this.file("l", this.root.segments[0].lengths, 0));
      for (let i = 0; reader.more(); i++) this.lengths[i] = reader.varint();
    }).catch(() => {}); // scores are wrong then, but a reader still finds things
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
    const { starts, shards } = this.root.words;
    if (!shards) return [];
    const from = shardOf(starts, prefix);
    const to = shardOf(starts, prefix + "\xff");
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const found = await Promise.all(numbers.map((number) => this.file("w", shards, number, readWords)));
    return found.flat().filter(({ word }) => word.startsWith(prefix));
  }

  // What results show of a document.
  async row(document) {
    const { size, group, names } = this.root.rows;
    const block = Math.floor(document / size);
    const rows = await this.file("r", names[Math.floor(block / group)], block % group, readJson);
    const [title, url, date, series, issue, companies, excerpt] = rows[document % size];
    return { title, url, date, series, issue, companies, excerpt };
  }
}
