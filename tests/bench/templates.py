#!/usr/bin/env python3
"""Rendering beside python3-jinja2: the same templates, the same data, the same bytes, in one run; see README.md.

usage: templates.py BENCH PROGRAM [--seconds S]

BENCH is broadsheet_template_bench, PROGRAM is broadsheet. Exit status 1 where the two render different bytes.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import jinja2
import markupsafe

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
THEMES = os.path.join(ROOT, "themes")
CONTENT = os.path.join(ROOT, "content")
ISSUE = "/engineering-at-scale/2026-03-24/"
LOOP = ("{% for item in items %}<li id=\"{{ loop.index }}\"><a href=\"{{ item.url }}\">{{ item.title | upper }}</a>"
        "{% if item.number % 2 %} odd{% endif %}</li>\n{% endfor %}")


class Seen(dict):
    """A record that remembers which of its members a template read. Records hold records without end, and what was told
    of them ends somewhere; so each member is taken from the nearest telling of the same record, by its address."""

    def __init__(self, told, by_address):
        super().__init__(told)
        self.by_address = by_address
        self.members_read = {}

    def __getitem__(self, key):
        if key not in self.members_read:
            nearest = self.by_address.get(dict.get(self, "url"), self)
            told = nearest if key in nearest else self
            self.members_read[key] = values(dict.__getitem__(told, key), lambda item: Seen(item, self.by_address))
        return self.members_read[key]


def values(data, make):
    """JSON as templates see it: `{"__html__": …}` is HTML, and other objects are what `make` makes of them."""
    if isinstance(data, list):
        return [values(item, make) for item in data]
    if not isinstance(data, dict):
        return data
    return markupsafe.Markup(data["__html__"]) if set(data) == {"__html__"} else make(data)


def maps(data):
    return values(data, lambda item: {key: maps(member) for key, member in item.items()})


def tellings(data):
    """All members that are told of each record, by its address; the nearest telling says most."""
    found, level = {}, [data]
    while level:
        for item in level:
            if isinstance(item, dict) and item.get("url"):
                for key, member in item.items():
                    found.setdefault(item["url"], {}).setdefault(key, member)
        level = [member for item in level if isinstance(item, (dict, list))
                 for member in (item.values() if isinstance(item, dict) else item)]
    return found


def read_members(value):
    """The JSON of what was read of a value."""
    if isinstance(value, list):
        return [read_members(item) for item in value]
    if isinstance(value, Seen):
        read = value.members_read or {"was": "there"}  # an empty map would be false
        return {key: read_members(member) for key, member in read.items()}
    return {"__html__": str(value)} if isinstance(value, markupsafe.Markup) else value


def reference(folder, base="/", url="https://digest.example/"):
    """The reference, set up as Broadsheet's environment is."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), undefined=jinja2.StrictUndefined,
                                     autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.globals["asset"] = lambda name: base + "assets/" + name
    environment.globals["address"] = lambda path: base + path.removeprefix("/")
    environment.filters["absolute"] = lambda path: url + path.removeprefix(base) if path.startswith(base) else path
    return environment


def seconds_of(render, wanted):
    """The CPU seconds of one rendering, after one that is not counted."""
    render()
    count, start = 0, time.process_time()
    while count < 3 or time.process_time() - start < wanted:
        render()
        count += 1
    return (time.process_time() - start) / count


def ours(*command):
    """The cost of one rendering by BENCH, and what it rendered."""
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    cost, _, page = done.stdout.partition(b"\n")
    return float(cost), page.decode()


def process_seconds(command):
    """The median CPU seconds of five runs of a whole process, and what it wrote."""
    costs = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(costs), done.stdout.decode()


def data_of_issue(program, folder):
    """What the issue's template reads, as a file."""
    told = subprocess.run([program, "theme", "vars", ISSUE, "--json", "--depth", "5", "--items", "100", "--content",
                           CONTENT, "--themes", THEMES], stdout=subprocess.PIPE, check=True)
    told = json.loads(told.stdout)
    by_address = tellings(told)
    data = {name: values(value, lambda item: Seen(item, by_address)) for name, value in told.items()}
    reference(os.path.join(THEMES, "broadsheet", "templates")).get_template("issue.html").render(data)
    file = os.path.join(folder, "issue.json")
    with open(file, "w", encoding="utf-8") as out:
        json.dump({name: read_members(value) for name, value in data.items()}, out)
    return file


def row(name, reference_seconds, our_seconds, page):
    ratio = f"{reference_seconds / our_seconds:9.1f}" if reference_seconds else " " * 9
    told = f"{reference_seconds * 1e3:12.3f}" if reference_seconds else " " * 12
    print(f"{name:34}{told}{our_seconds * 1e3:12.3f}{ratio}{len(page) / 1e3:10.1f}", flush=True)


def compare_issue(bench, program, seconds, folder):
    templates = os.path.join(THEMES, "broadsheet", "templates")
    file = data_of_issue(program, folder)
    with open(file, encoding="utf-8") as read:
        data = maps(json.load(read))
    template = reference(templates).get_template("issue.html")
    theirs = template.render(data)
    cost, page = ours(bench, "data", THEMES, "broadsheet", "issue.html", file, str(seconds))
    row("issue page, data from JSON", seconds_of(lambda: template.render(data), seconds), cost, page)
    same = page == theirs
    cost, page = ours(bench, "records", CONTENT, THEMES, ISSUE, str(seconds))
    row("issue page, records of the archive", seconds_of(lambda: template.render(data), seconds), cost, page)
    whole, written = process_seconds([program, "theme", "render", os.path.join(templates, "issue.html"), "--data", file])
    theirs_whole, theirs_written = process_seconds([sys.executable, os.path.abspath(__file__), "--render", "issue.html",
                                                    file])
    row("the same as whole processes", theirs_whole, whole, written)
    return same and written == theirs_written


def compare_loops(bench, seconds, folder):
    same = True
    template_file = os.path.join(folder, "loop.html")
    with open(template_file, "w", encoding="utf-8") as out:
        out.write(LOOP)
    for count in (1_000, 10_000, 100_000):
        data = {"items": [{"url": f"/x/{at}/", "title": f"Title <{at}>", "number": at} for at in range(count)]}
        file = os.path.join(folder, "loop.json")
        with open(file, "w", encoding="utf-8") as out:
            json.dump(data, out)
        template = reference(folder).from_string(LOOP)
        cost, page = ours(bench, "text", template_file, file, str(seconds))
        row(f"a loop of {count:,} items", seconds_of(lambda: template.render(data), seconds), cost, page)
        same = same and page == template.render(data)
    return same


def main():
    if sys.argv[1:2] == ["--render"]:  # what a script with the reference would do
        with open(sys.argv[3], encoding="utf-8") as read:
            data = maps(json.load(read))
        environment = reference(os.path.join(THEMES, "broadsheet", "templates"), url=data["site"].get("url", "/"))
        sys.stdout.write(environment.get_template(sys.argv[2]).render(data))
        return 0
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("bench")
    arguments.add_argument("program")
    arguments.add_argument("--seconds", type=float, default=1.0)
    given = arguments.parse_args()
    print(f"{'CPU milliseconds a rendering':34}{'jinja2':>12}{'Broadsheet':>12}{'times':>9}{'KB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        same = compare_issue(given.bench, given.program, given.seconds, folder)
        same = compare_loops(given.bench, given.seconds, folder) and same
    print("every page came out the same in both" if same else "PAGES DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
