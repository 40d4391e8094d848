#!/usr/bin/env python3
"""Builds with a disk that is full, that forbids, that holds strange names, and whose files come and go: a build says
which file is at fault and leaves the old site whole, and when the disk behaves again, the next build is as good as new.

    disk_test.py BROADSHEET THEMES [CASE ...]

Run as root, builds run as nobody, whom permissions hold.
"""
import argparse
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))
import measure  # noqa: E402

NOBODY = 65534
ISSUE = "# Daily — {date}\n\n## Top\n\n**[{title}](https://a.example/)** · Acme\nText of it.\n"
FAULTS = []


def check(holds, what, output=""):
    if not holds:
        FAULTS.append(what)
        print(f"FAULT: {what}\n{output}")


class Project:
    def __init__(self, options, folder):
        self.options = options
        self.folder = pathlib.Path(folder)
        self.content = self.folder / "content"
        self.site = self.folder / "out" / "site"
        (self.folder / "out").mkdir()
        self.write("site.yaml", "title: Disk\nurl: https://disk.example/\n")
        for day in range(1, 6):
            self.issue(f"2026-03-0{day}", "A story")

    def write(self, path, text):
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def issue(self, date, title, name="daily"):
        return self.write(f"issues/daily/{name}-{date}.md", ISSUE.format(date=date, title=title))

    def own(self):
        """Hands all of it to whom the builds run as."""
        if os.geteuid() != 0:
            return
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def build(self, *options, cache="cache", limit=None):
        """The exit code and what was said."""
        def become():
            if limit:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
        done = subprocess.run(
            [self.options.broadsheet, "build", "--quiet", "--content", str(self.content), "--themes",
             self.options.themes, "--out", str(self.site), "--cache", str(self.folder / cache), *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=become, timeout=600, check=False)
        return done.returncode, done.stdout

    def tree(self):
        return measure.snapshot(self.site)

    def succeeds(self, what, *options):
        code, output = self.build(*options)
        check(code == 0, f"{what}: a build failed", output)
        return self.tree()

    def fails(self, what, message, **how):
        """A build that fails leaves the site as it was, and nothing beside it."""
        before = self.tree()
        code, output = self.build(**how)
        check(code == 1 and message in output, f"{what}: '{message}' was not said", output)
        check(self.tree() == before, f"{what}: the old site is not as it was", output)
        check(not (self.folder / "out" / ".site.staging").exists(), f"{what}: something was left beside the site")

    def as_new(self, what):
        """The next build is that of a clean one."""
        now = self.succeeds(what)
        kept, self.site = self.site, self.folder / "out" / "clean"
        check(self.succeeds(what, "--no-cache") == now, f"{what}: the next build is not as good as new")
        self.site = kept


def unreadable_files(project):
    project.own()
    project.succeeds("unreadable files")
    file = project.content / "issues/daily/daily-2026-03-02.md"
    file.write_text(file.read_text() + "More.\n")
    file.chmod(0)
    project.fails("an unreadable issue", "daily-2026-03-02.md: error: cannot be read: Permission denied")
    file.chmod(0o644)
    (project.content / "issues/daily").chmod(0)
    project.fails("an unreadable folder", "issues/daily: error: Permission denied")
    (project.content / "issues/daily").chmod(0o755)
    (project.content / "site.yaml").chmod(0)
    project.fails("unreadable configuration", "site.yaml: error: cannot be read: Permission denied")
    (project.content / "site.yaml").chmod(0o644)
    project.content.chmod(0)
    project.fails("unreadable content", f"{project.content}: error: cannot be read: Permission denied")
    project.fails("unreadable content is one error", "\n1 error\n")
    project.content.chmod(0o755)
    project.as_new("unreadable files")


def read_only_folders(project):
    project.own()
    project.succeeds("read-only folders")
    project.issue("2026-03-09", "One more").chmod(0o644)
    (project.folder / "out").chmod(0o555)
    project.fails("a read-only folder of the site", "cannot be made: Permission denied")
    (project.folder / "out").chmod(0o755)
    (project.folder / "cache").chmod(0o555)
    project.succeeds("a read-only cache")
    (project.folder / "cache").chmod(0o755)
    for path in [project.content, *project.content.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    project.succeeds("read-only content")
    for path in [project.content, *project.content.rglob("*")]:
        path.chmod(0o755)
    project.as_new("read-only folders")


def full_disk(project):
    """No file may become larger than some bytes: the system says so where a full disk says that it is full."""
    project.own()
    project.succeeds("a full disk")
    project.write("static/large.bin", "x" * 300_000).chmod(0o644)
    project.fails("a full disk", "cannot be written: File too large", limit=200_000)
    project.as_new("a full disk")
    project.issue("2026-03-09", "One more").chmod(0o644)
    code, output = project.build("--no-search", limit=150)  # neither the cache nor the site can be written
    check(code == 1 and output.count("cannot be written") == 1, "a disk that is full from the start", output)
    project.as_new("a disk that is full from the start")


def full_file_system(project):
    """The same with a file system that is full indeed, where one can be made."""
    small = project.folder / "small"
    small.mkdir()
    made = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "none", str(small)],
                                                stderr=subprocess.DEVNULL, check=False).returncode == 0
    if not made:
        print("no file system can be made here: full_file_system is left out")
        return
    try:
        project.site = small / "site"
        project.own()
        project.succeeds("a full file system", "--no-search")
        large = project.write("static/large.bin", "x" * 600_000)
        large.chmod(0o644)
        before = project.tree()
        code, output = project.build("--no-search")
        check(code == 1 and "cannot be written: No space left on device" in output, "a full file system", output)
        check(project.tree() == before, "a full file system: the old site is not as it was", output)
        large.unlink()
        check(project.succeeds("a file system with room again", "--no-search") == before, "room again: another site")
    finally:
        subprocess.run(["umount", str(small)], check=True)


