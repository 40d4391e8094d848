// Light, dark, or as the reader's system has it: remembers what was chosen, and sets it before anything is painted, which
// is why this is no module. Without it pages follow the system. `.scheme select` is the switch; the stylesheet shows it
// where the document has the attribute data-scheme, which this sets.
(() => {
  const key = "broadsheet-scheme";
  const root = document.documentElement;
  const schemes = ["auto", "light", "dark"];

  function chosen() {
    try {
      const scheme = localStorage.getItem(key);
      return schemes.includes(scheme) ? scheme : "auto";
    } catch {
      return "auto"; // storage is forbidden
    }
  }

  function apply(scheme) {
    root.dataset.scheme = scheme;
    // The browser's own frame: of the two colours, each for a scheme, the chosen one's always.
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      meta.dataset.media ??= meta.media;
      meta.media = scheme === "auto" ? meta.dataset.media : meta.dataset.media.includes(scheme) ? "all" : "not all";
    }
    for (const select of document.querySelectorAll(".scheme select")) select.value = scheme;
  }

  function choose(scheme) {
    try {
      localStorage.setItem(key, scheme);
    } catch {
      // then it holds for this page
    }
    apply(scheme);
  }

  apply(chosen());
  document.addEventListener("DOMContentLoaded", () => {
    apply(chosen());
    for (const select of document.querySelectorAll(".scheme select"))
      select.addEventListener("change", () => choose(select.value));
  });
  addEventListener("storage", () => apply(chosen()));
  addEventListener("pageshow", () => apply(chosen()));
})();
