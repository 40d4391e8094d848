"""The programs that are measured: each knows its command, its output, and how to forget what it built before."""
import os
import shutil
import sys

import measure

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "hugo"))
import prepare  # noqa: E402


class Place:
    """Inputs of all sides for one size, copied so that they can be edited, and the folder for outputs."""

    def __init__(self, made, themes, inputs, outputs, issues, on_disk=False):
        self.issues = issues
        self.on_disk = on_disk
        self.forgotten = 0
        self.inputs = inputs
        self.outputs = outputs
        self.content = os.path.join(inputs, "content")
        self.themes = os.path.join(inputs, "themes")
        self.hugo_source = os.path.join(inputs, "hugo")
        self.hugo_content = os.path.join(inputs, "hugo-content")
        shutil.copytree(made, self.content)
        shutil.copytree(themes, self.themes)
        for name in ("config.toml", "layouts", "assets"):
            source, target = os.path.join(HERE, "hugo", name), os.path.join(self.hugo_source, name)
            (shutil.copytree if os.path.isdir(source) else copy_file)(source, target)

    def forget(self, folder):
        """A folder's place is free. On a disk it is moved, and removed when all is measured: ext4 goes round numbers of
        files that were freed in the last minutes, which costs whoever makes files next seconds."""
        if not os.path.isdir(folder):
            return
        if self.on_disk:
            self.forgotten += 1
            os.rename(folder, os.path.join(self.outputs, f"forgotten-{self.forgotten}"))
        else:
            shutil.rmtree(folder)

    def markdown(self):
        """Bytes of all issues."""
        return sum(size for size, _ in measure.snapshot(os.path.join(self.content, "issues")).values())


def copy_file(source, target):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)


class Side:
    """A program with an output folder. `prepare` brings inputs up to date where a file changed; it is not timed."""

    def __init__(self, place, name):
        self.place = place
        self.out = os.path.join(place.outputs, name)
        self.cache = os.path.join(place.outputs, name + "-cache")

    def forget(self):
        for folder in (self.out, self.cache):
            self.place.forget(folder)

    def prepare(self, path=None):
        pass

    def build(self):
        """The cost of a build; see measure.cost()."""
        # What earlier runs left to be written to the disk is theirs to pay for.
        os.sync()
        return measure.cost(self.command(), self.place.inputs)


class Broadsheet(Side):
    def __init__(self, place, program, search=True):
        super().__init__(place, "broadsheet" if search else "broadsheet-plain")
        self.program = program
        self.options = [] if search else ["--no-search"]

    def command(self):
        return [self.program, "build", "--quiet", "--content", self.place.content, "--themes", self.place.themes,
                "--out", self.out, "--cache", self.cache, *self.options]


class Hugo(Side):
    def __init__(self, place):
        super().__init__(place, "hugo")
        self.vocabularies = prepare.vocabularies_of(place.content)
        prepare.prepare(place.content, place.hugo_content)

    def prepare(self, path=None):
        if path:
            prepare.prepare_issue(path, self.place.content, self.place.hugo_content, self.vocabularies)

    def command(self):
        return ["hugo", "--quiet", "--source", self.place.hugo_source, "--contentDir", self.place.hugo_content,
                "--destination", self.out, "--cacheDir", self.cache]


class Pagefind(Side):
    """Indexes Hugo's pages, into a folder beside them so that both can be counted."""

    def __init__(self, place, program, hugo):
        super().__init__(place, "pagefind")
        self.program = program
        self.hugo = hugo

    def command(self):
        return [self.program, "--site", self.hugo.out, "--output-path", self.out]


def find_pagefind():
    """Pagefind's program, installed beside this file (`npm ci`) or anywhere on the path; nothing where it is not."""
    return shutil.which("pagefind", path=os.path.join(HERE, "node_modules", ".bin")) or shutil.which("pagefind")
