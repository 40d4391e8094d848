#!/usr/bin/env python3
"""Kills builds at random moments: the site must always be whole, the one before or the one after, and the next build
must repair whatever was left.

    kill_test.py BROADSHEET CONTENT THEMES [--times N] [--seed S]

Two states of the content are built in turn into one site with one cache, at random from what the cache keeps or anew.
Half of the kills fall anywhere in a build, half into its last part, where it publishes.
"""
import argparse
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))
import measure  # noqa: E402


class Archive:
    """An archive that is in one of two states; the second has an issue more, and a sentence more in another one."""

    def __init__(self, options, work: pathlib.Path):
        self.options = options
        self.work = work
        self.site = work / "site"
        self.content = work / "content"
        shutil.copytree(options.content, self.content)
        self.added = self.content / "issues" / "killed" / "killed-2026-05-05.md"
        self.added.parent.mkdir(parents=True)
        self.edited = sorted(path for path in self.content.rglob("*-2026-*.md"))[0]
        self.text = self.edited.read_text()

    def set_state(self, state: int):
        if state == 0:
            self.added.unlink(missing_ok=True)
            self.edited.write_text(self.text)
        else:
            self.added.write_text(
                "# Killed — 2026-05-05\n\n## One\n\n**[A story more](https://example.org/)** · Acme\nIts text.\n")
            self.edited.write_text(self.text + "\nA sentence more.\n")

    def build(self, clean: bool = False):
        command = [self.options.broadsheet, "build", "--quiet", "--content", str(self.content), "--themes",
                   self.options.themes, "--out", str(self.site), "--cache", str(self.work / "cache")]
        return subprocess.Popen(command + (["--no-cache"] if clean else []), stderr=subprocess.DEVNULL)


def seconds_of(build) -> float:
    start = time.monotonic()
    if build().wait() != 0:
        sys.exit("a build failed")
    return time.monotonic() - start


def run(options, work: pathlib.Path) -> int:
    chance = random.Random(options.seed)
    archive = Archive(options, work)
    archive.build().wait()
    keeper = archive.site / ".git" / "HEAD"  # somebody else's, to be kept through all of it
    keeper.parent.mkdir()
    keeper.write_text("kept")
    expected, seconds = [], {}
    for state in (0, 1):
        archive.set_state(state)
        seconds[True] = seconds_of(lambda: archive.build(clean=True))
        expected.append(measure.snapshot(archive.site))
        seconds_of(archive.build)
    archive.set_state(0)
    seconds[False] = seconds_of(archive.build)
    if expected[0] == expected[1] or not keeper.exists():
        sys.exit("the two states do not differ, or a file was lost: nothing is tested")
    killed, faults = 0, 0
    for number in range(options.times):
        target, clean = (number + 1) % 2, chance.random() < 0.5
        archive.set_state(target)
        process = archive.build(clean)
        fraction = chance.random() if chance.random() < 0.5 else 0.7 + 0.5 * chance.random()
        time.sleep(seconds[clean] * fraction)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        found = measure.snapshot(archive.site)
        if found not in expected and with_kept(archive, keeper) not in expected:
            faults += 1
            print(f"kill {number}, at {fraction:.2f} of a build: the site is neither the old nor the new one")
        if archive.build().wait() != 0 or measure.snapshot(archive.site) != expected[target]:
            faults += 1
            print(f"kill {number}, at {fraction:.2f} of a build: the next build does not repair it")
    print(f"{killed} of {options.times} builds were killed before their end; {faults} faults")
    return 1 if faults or killed == 0 else 0


def with_kept(archive: Archive, keeper: pathlib.Path) -> str:
    """Killed right after the swap, .git is still beside the site: compares without it, and it must be there."""
    beside = archive.work / ".site.staging" / ".git" / "HEAD"
    if keeper.exists() or not beside.exists():
        return "lost"
    keeper.parent.mkdir()
    shutil.copy(beside, keeper)
    whole = measure.snapshot(archive.site)
    shutil.rmtree(keeper.parent)
    return whole


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
