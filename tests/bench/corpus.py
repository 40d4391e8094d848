#!/usr/bin/env python3
"""Write a made digest archive, a whole content folder, for benchmarks and tests.

Every series has a daily issue and, on Sundays, a weekly one; dates go back from the last day, so that a smaller archive
is the end of a larger one. Each issue has a random generator of its own, named after seed, series and date: it comes
out the same whatever else is written. Words follow Zipf's law over a list that never ends, so a larger archive
knows more words, as real text does.
"""
import argparse
import datetime
import functools
import itertools
import os
import random

LAST_DAY = datetime.date(2026, 5, 31)  # a Sunday
SERIES = [("tech", "Engineering Reads"), ("ai", "Machines @ Work"), ("data", "Storage & Queries"),
          ("security", "Locks and Keys"), ("papers", "Papers in Brief"), ("startups", "Small Companies"),
          ("open", "Open Source Ledger"), ("web", "Web Platform"), ("chips", "Silicon Notes"),
          ("video", "Watched This Week"), ("mobile", "Pocket Computing"), ("ops", "On Call")]
COMPANIES = 3000  # that bylines name; the more frequent ones are in companies.yaml
TOPICS = 120
COMMON = 8_000    # words that most of the text is made of

FIRST_WORDS = """the of and to a in that it is for with as on by at from this an are which be or not has was its but
than have can their one where when each they how into more only no before after without while out so every what two
between system team data service model request time query code cost cache index cluster release test user memory page
network change store design process engineer latency schema stream read write build failure limit key server client
file record table record queue worker log call result branch token node version policy budget metric region""".split()
STARTS, VOWELS = "b c d f g l m n p r s t v br cl pr st tr".split(), "a e i o u an er in or el".split()
SYLLABLES = [start + vowel for start in STARTS for vowel in VOWELS]
ENDINGS = ["", "s", "ed", "ing", "er", "tion", "al", "ly"]
HAN = "的是在和数据系统模型服务公司工程师请求缓存索引集群发布测试用户内存网络变化设计查询代码成本时间团队流程延迟"


@functools.lru_cache(maxsize=None)
def word(rank):
    """The word of a rank: the first ones are English, the rest syllables that spell the rank's number."""
    if rank < len(FIRST_WORDS):
        return FIRST_WORDS[rank]
    number, ending = divmod(rank, len(ENDINGS))
    stem = ""
    while number or not stem:
        number, digit = divmod(number, len(SYLLABLES))
        stem += SYLLABLES[digit]
    return stem + ENDINGS[ending]


def zipf(rng, limit):
    """A number from 0 to limit - 1, each about as likely as 1 / (number + 1)."""
    return int(limit ** rng.random()) - 1


@functools.lru_cache(maxsize=None)
def company(rank):
    """The names of a company, the usual one first. The words in them are seldom words of the text."""
    stem, partner = (word(len(ENDINGS) * (base + rank)).capitalize() for base in (50_000, 80_000))
    names = [{1: stem + " Labs", 2: stem + ".io", 3: f"{stem} & {partner}"}.get(rank % 8, stem)]
    if rank % 3 == 0:
        names.append(stem + " Engineering")
    if rank % 9 == 0:
        names.append(f"The {stem} Company")
    return names


@functools.lru_cache(maxsize=None)
def topic(rank):
    first, second = word(70 + rank * 37 % 4000), word(9000 + rank * 11)
    return [f"{first} {second}", f"{second}ness"] if rank % 2 else [f"{first} {second}"]


class Writer:
    """Makes the text of one issue."""

    def __init__(self, seed, series, day, weekly, chinese):
        self.rng = random.Random(f"{seed}/{series}/{day}/{weekly}")
        self.chinese = chinese

    def words(self, count):
        rng = self.rng
        return [word(zipf(rng, COMMON) if rng.random() < 0.988 else COMMON + zipf(rng, 10**7)) for _ in range(count)]

    def sentence(self, low=8, high=24):
        rng, words = self.rng, self.words(self.rng.randint(low, high))
        extra = rng.random()
        if extra < 0.10:
            words.insert(rng.randrange(len(words)), company(zipf(rng, COMPANIES))[0])
        elif extra < 0.20:
            words.insert(rng.randrange(1, len(words)), rng.choice(topic(zipf(rng, TOPICS))))
        elif extra < 0.26:
            words.insert(rng.randrange(1, len(words)), f"`{words[0]}_{words[-1]}()`")
        elif extra < 0.32:
            words.insert(rng.randrange(1, len(words)), f"${rng.randint(2, 900)}.{rng.randint(10, 99)}")
        if len(words) > 12:
            words[6] += ","
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def han(self, count):
        return "".join(HAN[zipf(self.rng, len(HAN))] for _ in range(count))

    def prose(self, sentences):
        if self.rng.random() < self.chinese:
            return "".join(self.han(self.rng.randint(12, 40)) + "。" for _ in range(sentences))
        return " ".join(self.sentence() for _ in range(sentences))

    def title(self):
        return " ".join(w.capitalize() for w in self.words(self.rng.randint(3, 9)))

    def url(self):
        return "https://" + word(COMMON + zipf(self.rng, 500)) + ".example/" + "-".join(self.words(4))

    def byline(self):
        ranks = {zipf(self.rng, COMPANIES) for _ in range(1 + (self.rng.random() < 0.12))}
        return " / ".join(self.rng.choice(company(rank)) for rank in sorted(ranks))

    def story(self, form):
        title = self.title()
        heads = {1: lambda: f"**[{title}]** · {self.byline()} · [Source]({self.url()})",
                 2: lambda: f"**[{title}]({self.url()})** · {self.byline()} ",
                 6: lambda: f"**[{title}]({self.url()}) & [{self.title()}]({self.url()})** · "
                            f"{company(zipf(self.rng, 40))[0]} / {company(40 + zipf(self.rng, 400))[0]}",
                 11: lambda: f"**{title}**"}
        body = self.prose(self.rng.randint(3, 6))
        if self.rng.random() < 0.15:
            body += "\n\n" + self.prose(2)
        return heads[form]() + "\n" + body + "\n"

    def tags(self):
        ranks = sorted({zipf(self.rng, TOPICS) for _ in range(self.rng.randint(4, 12))})
        return "[" + ", ".join(f'"{self.rng.choice(topic(rank))}"' for rank in ranks) + "]"


