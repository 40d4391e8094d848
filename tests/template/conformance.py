#!/usr/bin/env python3
"""Renders the cases of tests/template/cases with the reference, which must agree with what we expect.

usage: conformance.py PROGRAM

A case is a folder: templates (main.html and others), data.json, and expected.txt or expected_error.txt. The program is
held to the texts by conformance_test.cc; here the reference is, and both are compared. A file `differs` in a case says
why the reference does something else, which it must, or the file is out of date.
"""

import json
import pathlib
import sys

import reference

CASES = pathlib.Path(__file__).parent / "cases"
OTHER_FILES = {"data.json", "expected.txt", "expected_error.txt", "differs"}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def main():
    failed = differs = 0
    named_cases = []
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        templates = {p.name: read(p) for p in folder.iterdir() if p.name not in OTHER_FILES}
        templates["main"] = templates["main.html"]
        data_file = folder / "data.json"
        data = json.loads(read(data_file)) if data_file.exists() else {}
        output, error = reference.render_reference(templates, data)
        expected = folder / "expected.txt"
        if (folder / "differs").exists():
            differs += 1
            same = output == read(expected) if expected.exists() else error is not None
            if same:
                failed += 1
                print(f"== {folder.name}: the reference does the same")
            continue
        named_cases.append((folder.name, templates, data))
        if expected.exists() and output != read(expected):
            failed += 1
            print(f"== {folder.name}: the reference gives {output!r} {error or ''}")
        if not expected.exists() and error is None:
            failed += 1
            print(f"== {folder.name}: the reference refuses nothing")
    differing, _ = reference.compare(sys.argv[1], named_cases)
    print(f"{len(named_cases)} cases agree and {differs} differ as documented, but for {failed + differing}")
    return 1 if failed + differing else 0


if __name__ == "__main__":
    sys.exit(main())
