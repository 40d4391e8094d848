#!/usr/bin/env python3
"""Measures whole builds of Broadsheet, beside Hugo and Pagefind where they are installed; see README.md."""
import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
import corpus  # noqa: E402
import edits  # noqa: E402
import measure  # noqa: E402
import sides  # noqa: E402
import table  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EDITS = [("nothing changed", lambda place, run: None), ("one story edited", edits.edit_story),
         ("one new issue", edits.add_issue), ("one changed vocabulary entry", edits.change_vocabulary),
         ("one changed template", edits.change_template)]
HUGO_EDITS = ("nothing changed", "one story edited", "one new issue")  # each is a whole build to Hugo


def made_archive(folder, size):
    """The folder of a made archive, from an earlier run where corpus.py is the same."""
    with open(corpus.__file__, "rb") as file:
        version = hashlib.blake2b(file.read(), digest_size=4).hexdigest()
    made = os.path.join(folder, f"{size}-{version}")
    if not os.path.isdir(made):
        shutil.rmtree(made + ".new", ignore_errors=True)
        corpus.write(made + ".new", size)
        os.rename(made + ".new", made)
    return made


def rounds(runs, jobs):
    """Runs the jobs in turn, so that a slow minute of the machine is slow for all; job: (Measured, function)."""
    for run in range(runs):
        for measured, build in jobs:
            print(f"  {measured.name}, run {run + 1} of {runs}", file=sys.stderr)
            measured.runs.append(build())


def clean_build(side):
    side.forget()
    return side.build()


def measure_clean(runs, all_sides, plain):
    """Clean builds; `all_sides`: name of the job → Side. Leaves the last run's outputs, but for those of `plain`: that
    of a large archive leaves no room for others."""
    jobs = {name: table.Measured(name) for name in all_sides}

    def build(name, side):
        cost = clean_build(side)
        jobs[name].tree = measure.snapshot(side.out)
        if side is plain:
            side.forget()
        return cost

    rounds(runs, [(jobs[name], lambda name=name, side=side: build(name, side)) for name, side in all_sides.items()])
    return jobs


def measure_edit(name, edit, runs, place, builders):
    """The same edit for each of `builders` (name of the job → Side), whose outputs must be up to date."""
    jobs = {job: table.Measured(job) for job in builders}
    for run in range(runs):
        before = {job: measure.snapshot(side.out) for job, side in builders.items()} if run == 0 else {}
        path = edit(place, run)
        for job, side in builders.items():
            print(f"  {job}, run {run + 1} of {runs}", file=sys.stderr)
            side.prepare(path)
            jobs[job].runs.append(side.build())
            if run == 0:
                jobs[job].changed = measure.difference(before[job], measure.snapshot(side.out))
    return jobs


def equals_clean(ours, place, program):
    """Whether the site after all edits is, byte for byte, that of a clean build; a large one has no room beside it."""
    edited = measure.snapshot(ours.out)
    ours.forget()
    fresh = sides.Broadsheet(place, program)
    fresh.out, fresh.cache = fresh.out + "-fresh", fresh.cache + "-fresh"
    fresh.options = ["--no-cache"]
    fresh.build()
    same = measure.snapshot(fresh.out) == edited
    fresh.forget()
    print(f"\nafter all edits the site {'equals' if same else 'DIFFERS FROM'} that of a clean build")
    return same


def measure_size(size, medium, outputs, options):
    """Everything for one size and one place for output; gives the jobs, and whether the output was right."""
    made = made_archive(options.corpora, size)
    runs = options.runs or (3 if size <= 10_000 else 1)
    with tempfile.TemporaryDirectory(prefix="broadsheet-bench-", dir=options.scratch) as inputs, \
         tempfile.TemporaryDirectory(prefix="broadsheet-bench-", dir=outputs) as written:
        place = sides.Place(made, os.path.join(ROOT, "themes"), inputs, written, size, medium == "on disk")
        ours = sides.Broadsheet(place, options.program)
        plain = sides.Broadsheet(place, options.program, search=False)
        hugo = sides.Hugo(place) if options.hugo else None
        every = {"clean, no search": plain, "clean, search": ours}
        if hugo:
            every["Hugo: clean"] = hugo
        if hugo and options.pagefind:
            every["Pagefind"] = sides.Pagefind(place, options.pagefind, hugo)
        jobs = measure_clean(runs, every, plain)
        for name, edit in EDITS:
            builders = {name: ours}
            if hugo and name in HUGO_EDITS:
                builders[f"Hugo: {name}"] = hugo
            jobs.update(measure_edit(name, edit, runs, place, builders))
        title = f"{size:,} issues, output {medium}, median of {runs}, {os.cpu_count()} cores"
        table.print_all(title, jobs, place.markdown())
        right = equals_clean(ours, place, options.program)
    return {"issues": size, "output": medium, "jobs": [job.as_json() for job in jobs.values()], "right": right}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "bench", "broadsheet"))
    parser.add_argument("--sizes", default="360,3600", help="issues of the archives, with commas between")
    parser.add_argument("--quick", action="store_true", help="360 issues only, one run")
    parser.add_argument("--runs", type=int, default=0, help="of each job; 3, or 1 above 10,000 issues")
    parser.add_argument("--disk", action="store_true", help="write to the disk, too")
    parser.add_argument("--no-peers", action="store_true", help="Broadsheet alone")
    parser.add_argument("--no-pagefind", action="store_true",
                        help="Hugo alone beside it: Pagefind takes half a megabyte of memory an issue")
    parser.add_argument("--json", help="a file for all figures")
    parser.add_argument("--scratch", default=os.path.join(ROOT, "build", "bench"), help="folder on the disk")
    parser.add_argument("--memory", default="/dev/shm", help="folder on a memory file system")
    options = parser.parse_args()
    if options.quick:
        options.sizes, options.runs = "360", options.runs or 1
    options.corpora = os.path.join(options.scratch, "corpora")
    options.hugo = not options.no_peers and shutil.which("hugo")
    options.pagefind = not options.no_peers and not options.no_pagefind and sides.find_pagefind()
    return options


def main():
    options = arguments()
    os.makedirs(options.corpora, exist_ok=True)
    if not options.no_peers:
        if not options.hugo:
            print("Hugo is not installed (apt-get install hugo): without it, and so without Pagefind")
        elif not options.pagefind and not options.no_pagefind:
            print("Pagefind is not installed (npm ci in tests/bench): without it")
    media = {"in memory": options.memory} if os.path.isdir(options.memory) else {}
    if options.disk or not media:
        media["on disk"] = options.scratch
    results = [measure_size(int(size), medium, outputs, options)
               for size in options.sizes.split(",") for medium, outputs in media.items()]
    table.print_growth(results)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    return 0 if all(result["right"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
