// The text of stories, from the pages that results lead to: a reader who follows a result has the page already, and an
// archive has no second copy of its text. Loaded when first lines are not enough.

const pages = new Map(); // address → promise of a document
const mostPages = 24;

async function readPage(address) {
  const response = await fetch(address, { priority: "low" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function page(address) {
  if (!pages.has(address)) {
    if (pages.size >= mostPages) pages.delete(pages.keys().next().value);
    pages.set(address, readPage(address));
    pages.get(address).catch(() => pages.delete(address));
  }
  return pages.get(address);
}

const blocks = "p, li, dt, dd, td, th, pre, blockquote, figcaption, h1, h2, h3, h4, h5, h6, br";

function textOf(element) {
  const copy = element.cloneNode(true);
  for (const block of copy.querySelectorAll(blocks)) block.after(" ");
  return copy.textContent;
}

// The text at an address with a fragment: of the elements of class `prose` that belong to the element with that id, or
// to the section that it heads, or of all of it where there are none.
export async function storyText(address) {
  const [file, fragment] = address.split("#");
  const parsed = await page(file);
  const named = fragment ? parsed.getElementById(decodeURIComponent(fragment)) : parsed.querySelector("main");
  const root = /^H[1-6]$/.test(named?.tagName) ? named.parentElement : named;
  if (!root) return "";
  const own = [...root.querySelectorAll(".prose")].filter((prose) => {
    const holder = prose.parentElement.closest("[id]");
    return !root.contains(holder) || holder === root;
  });
  return own.length ? own.map(textOf).join(" ") : textOf(root);
}
