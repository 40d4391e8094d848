// What the stemmers of most languages share: a word, the regions that Snowball's descriptions speak of, and endings
// that are taken off or replaced.

// A pattern for the longest of some endings, separated by blanks.
export const endings = (list) => new RegExp(`(?:${list.replaceAll(" ", "|")})$`);

// A function that looks for the longest ending of a table's rows, [endings, act], and says what `act` says of it.
export function table(rows) {
  const actions = new Map(rows.flatMap(([list, act]) => list.split(" ").map((ending) => [ending, act])));
  const pattern = endings([...actions.keys()].join(" "));
  return (stem) => stem.ends(pattern) && actions.get(stem.suffix)(stem);
}

const units = (text, characters) => [...text].slice(0, characters).join("").length;

export class Stem {
  // R1 starts after the first consonant that follows a vowel, R2 after the first such one in R1; both are empty where
  // there is none. R1 starts after `least` characters or later.
  constructor(text, vowels, least = 0) {
    const pattern = new RegExp(`[${vowels}][^${vowels}]`, "u");
    const after = (from) => {
      const found = pattern.exec(text.slice(from));
      return found ? from + found.index + found[0].length : text.length;
    };
    this.text = text;
    const first = after(0);
    this.r1 = Math.max(first, units(text, least));
    this.r2 = after(first);
    this.vowels = vowels;
  }

  // RV of the Romance languages but French: what follows the first consonant after two vowels, the third letter of
  // consonant and vowel, the first vowel after anything and a consonant.
  romance() {
    const v = `[${this.vowels}]`;
    const c = `[^${this.vowels}]`;
    const found = new RegExp(`^(?:.${c}.*?${v}|${v}${v}.*?${c}|${c}${v}.)`, "su").exec(this.text);
    return found ? found[0].length : this.text.length;
  }

  // Looks for the longest of the endings in what follows `from`.
  ends(pattern, from = 0) {
    const found = pattern.exec(this.text.slice(from));
    this.suffix = found?.[0] ?? "";
    this.start = this.text.length - this.suffix.length;
    return Boolean(found);
  }

  // Takes the ending that was found off, or puts another in its place; says that it did.
  cut(replacement = "") {
    this.text = this.text.slice(0, this.start) + replacement;
    return true;
  }

  // Takes an ending off where it stands behind `region`.
  drop(pattern, region, replacement) {
    return this.ends(pattern) && this.start >= region && this.cut(replacement);
  }
}
