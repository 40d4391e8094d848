"""Makes an archive of 17 series as their authors keep it: a file lives in today/, then in week/FOLDER/, then in
archives/FOLDER/, and its front matter is rewritten on the way. Folders, prefixes, titles and headings disagree."""
import datetime
import os

DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2026, 3, 14)
TODAY = datetime.date(2026, 5, 8)


class Series:
    """`index`: its weekly is the _index.md of its folder until it moves to archives/."""

    def __init__(self, slug, folder, prefix, title, heading, daily=0, weekly=None, language=None):
        self.slug, self.folder, self.prefix, self.title, self.heading = slug, folder, prefix, title, heading
        self.daily, self.weekly, self.language = daily, weekly, language

    def yaml(self):
        lines = [f"  - slug: {self.slug}", f'    name: "{self.heading}"', f'    folders: ["{self.folder}"]',
                 f'    prefixes: ["{self.prefix}"]', f'    names: ["{self.title}"]']
        return lines + ([f"    language: {self.language}"] if self.language else [])


SERIES = [
    Series("engineering-at-scale", "tech", "tech", "Tech Company Blogs", "Engineering @ Scale", 1, "range"),
    Series("ai-at-x", "ai@x", "x", "AI@X", "AI @ X", daily=1, weekly="_weekly"),
    Series("engineering-reads", "blogs", "engineer-blogs", "Engineer Reads", "Engineering Reads", 2, "range8"),
    Series("hacker-news", "HackerNews", "HN", "HN Daily", "Hacker News", daily=1, weekly="index"),
    Series("papers", "Papers_and-Preprints", "arXiv", "arXiv", "Papers", daily=3),
    Series("kuai-xun", "快讯", "kx", "快讯", "今日快讯", daily=1, language="zh"),
    Series("security", "sec", "security-brief", "Security", "Security Briefing", daily=2, weekly="weekly"),
    Series("databases", "db", "databases", "DB Weekly", "Databases", weekly="weekly"),
    Series("cloud", "cloud", "Cloud-Native", "Cloud", "Cloud Native", daily=2),
    Series("c-plus-plus", "c++", "cpp", "C++", "C++ Notes", weekly="range"),
    Series("c-sharp", "c#", "csharp", "C#", "C# Notes", weekly="range"),
    Series("c", "c", "clang", "C", "C Notes", weekly="_weekly"),
    Series("startups", "start-ups", "vc", "Startups & VC", "Startups", daily=3),
    Series("podcasts", "pod@casts", "pods", "Podcasts", "Worth Hearing", weekly="fortnight"),
    Series("video", "YouTube", "yt", "YouTube", "Watch First", daily=2, weekly="index"),
    Series("editorial", "opinion", "op-ed", "Editor's Picks", "", daily=5),
    Series("week", "all", "digest", "The Week", "The Week", weekly="weekly"),
]
HEADLINES = ["The Enterprise Agent Shift and the Copernican View of AI", "What $4.20 Buys", "Chips, Chips, Chips"]


