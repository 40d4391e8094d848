#include "scaffold/example.h"

namespace broadsheet::scaffold {

namespace {

constexpr const char* kSite = R"(# The configuration of the archive. Only `title` and `series` are needed to start.

title: My Digest
tagline: What happened, retold in brief
url: https://digest.example/    # where the site will stand; with a slash at its end
language: en                    # a BCP 47 tag
theme: broadsheet

navigation:
  - title: About
    url: /about/

# A series is a sequence of issues. An issue belongs to one by the start of its file's name (prefixes), a folder on the
# way to it (folders), or its title (names), in this order.
series:
  - slug: engineering           # its address; never change it once it is published
    name: Engineering
    description: What engineers wrote about their work.
    folders: [tech]
    prefixes: [tech]
    sources: tech               # the list in sources/ that a {{< sources >}} line shows
    sections:
      - heading: Signal of the Day
        kind: prose             # prose, stories, threads, bullets or quote
      - heading: Deep Dives
        kind: stories

ignore:
  - "**/README.md"

# Pages of companies and topics. One that is in neither vocabulary gets a page with this many stories.
terms:
  minimum: 2
)";

constexpr const char* kCompanies = R"(# Names in bylines and in the prose, and what they stand for.

- name: Industry
  kind: not-an-entity           # stands where a company would, and is none
- name: Example Cloud
  aliases: [ExampleCloud, "Example Cloud, Inc."]
  homepage: https://cloud.example/
  description: A company that exists in examples.
- name: Sample Bank
)";

constexpr const char* kTopics = R"(# Topics, and the tags and words that mean them.

- name: Reliability
  aliases: [uptime, outage, outages]
  description: Keeping things running.
- name: Databases
  aliases: [database, SQL]
)";

constexpr const char* kSources = R"(- name: Example Cloud's engineering blog
  url: https://cloud.example/blog/
- name: Sample Bank's engineers
  url: https://bank.example/engineers/
)";

constexpr const char* kFirstIssue = R"(---
title: 2026-03-24
tags: [reliability, databases]
---

{{< sources "tech" >}}

# Engineering — 2026-03-24

## Signal of the Day
One paragraph that says what the day was about.

## Deep Dives
**[A database that answers while it moves](https://cloud.example/blog/moving-database)** · Example Cloud
The text of a story follows its head line, in the same paragraph or in further ones, until the next head or heading. An
outage of two minutes taught the team to copy first and switch later.

**[Payments that arrive once]** · Sample Bank / Example Cloud · [Source](https://bank.example/engineers/once)
Two companies, divided by a slash, make this story one of both.
)";

constexpr const char* kSecondIssue = R"(---
title: 2026-03-25
tags: [reliability]
---

# Engineering — 2026-03-25

## Signal of the Day
Whatever has no head line of a story is prose, and stays as it is written.

## Deep Dives
**[Reading an outage backwards](https://cloud.example/blog/backwards)** · Example Cloud
What the team saw last was what had happened first.
)";

constexpr const char* kAbout = R"(---
title: About
description: What this digest is, and who makes it.
---

This is a page of its own, at [/about/](/about/). Everything below `pages/` is one.
)";

constexpr const char* kArchetype = R"(---
title: {{ date }}
tags: []
draft: true
---

{{< sources "tech" >}}

# {{ series }} — {{ date }}

## Signal of the Day

## Deep Dives
)";

}  // namespace

std::vector<FileBytes> example_archive() {
  return {{"site.yaml", kSite},
          {"companies.yaml", kCompanies},
          {"topics.yaml", kTopics},
          {"sources/tech.yaml", kSources},
          {"issues/tech/tech-2026-03-24.md", kFirstIssue},
          {"issues/tech/tech-2026-03-25.md", kSecondIssue},
          {"pages/about.md", kAbout},
          {"archetypes/engineering.md", kArchetype}};
}

}  // namespace broadsheet::scaffold
