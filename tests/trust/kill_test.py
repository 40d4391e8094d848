#!/usr/bin/env python3
"""Kills builds at random moments: the site must always be whole, the one before or the one after, and the next build
must repair whatever was left.

    kill_test.py BROADSHEET CONTENT THEMES [--times N] [--seed S]

Two states of the content, one with an issue more, are built in turn into one site with one cache. Half of the kills
fall anywhere in a build, half into its last part, where it publishes.
"""
import argparse
import hashlib
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def tree_hash(folder: pathlib.Path) -> str:
    """One hash for the names and bytes of all files below a folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(str(path.relative_to(folder)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


class Archive:
    def __init__(self, options, work: pathlib.Path):
        self.options = options
        self.work = work
        self.site = work / "site"

    def command(self, content: pathlib.Path, out: pathlib.Path, cache: pathlib.Path):
        return [self.options.broadsheet, "build", "--quiet", "--content", str(content), "--themes",
                self.options.themes, "--out", str(out), "--cache", str(cache)]

    def states(self):
        """The two contents, and the hash of the clean site of each."""
        contents = [self.work / "content-a", self.work / "content-b"]
        for content in contents:
            shutil.copytree(self.options.content, content)
        issue = contents[1] / "issues" / "killed" / "killed-2026-05-05.md"
        issue.parent.mkdir(parents=True)
        issue.write_text("# Killed — 2026-05-05\n\n## One\n\n**[A story more](https://example.org/)** · Acme\nIts text.\n")
        hashes = []
        for content in contents:
            clean = self.work / "clean"
            start = time.monotonic()
            subprocess.run(self.command(content, clean, self.work / "clean-cache"), check=True, stderr=subprocess.DEVNULL)
            self.seconds = time.monotonic() - start
            hashes.append(tree_hash(clean))
            shutil.rmtree(clean)
            shutil.rmtree(self.work / "clean-cache")
        return contents, hashes

    def build(self, content: pathlib.Path):
        return subprocess.Popen(self.command(content, self.site, self.work / "cache"), stderr=subprocess.DEVNULL)


def run(options, work: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    archive = Archive(options, work)
    contents, hashes = archive.states()
    if hashes[0] == hashes[1]:
        sys.exit("the two states do not differ: nothing is tested")
    archive.build(contents[0]).wait()
    keeper = archive.site / ".git" / "HEAD"  # somebody else's, to be kept through all of it
    keeper.parent.mkdir()
    keeper.write_text("kept")
    expected = [whole_with(keeper, archive, contents[at], at) for at in (0, 1)]
    now, killed, faults = 1, 0, 0
    for number in range(options.times):
        target = 1 - now
        process = archive.build(contents[target])
        fraction = chance.random() if chance.random() < 0.5 else 0.7 + 0.5 * chance.random()
        time.sleep(archive.seconds * fraction)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        found = tree_hash(archive.site) if archive.site.exists() else "nothing"
        if found not in expected and with_kept(archive, keeper) not in expected:
            faults += 1
            print(f"kill {number}, at {fraction:.2f} of a build: the site is neither the old nor the new one")
        if archive.build(contents[target]).wait() != 0 or tree_hash(archive.site) != expected[target]:
            faults += 1
            print(f"kill {number}, at {fraction:.2f} of a build: the next build does not repair it")
        now = target
    print(f"{killed} of {options.times} builds were killed before their end; {faults} faults")
    return 1 if faults or killed == 0 else 0


def with_kept(archive: Archive, keeper: pathlib.Path) -> str:
    """Killed right after the swap, .git is still beside the site: compares without it, and it must be there."""
    beside = archive.work / ".site.staging" / ".git" / "HEAD"
    if keeper.exists() or not beside.exists():
        return "lost"
    keeper.parent.mkdir()
    shutil.copy(beside, keeper)
    whole = tree_hash(archive.site)
    shutil.rmtree(keeper.parent)
    return whole


def whole_with(keeper: pathlib.Path, archive: Archive, content: pathlib.Path, at: int) -> str:
    if archive.build(content).wait() != 0 or not keeper.exists():
        sys.exit(f"the build of state {at} failed")
    return tree_hash(archive.site)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("broadsheet")
    parser.add_argument("content")
    parser.add_argument("themes")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="broadsheet-kill-") as folder:
        sys.exit(run(arguments, pathlib.Path(folder)))
