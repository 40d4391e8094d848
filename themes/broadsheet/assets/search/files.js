// The bytes of index files: texts, compression, checksums, varints and bits, as generator/search/FORMAT.md has them.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const readJson = (bytes) => JSON.parse(decoder.decode(bytes));

// Terms are kept as strings of bytes, so that they compare as C++ compares them.
export const toBytes = (text) => {
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
  skip(count) {
    this.bit += count;
    if (this.bit === 8) {
      this.at++;
      this.bit = 0;
    }
  }
  bits(count) {
    let value = 0;
    while (count) {
      const left = 8 - this.bit; // in this byte
      const taken = Math.min(left, count);
      value = value * 2 ** taken + ((this.bytes[this.at] >> (left - taken)) & ((1 << taken) - 1));
      this.skip(taken);
      count -= taken;
    }
    return value;
  }
  unary() {
    for (let value = 0; ; ) {
      const left = 8 - this.bit;
      const zeros = ~this.bytes[this.at] & ((1 << left) - 1);
      const ones = left - 32 + Math.clz32(zeros); // before the first zero
      if (zeros) {
        this.skip(ones + 1);
        return value + ones;
      }
      value += left;
      this.skip(left);
    }
  }
  rice(k) {
    return this.unary() * 2 ** k + this.bits(k);
  }
  gamma() {
    const rest = this.unary();
    return 2 ** rest + this.bits(rest);
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
export function riceParameter(count, range) {
  let k = 0;
  while (2 ** (k + 1) * count * 100 <= range * 69) k++;
  return k;
}

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