class Issue:
    """`name` gives the file's name in each folder; `address` is where its page must be, whatever happens."""

    def __init__(self, series, first, last, name, index_name=None):
        self.series, self.first, self.last, self.name, self.index_name = series, first, last, name, index_name
        dates = first.isoformat() if first == last else f"{first.isoformat()}--{last.isoformat()}"
        self.address = f"/{series.slug}/{dates}/"

    def path(self, tier):
        if tier == "today":
            # Only a file whose name says its series can lie beside those of others.
            if self.name.lower().startswith(self.series.prefix.lower()):
                return f"today/{self.name}"
            tier = "week"
        return f"{tier}/{self.series.folder}/{(self.index_name if tier == 'week' else None) or self.name}"

    def front_matter(self, tier):
        if self.last.day % 7 == 0:
            return ""  # many files have none
        title = self.series.title.replace("'", "''")
        if tier == "archives":
            title = self.last.isoformat()
        lines = ["---", f"title: '{title}'", f"weight: {self.last.day if tier == 'today' else 1000 - self.last.day}"]
        if self.last.day % 2:
            lines.append("tags: [\"AI agents\", \"R&D\", \"what's new\"]")
        if self.last.day % 3 == 0 and tier != "today":
            lines.append("bookCollapseSection: true")
        return "\n".join(lines + ["---", "", ""])

    def heading(self):
        words = self.series.heading or HEADLINES[self.last.day % len(HEADLINES)]
        if self.first == self.last:
            return f"# {words} {'—' if self.last.day % 4 else '-'} {self.last.isoformat()}"
        return f"# {words} — Week of {self.first.isoformat()} to {self.last.isoformat()}"

    def text(self, tier):
        number = f"{self.series.slug}-{self.last.isoformat()}"
        chinese = self.series.language == "zh"
        return self.front_matter(tier) + self.heading() + "\n\n" + "\n\n".join([
            ("## 今日头条" if chinese else "## Signal of the Day") + f"\nIn a line: {number} was like others.",
            "## 快讯" if chinese else "## Deep Dives",
            f"**[Sandboxes of {number}]** · Cloudflare / AWS · [Source](https://blog.example/{number})\n"
            f"Text of the first story of {number}; it costs $4.20, or \\$12.93.",
            f"**[Queues of {number}](https://blog.example/q-{number})** · Pinterest \nText of the second.",
            f"**Thread of {number}**\nText of a thread.",
        ]) + "\n"


def weekly_issues(series):
    """Weeks from Saturday to Friday; some are missing, some take longer, some overlap the next."""
    first = FIRST
    while first + 6 * DAY <= TODAY:
        last = first + 6 * DAY
        # Counted from another start than ISO's: weekly-2026-W17.md covers 11 to 17 April, which end in ISO week 16.
        week = f"{last.year}-W{last.isocalendar()[1] + 1:02}"
        if series.weekly == "range8":  # inclusive at both ends: 19 to 26 March
            last = first + 7 * DAY
        if series.weekly == "fortnight":
            last = first + 13 * DAY
        dates = f"{first.isoformat()}--{last.isoformat()}"
        if series.weekly in ("range", "range8", "fortnight"):
            yield Issue(series, first, last, f"{series.prefix}-{dates}.md")
        elif series.weekly == "index":
            # The newest weekly is the folder's _index.md; the ones before have been moved.
            newest = last + 14 * DAY > TODAY
            yield Issue(series, first, last, f"{series.prefix}-weekly-{week}.md", "_index.md" if newest else None)
        else:
            yield Issue(series, first, last, f"{series.weekly}-{week}.md")
        first += (14 if series.weekly == "fortnight" or first.day % 5 == 0 else 7) * DAY


def issues():
    made = []
    for number, series in enumerate(SERIES):
        if series.daily:
            day = FIRST + number % 3 * DAY
            while day <= TODAY:
                if (day.toordinal() * 7 + number) % 11:  # days are missing
                    made.append(Issue(series, day, day, f"{series.prefix}-{day.isoformat()}.md"))
                day += series.daily * DAY
        if series.weekly:
            made += weekly_issues(series)
    return made


def write(folder, tier_of):
    """Writes the archive; `tier_of(issue)` says where a file lives at the moment."""
    lines = ["title: The Archive", "url: https://archive.example/", "navigation:", "  - {title: About, url: /about/}",
             "series:"]
    for series in SERIES:
        lines += series.yaml()
    files = {"site.yaml": "\n".join(lines) + "\n",
             "companies.yaml": "- name: AWS\n  aliases: [Amazon Web Services]\n- name: Cloudflare\n",
             "pages/about.md": "# About\n\nAn archive.\n"}
    for issue in issues():
        tier = tier_of(issue)
        path = "issues/" + issue.path(tier)
        if path in files:
            raise ValueError(path + " twice")
        files[path] = issue.text(tier)
    for path, text in files.items():
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)
