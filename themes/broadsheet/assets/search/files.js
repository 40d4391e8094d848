// The bytes of index files: texts, compression, checksums, varints and bits, as generator/search/FORMAT.md has them.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const readJson = (bytes) => JSON.parse(decoder.decode(bytes));

// Terms are kept as strings of bytes, so that they compare as C++ compares them. Most are ASCII, and to encode them took
// more of a key's time than all else.
export const toBytes = (text) => {
  if (!/[^\0-\x7f]/.test(text)) return text;
  let bytes = "";
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
};

export async function unpack(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (/^<[!h]/.test(decoder.decode(bytes.subarray(0, 2)))) throw new Error("page");
    return bytes; // the server decoded it already
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Files that are not compressed end in their FNV-1a hash, the lowest byte first.
export function unseal(bytes) {
  const end = bytes.length - 4;
  let hash = 0x811c9dc5;
  for (let i = 0; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  for (let i = 0; i < 4; i++) if (end < 0 || bytes[end + i] !== ((hash >>> (8 * i)) & 255)) throw new Error("damaged");
  return bytes.subarray(0, end);
}

// Reads varints, strings of bytes, and bits (the highest first).
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
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
  // From here on `at` has eighths.
  bit() {
    const bit = (this.bytes[this.at | 0] >> (7 - ((this.at * 8) & 7))) & 1;
    this.at += 1 / 8;
    return bit;
  }
  bits(count) {
    let value = 0;
    while (count--) value = value * 2 + this.bit();
    return value;
  }
  unary() {
    let value = 0;
    while (this.bit()) value++;
    return value;
  }
  rice(k) {
    return this.unary() * 2 ** k + this.bits(k);
  }
  gamma() {
    const rest = this.unary();
    return 2 ** rest + this.bits(rest);
  }
  // So many ascending numbers from `next` on; how far they reach decides how gaps are coded.
  numbers(count, range, next) {
    let k = 0;
    while (count && 2 ** k * 2 * count * 100 <= range * 69) k++;
    const found = new Int32Array(count);
    for (let i = 0; i < count; next++) found[i++] = next += this.rice(k);
    return found;
  }
  // A front-coded word after `before`.
  word(before) {
    const lengths = this.bytes[this.at++];
    const length = (bits) => (bits < 15 ? bits : 15 + this.varint());
    const shared = length(lengths >> 4);
    return before.slice(0, shared) + this.string(length(lengths & 15));
  }
}

// Lengths are rounded up to steps, four an octave.
export const stepLength = (step) => (step < 8 ? step : (4 + (step % 4)) << ((step >> 2) - 1));

// The number of the last start that is not greater than `term`.
export function shardOf(starts, term) {
  let low = 0;
  for (let high = starts.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= term) low = middle;
    else high = middle;
  }
  return low;
}

export const lines = (text) => (text ? text.split("\n").map(toBytes) : [""]);
