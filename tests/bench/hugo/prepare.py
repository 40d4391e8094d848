#!/usr/bin/env python3
"""Write the issues of a made archive as Hugo's content: `prepare.py CONTENT HUGO_CONTENT`.

Hugo cannot find companies in bylines or dates in file names, so they are handed to it in front matter, resolved
through the vocabularies. This costs Hugo nothing: the time of this script is not counted.
"""
import datetime
import json
import os
import re
import sys

HEAD = re.compile(r"^\*\*.+\*\* · ([^·\n]+?) *(?:·.*)?$", re.MULTILINE)
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:--(\d{4}-\d{2}-\d{2}))?\.md$")
ENTRY = re.compile(r'^- name: "(.*)"\n(?:  aliases: (\[.*\])\n)?', re.MULTILINE)


def spellings(path):
    """Every name and alias of a vocabulary that corpus.py wrote → the name."""
    with open(path, encoding="utf-8") as file:
        entries = ENTRY.findall(file.read())
    return {spelling: name for name, aliases in entries for spelling in [name] + json.loads(aliases or "[]")}


def unique(names):
    return list(dict.fromkeys(names))


def hugo_page(text, series, days, companies, topics):
    """The text of an issue's page: JSON front matter, then the Markdown without heading and shortcode."""
    matter, body = text.split("\n---\n", 1)
    title = re.search(r"^# (.+)$", body, re.MULTILINE)
    tags = json.loads(re.search(r"^tags: (.*)$", matter, re.MULTILINE).group(1))
    bylines = [name.strip() for field in HEAD.findall(body) for name in field.split(" / ")]
    first, last = (datetime.date.fromisoformat(day) for day in (days[0], days[1] or days[0]))
    weeks = unique("%d-W%02d" % day.isocalendar()[:2] for day in (first, last))
    front = {"title": title.group(1), "date": last.isoformat(), "series": [series], "weeks": weeks,
             "companies": unique(companies.get(name, name) for name in bylines),
             "topics": unique(topics.get(tag, tag) for tag in tags)}
    return json.dumps(front, ensure_ascii=False, indent=1) + "\n\n" + body[title.end():].lstrip()


def prepare_issue(path, content, target, vocabularies):
    """`path` is below `issues/`: a series' folder and a file."""
    with open(os.path.join(content, "issues", path), encoding="utf-8") as file:
        text = file.read()
    series = os.path.dirname(path)
    os.makedirs(os.path.join(target, series), exist_ok=True)
    with open(os.path.join(target, path), "w", encoding="utf-8") as file:
        file.write(hugo_page(text, series, DAYS.search(path).groups(), *vocabularies))


def vocabularies_of(content):
    return [spellings(os.path.join(content, name)) for name in ("companies.yaml", "topics.yaml")]


def prepare(content, target):
    issues = os.path.join(content, "issues")
    vocabularies = vocabularies_of(content)
    for series in sorted(os.listdir(issues)):
        for name in os.listdir(os.path.join(issues, series)):
            prepare_issue(f"{series}/{name}", content, target, vocabularies)


if __name__ == "__main__":
    prepare(*sys.argv[1:3])
