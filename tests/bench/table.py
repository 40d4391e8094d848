"""Prints what was measured: one row a job, then the ratios."""
import statistics

HEAD = ("job", "wall s", "min–max", "CPU s", "peak MB", "files", "MB", "changed", "KB", "in search/", "KB")
WIDTHS = (32, 9, 15, 9, 9, 9, 9, 9, 12, 12, 9)


class Measured:
    """The runs of one job; `tree` and `changed` are snapshots (see measure.snapshot), or nothing."""

    def __init__(self, name):
        self.name = name
        self.runs = []
        self.tree = None
        self.changed = None

    def median(self, what):
        return statistics.median(run[what] for run in self.runs)

    def as_json(self):
        result = {"job": self.name, "runs": self.runs}
        for key in ("tree", "changed"):
            if getattr(self, key) is not None:
                result[key] = dict(zip(("files", "bytes"), count(getattr(self, key))))
        return result


def count(tree, below=""):
    sizes = [size for path, (size, _) in tree.items() if path.startswith(below)]
    return len(sizes), sum(sizes)


def line(cells):
    print("".join(cell.ljust(width) if at == 0 else cell.rjust(width)
                  for at, (cell, width) in enumerate(zip(cells, WIDTHS))).rstrip())


def row(measured):
    walls = [run["wall"] for run in measured.runs]
    cells = [measured.name, f"{measured.median('wall'):.2f}", f"{min(walls):.2f}–{max(walls):.2f}",
             f"{measured.median('cpu'):.2f}", f"{measured.median('peak') / 1e6:.0f}"]
    if measured.tree is not None:
        files, size = count(measured.tree)
        cells += [f"{files:,}", f"{size / 1e6:.1f}"]
    if measured.changed is not None:
        files, size = count(measured.changed)
        searched, searched_size = count(measured.changed, "search/")
        cells += ["", ""] * (measured.tree is None) + [f"{files:,}", f"{size / 1e3:,.0f}"]
        if searched:
            cells += [f"{searched:,}", f"{searched_size / 1e3:,.0f}"]
    return cells


def ratio(name, ours, *theirs):
    """Ours to theirs: their times are summed, and of their peaks the highest counts."""
    if not ours or not all(theirs) or not theirs:
        return
    wall, cpu = (sum(other.median(what) for other in theirs) for what in ("wall", "cpu"))
    peak = max(other.median("peak") for other in theirs)
    print(f"  {name:<58} wall {ours.median('wall') / wall:6.2f}   CPU {ours.median('cpu') / cpu:6.2f}   "
          f"memory {ours.median('peak') / peak:6.2f}")


def search_size(name, tree, markdown):
    files, size = count(tree)
    largest = max((entry[0] for entry in tree.values()), default=0)
    print(f"  {name:<58} {files:,} files, {size / 1e6:.2f} MB ({size / markdown:.0%} of the Markdown), "
          f"largest {largest / 1e3:.0f} KB")


def print_all(title, jobs, markdown):
    """`jobs`: name → Measured."""
    print(f"\n{title}\n")
    line(HEAD)
    for measured in jobs.values():
        line(row(measured))
    print("\nratios: below 1 is better for Broadsheet")
    job = jobs.get
    ratio("clean without search / Hugo", job("clean, no search"), job("Hugo: clean"))
    ratio("clean with search / Hugo", job("clean, search"), job("Hugo: clean"))
    ratio("clean with search / (Hugo + Pagefind)", job("clean, search"), job("Hugo: clean"), job("Pagefind"))
    for name in ("nothing changed", "one story edited", "one new issue"):
        ratio(f"{name} / Hugo", job(name), job(f"Hugo: {name}"))
        ratio(f"{name} / clean", job(name), job("clean, search"))
    print("\nsearch")
    if job("clean, search"):
        tree = job("clean, search").tree
        search_size("Broadsheet", {path: entry for path, entry in tree.items() if path.startswith("search/")}, markdown)
    if job("Pagefind"):
        search_size("Pagefind", job("Pagefind").tree, markdown)


def print_growth(results):
    """What an issue takes in clean builds of each size, beside the smallest; `results` as bench.py keeps them."""
    for medium in dict.fromkeys(result["output"] for result in results):
        sizes = [result for result in results if result["output"] == medium]
        if len(sizes) < 2:
            continue
        print(f"\ntime an issue, output {medium}")
        for name in ("clean, no search", "clean, search"):
            least = None
            for result in sorted(sizes, key=lambda one: one["issues"]):
                walls = [run["wall"] for job in result["jobs"] if job["job"] == name for run in job["runs"]]
                each = 1000 * statistics.median(walls) / result["issues"]
                least = least or each
                print(f"  {name:<20} {result['issues']:>9,} issues {each:7.2f} ms {each / least:6.2f}")