def daily_issue(writer, name, series, day):
    stories = "\n".join(writer.story(1) for _ in range(writer.rng.randint(8, 14)))
    return (f"---\ntitle: {day}\nweight: 8\ntags: {writer.tags()}\n---\n\n"
            f'{{{{< sources "{series}" >}}}}\n\n# {name} — {day}\n\n'
            f"## Signal of the Day\n{writer.prose(3)}\n\n## Deep Dives\n{stories}\n"
            f"## Patterns Across Companies\n{writer.prose(5)}\n")


def weekly_issue(writer, name, first, last):
    stories = "\n".join(writer.story(6 if at % 5 == 4 else 2) for at in range(writer.rng.randint(6, 10)))
    threads = "\n".join(writer.story(11) for _ in range(3))
    return (f'---\ntitle: Weekly Summary\nweight: 0\ncategories: ["News"]\ntags: {writer.tags()}\n---\n\n'
            f"# {name} — Week of {first} to {last}\n\n## Week in Review\n{writer.prose(4)}\n\n"
            f"## Top Stories\n{stories}\n## Developing Threads\n{threads}\n")


def issue(seed, series, name, day, weekly, chinese):
    """Path below issues/ and text of one issue; a weekly one covers the seven days that end with `day`."""
    writer = Writer(seed, series, day, weekly, chinese)
    if weekly:
        first = day - datetime.timedelta(days=6)
        return f"{series}/{series}-{first}--{day}.md", weekly_issue(writer, name, first, day)
    return f"{series}/{series}-{day}.md", daily_issue(writer, name, series, day)


def issues(count, seed, chinese):
    """The newest `count` issues, newest first."""
    def every():
        for back in itertools.count():
            day = LAST_DAY - datetime.timedelta(days=back)
            for series, name in SERIES:
                for weekly in (True, False) if day.weekday() == 6 else (False,):
                    yield issue(seed, series, name, day, weekly, chinese)
    return itertools.islice(every(), count)


def vocabulary(terms):
    lines = []
    for name, *aliases in terms:
        lines.append(f'- name: "{name}"\n')
        if aliases:
            lines.append("  aliases: [" + ", ".join(f'"{alias}"' for alias in aliases) + "]\n")
    return "".join(lines)


def listed_companies(count):
    """How many companies are in the vocabulary: a larger archive has had more time to list them."""
    return min(1500, 200 + count // 4)


def configuration(count):
    """The files beside the issues."""
    site = ["title: Made Digests\nurl: https://digest.example/\nlanguage: en\nseries:\n"]
    yield "companies.yaml", vocabulary(company(rank) for rank in range(listed_companies(count)))
    yield "topics.yaml", vocabulary(topic(rank) for rank in range(TOPICS))
    for series, name in SERIES:
        site.append(f'  - slug: {series}\n    name: "{name}"\n    folders: [{series}]\n    prefixes: [{series}]\n'
                    f'    names: ["{name}"]\n    sources: {series}\n')
        yield f"sources/{series}.yaml", "".join(f"- name: {word(rank)}\n  url: https://{word(rank)}.example/\n"
                                                for rank in range(COMMON, COMMON + 20))
    yield "site.yaml", "".join(site)


def write(folder, count, seed=1, chinese=0.0):
    """Writes the whole content folder, which must not have issues yet."""
    written = (("issues/" + path, text) for path, text in issues(count, seed, chinese))
    for path, text in itertools.chain(configuration(count), written):
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--issues", type=int, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chinese", type=float, default=0.0, help="share of paragraphs in Chinese, 0 to 1")
    options = parser.parse_args()
    write(options.folder, options.issues, options.seed, options.chinese)


if __name__ == "__main__":
    main()
