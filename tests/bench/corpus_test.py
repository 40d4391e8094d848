"""The made archive of the benchmarks must be one that authors could have written: it builds without findings, before
and after each of the edits that are measured. BROADSHEET names the program."""
import os
import subprocess
import sys
import tempfile
import types
import unittest

sys.dont_write_bytecode = True
import corpus  # noqa: E402
import edits  # noqa: E402

THEMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "themes")


def build(place):
    """What a strict build says; each finding would be in it."""
    done = subprocess.run([os.environ["BROADSHEET"], "build", "--strict", "--quiet", "--content",
                           place.content, "--themes", THEMES, "--out", place.content + "-site", "--no-search",
                           "--cache", place.content + "-cache"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


class MadeArchive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="broadsheet-corpus-")
        self.addCleanup(folder.cleanup)
        self.place = types.SimpleNamespace(content=os.path.join(folder.name, "content"), issues=60)

    def test_builds_without_findings(self):
        corpus.write(self.place.content, 60)
        self.assertEqual(build(self.place), (0, ""))

    def test_builds_without_findings_where_a_part_is_chinese(self):
        corpus.write(self.place.content, 20, chinese=0.5)
        self.assertEqual(build(self.place), (0, ""))

    def test_builds_without_findings_after_each_edit(self):
        corpus.write(self.place.content, 60)
        for run in range(2):
            for edit in (edits.edit_story, edits.add_issue, edits.change_vocabulary):
                edit(self.place, run)
        self.assertEqual(build(self.place), (0, ""))

    def test_is_the_end_of_a_larger_one(self):
        smaller, larger = (list(corpus.issues(count, 1, 0.0)) for count in (30, 50))
        self.assertEqual(smaller, larger[:30])
        self.assertEqual(len({path for path, _ in larger}), 50)

    def test_differs_by_seed(self):
        self.assertNotEqual(list(corpus.issues(3, 1, 0.0)), list(corpus.issues(3, 2, 0.0)))


if __name__ == "__main__":
    unittest.main()