def strange_names(project):
    long_name = "n" * 252 + ".md"
    project.write(f"issues/daily/{long_name}", ISSUE.format(date="2026-03-20", title="Of a long name"))
    project.write("static/" + "s" * 251 + ".txt", "long")
    project.write("static/readme.txt", "small")
    project.write("static/README.txt", "large")
    project.write("static/ünï/快讯 & co.txt", "names")
    project.write("issues/daily/upper-2026-03-21.md",
                  ISSUE.format(date="2026-03-21", title="t" * 3_000).replace("Acme", "C" * 3_000))
    (project.content / "issues/up").symlink_to("..")
    (project.content / "issues/self").symlink_to("self")
    project.own()
    code, output = project.build()
    check(code == 1 and "issues/self" in output, "a symbolic link to itself is not told", output)
    (project.content / "issues/self").unlink()
    project.succeeds("strange names")
    for name, text in [("s" * 251 + ".txt", "long"), ("readme.txt", "small"), ("README.txt", "large"),
                       ("ünï/快讯 & co.txt", "names")]:
        file = project.site / name
        check(file.exists() and file.read_text() == text, f"strange names: {name} is not in the site")
    project.as_new("strange names")
    project.write("issues/daily/Daily-2026-03-01.md", ISSUE.format(date="2026-03-01", title="Twice")).chmod(0o644)
    code, output = project.build()
    check(code == 1 and "Daily-2026-03-01.md" in output and "daily-2026-03-01.md" in output,
          "two issues whose names differ in case alone", output)


def crowded_folder(project):
    folder = project.content / "static" / "crowd"
    folder.mkdir(parents=True)
    for number in range(100_000):
        (folder / f"{number}.txt").touch()
    project.own()
    project.succeeds("a crowded folder", "--no-search")
    check(sum(1 for _ in (project.site / "crowd").iterdir()) == 100_000, "a crowded folder: files are missing")
    project.issue("2026-03-09", "One more").chmod(0o644)
    project.succeeds("a crowded folder, again", "--no-search")
    check(sum(1 for _ in (project.site / "crowd").iterdir()) == 100_000, "a crowded folder: files went")


def files_that_come_and_go(project):
    """Another process writes, renames and removes while builds run."""
    project.own()
    project.succeeds("files that come and go")
    ended = threading.Event()
    chance = random.Random(1)

    def disturb():
        while not ended.is_set():
            day = chance.randrange(1, 29)
            file = project.content / f"issues/daily/daily-2026-04-{day:02}.md"
            try:
                if chance.random() < 0.6:
                    file.write_text(ISSUE.format(date=f"2026-04-{day:02}", title="x" * chance.randrange(1, 60)))
                elif chance.random() < 0.5:
                    file.unlink()
                else:
                    file.rename(project.content / f"issues/daily/moved-2026-04-{day:02}.md")
            except FileNotFoundError:
                pass
    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        for _ in range(15):
            code, output = project.build()
            check(code in (0, 1), f"files that come and go: exit code {code}", output)
            check((project.site / "index.html").exists(), "files that come and go: the site is not whole")
    finally:
        ended.set()
        thread.join()
    for file in (project.content / "issues/daily").glob("*-2026-04-*.md"):
        if file.name.startswith("moved"):
            file.unlink()
    project.own()
    project.as_new("files that come and go")


CASES = [unreadable_files, read_only_folders, full_disk, full_file_system, strange_names, crowded_folder,
         files_that_come_and_go]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("broadsheet", type=os.path.abspath)
    parser.add_argument("themes", type=os.path.abspath)
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    for case in CASES:
        if options.cases and case.__name__ not in options.cases:
            continue
        with tempfile.TemporaryDirectory(prefix="broadsheet-disk-") as folder:
            case(Project(options, folder))
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
