#!/usr/bin/env python3
"""Edits a made archive at random, and builds it after each: the site must be byte for byte that of a clean build, and
so must be what the build says.

    rebuild_test.py BROADSHEET THEMES [--issues N] [--steps N] [--seed S]

Edits are those of authors, owners and designers; some are mistakes, some take an earlier one back. Options of the
command change, too, and so does what the last build left: files of the site and of the cache are lost or spoilt, and
some builds are killed.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))
import corpus  # noqa: E402
import measure  # noqa: E402

WORDS = ["Zeta Labs", "Étoile", "株式会社", "Rust", "Kafka", "agents", "cache", "SQLite", "Straße", "Netflix", "isolates"]
# What an owner may set in site.yaml: of each list one stands there, a line that no other list has.
SETTINGS = [
    ["title: Made Digests", "title: Digests", "title: \"A <b> & 'c'\""],
    ["url: https://digest.example/", "url: https://other.example/", "url: https://digest.example/sub/"],
    ["language: en", "language: de", "language: zh"],
    ["# author", "author: Somebody", "author: Nobody"],
    ["# tagline", "tagline: All of it"],
    ["# terms", "terms: {minimum: 1}", "terms: {minimum: 4}"],
    ["# pictures", "remote_pictures: load", "remote_pictures: link"],
    ["# navigation", "navigation: [{title: Topics of all, url: /topics/}]"],
    ["# ignore", "ignore: [\"ops/**\"]", "ignore: [\"**/*-0[1-3].md\"]"],
    ["# theme", "theme: wire", "theme: broadsheet"],
    ["name: \"On Call\"", "name: \"On Duty\""],
    ["names: [\"Silicon Notes\"]", "names: [\"Silicon Notes\", \"Chips\"]\n    bold: company"],
    ["sources: web", "sources: ops  # theirs", "# no sources"],
]
THEME = ["templates/base.html", "templates/issue.html", "templates/company.html", "templates/partials/story.html",
         "templates/partials/masthead.html", "templates/macros.html", "templates/week.html", "assets/style.css"]


def put(path: pathlib.Path, text):
    """Makes a file have a text; None removes it."""
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Editors:
    """All who work on the archive; every edit says what it did."""

    def __init__(self, content: pathlib.Path, themes: pathlib.Path, chance: random.Random):
        self.content, self.themes, self.chance = content, themes, chance
        self.before = []  # (path, text or None) of what was overwritten
        with open(content / "site.yaml", "a", encoding="utf-8") as file:
            file.write("".join(choices[0] + "\n" for choices in SETTINGS if choices[0].startswith("# ")))

    def issues(self):
        return sorted((self.content / "issues").rglob("*.md"))

    def write(self, path: pathlib.Path, text):
        """None removes the file. What was there can come back later."""
        self.before.append((path, path.read_text(encoding="utf-8") if path.exists() else None))
        put(path, text)

    def write_or_remove(self, path: pathlib.Path, text: str):
        self.write(path, None if path.exists() and self.chance.random() < 0.3 else text)
        return path.name

    def move(self, path: pathlib.Path, to: pathlib.Path):
        if to.exists():
            return "nothing"
        text = path.read_text(encoding="utf-8")
        self.write(path, None)
        self.write(to, text)
        return f"{path.name} is now {to.relative_to(self.content)}"

    def change(self, path: pathlib.Path, change):
        self.write(path, change(path.read_text(encoding="utf-8")))

    def day(self) -> str:
        return f"2026-{self.chance.randint(4, 6):02}-{self.chance.randint(1, 28):02}"

    def words(self) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(1, 4)))

    def story(self) -> str:
        return (f"**[{self.words()} {self.chance.randint(0, 9)}](https://s.example/{self.chance.randint(0, 40)})** · "
                f"{self.chance.choice(WORDS)}\nWhat {self.words()} says of {self.words()}, "
                f"{self.chance.randint(0, 99)} times.\n")

    def stories(self, text: str):
        """Where each story of an issue begins and ends."""
        return [match.span() for match in re.finditer(r"^\*\*\[.*\n(?:.+\n)+(?:\n(?![*#]).+\n)*", text, re.MULTILINE)]

    def some_story(self):
        while True:
            path = self.chance.choice(self.issues())
            text = path.read_text(encoding="utf-8")
            if found := self.stories(text):
                return path, text, self.chance.choice(found)

    def edit_words(self):
        path, text, (start, end) = self.some_story()
        story = text[start:end]
        old = self.chance.choice(story.split("\n", 1)[1].split() or [""])
        self.write(path, text[:start] + story.replace(old, self.words(), 1) + text[end:])
        return f"{path.name}: {old!r} is other words"

    def edit_title(self):
        path, text, (start, end) = self.some_story()
        self.write(path, text[:start] + re.sub(r"\[.*?\]", f"[{self.words()}]", text[start:end], count=1) + text[end:])
        return f"{path.name}: another title"

    def edit_byline(self):
        path, text, (start, end) = self.some_story()
        names = self.chance.choice([" · Netflix", " · Zeta Labs & Étoile", "", " · Zeta Labs / Nobody in Particular"])
        self.write(path, text[:start] + re.sub(r"\)\*\*.*", lambda _: ")**" + names, text[start:end], count=1) +
                   text[end:])
        return f"{path.name}: byline{names}"

    def add_story(self):
        path, text, (start, _) = self.some_story()
        self.write(path, text[:start] + self.story() + "\n" + text[start:])
        return f"{path.name}: a story more"

    def remove_story(self):
        path, text, (start, end) = self.some_story()
        self.write(path, text[:start] + text[end:].lstrip("\n"))
        return f"{path.name}: a story less"

    def copy_story(self):
        _, text, (start, end) = self.some_story()
        path, other, (at, _) = self.some_story()
        self.write(path, other[:at] + text[start:end] + "\n" + other[at:])
        return f"{path.name}: a story of another issue"

    def move_story(self):
        path, text, (start, end) = self.some_story()
        rest = text[:start] + text[end:].lstrip("\n")
        places = self.stories(rest)
        at = self.chance.choice(places)[0] if places else len(rest)
        self.write(path, rest[:at] + text[start:end] + "\n" + rest[at:])
        return f"{path.name}: a story elsewhere"

    def edit_front_matter(self):
        path = self.chance.choice(self.issues())
        line = self.chance.choice(["draft: true", "draft: false", "tags: [Rust, agents]", f"tags: [{self.words()}]",
                                   "weight: 3", "description: \"Short & <plain>\"", "lang: de", "title: Weekly Summary",
                                   "unknown: {a: 1}", "title: [not, a, title]", "tags: ["])
        key = line.split(":")[0]

        def set_line(text):
            if not text.startswith("---\n"):
                return f"---\n{line}\n---\n\n{text}"
            head, body = text[4:].split("\n---\n", 1)
            kept = [old for old in head.split("\n") if not old.startswith(key + ":")]
            return "---\n" + "\n".join(kept + [line]) + "\n---\n" + body
        self.change(path, set_line)
        return f"{path.name}: {line}"

    def edit_heading(self):
        path = self.chance.choice(self.issues())
        name = self.chance.choice(["## Deep Dives", "## Top Stories", "## Quick Bytes", f"## {self.words()}"])
        text = path.read_text(encoding="utf-8")
        headings = re.findall(r"^## .*$", text, re.MULTILINE)
        if not headings:
            return "nothing"
        old = self.chance.choice(headings)
        self.write(path, text.replace(old, name, 1))
        return f"{path.name}: {old} is {name}"

    def add_prose(self):
        path = self.chance.choice(self.issues())
        text = self.chance.choice(["A closing word on {}.\n", "![{}](https://p.example/a.png)\n", "> {} is quoted.\n",
                                   "{{{{< sources >}}}}\n", "{{{{< nothing {} >}}}}\n", "- {}\n- more\n", "<b>{}\n",
                                   "## One Line\n\n{}.\n", "See [{}](https://s.example/3).\n"]).format(self.words())
        self.change(path, lambda old: old.rstrip("\n") + "\n\n" + text)
        return f"{path.name}: {text!r} at its end"

    def add_issue(self):
        series, name = self.chance.choice(corpus.SERIES)
        day = self.day()
        path = self.content / "issues" / series / f"{series}-{day}.md"
        count = self.chance.randint(0, 5)
        self.write(path, f"# {name} — {day}\n\n## Deep Dives\n" + "".join("\n" + self.story() for _ in range(count)))
        return f"{path.name} is written"

    def remove_issue(self):
        path = self.chance.choice(self.issues())
        self.write(path, None)
        return f"{path.name} is removed"

    def rename_issue(self):
        path = self.chance.choice(self.issues())
        day = self.day()
        name = self.chance.choice([f"{path.parent.name}-{day}.md", f"{day}.md", path.stem.lower() + "--2026-12-31.md",
                                   path.stem.upper() + ".md"])
        return self.move(path, path.parent / name)

    def move_issue(self):
        path = self.chance.choice(self.issues())
        return self.move(path, path.parent.parent / self.chance.choice(["a", "ops", "web", "deep/er"]) / path.name)

    def edit_vocabulary(self):
        path = self.content / self.chance.choice(["companies.yaml", "topics.yaml"])
        entries = re.split(r"(?m)^(?=- )", path.read_text(encoding="utf-8"))
        at = self.chance.randrange(1, len(entries))
        kind = self.chance.randrange(6)
        if kind == 0:
            entries.insert(at, f"- name: {self.words()} {self.chance.randint(0, 9)}\n")
        elif kind == 1 and len(entries) > 4:
            del entries[at]
        elif kind == 2:
            line = self.chance.choice(["description: Says & shows <what> it is.", "homepage: https://h.example/",
                                       "case_sensitive: true", "mention: false", "kind: person",
                                       "kind: not-an-entity", f"slug: s{self.chance.randint(0, 3)}", "kind: [wrong]"])
            if line.split(":")[0] + ":" not in entries[at]:
                entries[at] += f"  {line}\n"
        elif kind == 3:
            if "aliases" not in entries[at]:
                entries[at] += f"  aliases: [{self.words()}, {self.chance.choice(WORDS)}]\n"
        elif kind == 4:
            entries[at] = re.sub(r"(?m)^  (?:aliases|description|kind|slug): .*\n", "", entries[at])
        else:
            other = self.chance.randrange(1, len(entries))
            entries[at], entries[other] = entries[other], entries[at]
        self.write(path, "".join(entries))
        return f"{path.name}: entry {at}, {kind}"

    def edit_sources(self):
        path = self.chance.choice(sorted((self.content / "sources").glob("*.yaml")))
        if self.chance.random() < 0.7:
            self.change(path, lambda text: re.sub(r"(?m)^(- name: ).*$", lambda m: m[1] + self.words(), text, count=1))
        else:
            self.change(path, lambda text: text + "# more\n")
        return path.name

    def edit_configuration(self):
        choices = self.chance.choice(SETTINGS)
        new = self.chance.choice(choices)
        # The longest first, since one goes on where another ends.
        old = "|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True))
        self.change(self.content / "site.yaml",
                    lambda text: re.sub(rf"(?m)^(\s*)(?:{old})$", lambda m: m[1] + new, text, count=1))
        return f"site.yaml: {new}"

    def edit_page(self):
        path = self.content / "pages" / self.chance.choice(["about.md", "more/terms.md"])
        return self.write_or_remove(path, f"# {self.words()}\n\nNumber {self.chance.randint(0, 9)}.\n")

    def edit_static(self):
        path = self.content / "static" / self.chance.choice(["a.svg", "b/robots.txt", "robots.txt"])
        width = self.chance.randint(1, 4)
        return self.write_or_remove(path, f"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\"/>")

    def edit_theme(self):
        path = self.themes / self.chance.choice(["broadsheet", "broadsheet", "wire"]) / self.chance.choice(THEME)
        if not path.exists():
            return "nothing"
        number = self.chance.randint(0, 9)
        text = (f"\np{{margin:{number}px}}\n" if path.suffix == ".css" else
                self.chance.choice([f"<!-- {number} -->\n", "{{ site.title }}\n", "{% if %}\n", "{# note #}"]))
        self.change(path, lambda old: old + text)
        return f"{path.parent.name}/{path.name}: {text!r}"

    def take_back(self):
        """Often all since some moment, as who goes back in a history does."""
        if not self.before:
            return "nothing"
        count = 1 if self.chance.random() < 0.5 else self.chance.randint(1, min(6, len(self.before)))
        undone = []
        for path, text in [self.before.pop() for _ in range(count)]:
            undone.append(path.name)
            put(path, text)
        return "taken back: " + ", ".join(undone)

    def edit(self) -> str:
        edits = [(self.edit_words, 5), (self.edit_title, 2), (self.edit_byline, 2), (self.add_story, 3),
                 (self.remove_story, 2), (self.copy_story, 2), (self.move_story, 2), (self.edit_front_matter, 2),
                 (self.edit_heading, 1), (self.add_prose, 2), (self.add_issue, 3), (self.remove_issue, 2),
                 (self.rename_issue, 2), (self.move_issue, 2), (self.edit_vocabulary, 3), (self.edit_sources, 1),
                 (self.edit_configuration, 2), (self.edit_page, 1), (self.edit_static, 1), (self.edit_theme, 1),
                 (self.take_back, 4)]
        return self.chance.choices([edit for edit, _ in edits], [weight for _, weight in edits])[0]()


def spoil(folder: pathlib.Path, chance: random.Random) -> str:
    """Loses or spoils a file of the last build."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        return "nothing"
    path = chance.choice(files)
    kind = chance.randrange(4)
    if kind == 0:
        path.unlink()
    elif kind == 1:
        os.truncate(path, path.stat().st_size // 2)
    elif kind == 2:
        with open(path, "r+b") as file:
            file.seek(chance.randrange(max(1, path.stat().st_size)))
            file.write(b"\x00\xff")
    else:
        os.utime(path)
    return f"{path.relative_to(folder.parent)} spoilt, {kind}"


class Builds:
    """The same build in two ways: with all that the last one left, and with nothing."""

    def __init__(self, options, work: pathlib.Path, chance: random.Random):
        self.options, self.work, self.chance = options, work, chance

    def command(self, out: str, choice):
        return [self.options.broadsheet, "build", "--quiet", "--content", str(self.work / "content"), "--themes",
                str(self.work / "themes"), "--out", str(self.work / out), "--cache", str(self.work / f"{out}-cache"),
                "--jobs", str(self.chance.choice([1, 2, 8]))] + choice

    def run(self, out: str, choice):
        places = {"TZ": self.chance.choice(["UTC", "Asia/Tokyo"]), "LC_ALL": self.chance.choice(["C", "C.UTF-8"])}
        done = subprocess.run(self.command(out, choice), env={**os.environ, **places}, capture_output=True, text=True,
                              timeout=600)
        return done.returncode, done.stderr.replace(str(self.work / out), "the site")

    def kill(self, out: str, choice):
        with subprocess.Popen(self.command(out, choice), stderr=subprocess.DEVNULL) as build:
            time.sleep(self.chance.random() / 2)
            build.kill()

    def compare(self):
        choice = self.chance.choices([[], ["--drafts"], ["--no-search"], ["--theme", "wire"],
                                      ["--base-url", "/digest/"], ["--strict"]], [8, 1, 1, 1, 1, 1])[0]
        clean = self.run("clean", choice + ["--no-cache"])
        # A build that fails leaves the site as it is.
        expected = measure.snapshot(self.work / ("clean" if clean[0] == 0 else "site"))
        if self.chance.random() < 0.1:
            self.kill("site", choice)
        kept = self.run("site", choice)
        wrong = []
        if clean[0] not in (0, 1) or kept[0] not in (0, 1):
            wrong.append(f"exit codes {clean[0]}, {kept[0]}")
        if clean != kept:
            wrong.append(f"says {kept}\ninstead of {clean}")
        found = measure.snapshot(self.work / "site")
        if found != expected:
            names = sorted({name for name, _ in found.items() ^ expected.items()})
            wrong.append(f"{len(names)} files differ: {names[:20]}")
        return choice, clean[0], wrong


def run(options, work: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    corpus.write(work / "content", options.issues, options.seed)
    shutil.copytree(options.themes, work / "themes")
    editors, builds = Editors(work / "content", work / "themes", chance), Builds(options, work, chance)
    failed = 0
    builds.compare()
    for step in range(options.steps):
        done = [editors.edit() for _ in range(chance.choice([0, 1, 1, 1, 2, 5]))]
        if chance.random() < 0.1:
            done.append(spoil(work / chance.choice(["site", "site-cache"]), chance))
        choice, code, wrong = builds.compare()
        failed += code != 0
        if options.verbose:
            print(step, code, choice, done, flush=True)
        # Nobody works on for long with a mistake in the way.
        while code != 0 and editors.before and chance.random() < 0.8 and not wrong:
            done.append(editors.take_back())
            choice, code, wrong = builds.compare()
        if wrong:
            print(f"seed {options.seed}, step {step}, {choice}: " + "; ".join(done), *wrong, sep="\n")
            return 1
    print(f"{options.steps} edits, {failed} of them mistakes: each site is that of a clean build")
    return 1 if failed == options.steps else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("broadsheet")
    parser.add_argument("themes")
    parser.add_argument("--issues", type=int, default=120)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="say what each step does")
    parser.add_argument("--keep", help="work in this folder, and leave all there")
    arguments = parser.parse_args()
    if arguments.keep:
        pathlib.Path(arguments.keep).mkdir()
        sys.exit(run(arguments, pathlib.Path(arguments.keep)))
    with tempfile.TemporaryDirectory(prefix="broadsheet-rebuild-") as folder:
        sys.exit(run(arguments, pathlib.Path(folder)))
