"""Files that move and whose front matter is rewritten must not change an address, nor, where every issue has a heading
of its own, a single byte of the site. BROADSHEET names the program."""
import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import archive  # noqa: E402

THEMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "themes")


def by_age(issue):
    """The newest file of a series is in today/, the last week's are in week/, older ones in archives/."""
    age = (archive.TODAY - issue.last).days
    return "today" if age < 1 else "week" if age < 8 else "archives"


def a_week_later(issue):
    age = (archive.TODAY - issue.last).days + 7
    return "week" if age < 8 else "archives"


def always(tier):
    return lambda issue: tier


class MovedArchive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="broadsheet-moved-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def build(self, name, tier_of, change=None):
        """The site as a map from path to bytes."""
        archive.write(self.path(name), tier_of)
        if change:
            change(self.path(name))
        done = subprocess.run([os.environ["BROADSHEET"], "build", "--quiet", "--content", self.path(name), "--themes",
                               THEMES, "--out", self.path(name + "-site"), "--cache", self.path(name + "-cache")],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = done.stdout.decode()
        self.assertEqual(done.returncode, 0, said)
        # Only the weeks that are counted from another start than ISO's are told, since names and headings disagree.
        told = [line for line in said.splitlines() if line.startswith(self.folder)]
        self.assertEqual([line for line in told if "-W" not in line or "[date-disagreement]" not in line], [])
        site = {}
        for folder, _, names in os.walk(self.path(name + "-site")):
            for file in names:
                path = os.path.join(folder, file)
                with open(path, "rb") as opened:
                    site[os.path.relpath(path, self.path(name + "-site"))] = opened.read()
        return site

    def assert_same(self, one, other):
        self.assertEqual(sorted(one), sorted(other))
        self.assertEqual([path for path in one if one[path] != other[path]], [])

    def test_every_issue_has_the_address_of_its_series_and_dates(self):
        issues = archive.issues()
        addresses = {issue.address for issue in issues}
        self.assertEqual(len(addresses), len(issues))
        self.assertGreater(len(issues), 350)
        self.assertEqual({address.split("/")[1] for address in addresses}, {series.slug for series in archive.SERIES})
        site = self.build("now", by_age)
        made = {f"/{path[:-len('index.html')]}" for path in site if path.endswith("/index.html")}
        series = tuple(f"/{one.slug}/" for one in archive.SERIES)
        self.assertEqual({one for one in made if one.startswith(series) and one not in series}, addresses)

    def test_moving_changes_no_byte(self):
        now = self.build("now", by_age)
        for name, tier_of in (("later", a_week_later), ("today", always("today")), ("archives", always("archives"))):
            with self.subTest(name):
                self.assert_same(now, self.build(name, tier_of))

    def test_moving_changes_no_address_where_issues_have_no_heading(self):
        def without_headings(content):
            for folder, _, names in os.walk(os.path.join(content, "issues")):
                for name in names:
                    # Days that only a heading tells cannot be without it.
                    if "W" in name or name == "_index.md":
                        continue
                    path = os.path.join(folder, name)
                    with open(path, encoding="utf-8") as file:
                        text = "".join(line for line in file if not line.startswith("# "))
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(text)

        now = self.build("now", by_age, without_headings)
        archived = self.build("archives", always("archives"), without_headings)
        # The search index names its files by what is in them, and titles are.
        addresses = [{path for path in site if not path.startswith("search/")} for site in (now, archived)]
        self.assertEqual(*addresses)


if __name__ == "__main__":
    unittest.main()
