// The JSON text at the start of an index's root (generator/search/FORMAT.md).

export function rootOf(file, gunzip) {
  const bytes = gunzip(file);
  let size = 0;
  let at = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    size += (byte & 127) * scale;
    if (byte < 128) return JSON.parse(new TextDecoder().decode(bytes.subarray(at, at + size)));
  }
}
