"""What authors, owners and designers do between two builds; each edit differs from run to run."""
import datetime
import os

import corpus

SERIES, NAME = corpus.SERIES[0]
EDITED = f"{SERIES}/{SERIES}-{corpus.LAST_DAY - datetime.timedelta(days=2)}.md"
LISTED = 13  # a company of the vocabulary that has no aliases


def rewrite(path, change):
    with open(path, encoding="utf-8") as file:
        before = file.read()
    after = change(before)
    assert after != before, f"{path} is as it was"
    with open(path, "w", encoding="utf-8") as file:
        file.write(after)


def edit_story(place, run):
    """Adds a sentence to the first story of an issue of this week; gives the issue's path below issues/."""
    def change(text):
        head = text.index("\n**[", text.index("## Deep Dives"))
        end = text.index("\n", text.index("\n", head + 1) + 1)
        return f"{text[:end]} This was corrected {run + 1} times.{text[end:]}"
    rewrite(os.path.join(place.content, "issues", EDITED), change)
    return EDITED


def add_issue(place, run):
    """Adds the daily issue of the next day; gives its path below issues/."""
    day = corpus.LAST_DAY + datetime.timedelta(days=1 + run)
    path, text = corpus.issue(1, SERIES, NAME, day, False, 0.0)
    with open(os.path.join(place.content, "issues", path), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def change_vocabulary(place, run):
    """Gives an entry of companies.yaml an alias: a name that until now was a company of its own."""
    def lines(alias):
        return f'- name: "{corpus.company(LISTED)[0]}"\n' + (f'  aliases: ["{alias}"]\n' if alias else "")
    unlisted = [corpus.company(corpus.listed_companies(place.issues) + number)[0] for number in range(run + 1)]
    before, after = ([""] + unlisted)[-2:]
    rewrite(os.path.join(place.content, "companies.yaml"), lambda text: text.replace(lines(before), lines(after), 1))


def change_template(place, run):
    """Changes the template that every page extends."""
    rewrite(os.path.join(place.themes, "broadsheet", "templates", "base.html"), lambda text: f"{text}<!-- {run} -->\n")
