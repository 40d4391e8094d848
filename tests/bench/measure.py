#!/usr/bin/env python3
"""Cost of a command (wall and CPU seconds, peak resident memory), and what it changed in a folder.

A forked process starts with its parent's peak memory, so a large parent would hide a small child. Commands are
therefore started by a small process of their own: this file, run as `measure.py REPORT COMMAND...`.
"""
import json
import os
import subprocess
import sys
import time


def launch(report, command):
    """Runs the command as the only child and writes its cost; wait4 counts grandchildren that were waited for."""
    start = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024}, file)
    return os.waitstatus_to_exitcode(status)


def cost(command, scratch, cwd=None):
    """The cost of a command as a dictionary of wall, cpu (seconds) and peak (bytes); its failure is an exception."""
    report = os.path.join(scratch, "cost.json")
    done = subprocess.run([sys.executable, "-S", "-E", os.path.abspath(__file__), report, *command], cwd=cwd,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    with open(report, encoding="utf-8") as file:
        return json.load(file)


def snapshot(folder):
    """Path below the folder → size and hash of each file."""
    import hashlib  # not at the top: the launcher must stay small
    files = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                content = file.read()
            files[os.path.relpath(path, folder)] = (len(content), hashlib.blake2b(content, digest_size=12).digest())
    return files


def difference(before, after):
    """The files of `after` that an owner has to upload: new ones and those with other bytes."""
    return {path: entry for path, entry in after.items() if before.get(path) != entry}


if __name__ == "__main__":
    sys.exit(launch(sys.argv[1], sys.argv[2:]))
