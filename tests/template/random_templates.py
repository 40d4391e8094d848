#!/usr/bin/env python3
"""Renders random templates with Broadsheet's engine and with the reference, and fails where they differ.

usage: random_templates.py PROGRAM [--count N] [--seed S]

Both must give the same text, or both must refuse. Expressions are made for a wanted type, so that most templates
render; now and then one of another type is put in its place.
"""

import argparse
import random
import sys

import reference

DATA = {
    "n": 3,
    "m": -7,
    "f": 2.5,
    "s": "Hello <World> & 'all'",
    "t": "pear,fig;apple pie",
    "u": "Grüße aus Köln: 日本 ß",
    "blank": "",
    "nums": [3, 1, 2, 10, 3],
    "words": ["pear", "Apple", "fig & co", "b", "Äpfel"],
    "none_value": None,
    "yes": True,
    "no": False,
    "map": {"a": 1, "b": "x < y", "c": [1, 2], "Key": None},
    "stories": [
        {"headline": "Zoë's <story>", "words": 30, "tags": ["x", "y"], "company": {"name": "Net"}, "top": True},
        {"headline": "another", "words": 5, "tags": [], "company": {"name": "acme"}, "top": False},
        {"headline": "Beta", "words": 30, "tags": ["y"], "company": {"name": "Net"}, "top": True},
    ],
    "tree": [{"name": "a", "kids": [{"name": "b", "kids": []}, {"name": "c", "kids": [{"name": "d", "kids": []}]}]}],
}

TYPES = ["int", "real", "text", "bool", "ints", "texts", "stories", "map"]


class Maker:
    def __init__(self, rng):
        self.rng = rng
        self.names = {"int": ["n", "m"], "real": ["f"], "text": ["s", "t", "u", "blank"], "bool": ["yes", "no"],
                      "ints": ["nums"], "texts": ["words"], "stories": ["stories"], "map": ["map"], "story": []}
        self.macros = []
        self.in_loop = 0
        self.count = 0

    def pick(self, *choices):
        return self.rng.choice(choices)

    def chance(self, percent):
        return self.rng.random() * 100 < percent

    def name(self, kind):
        return self.rng.choice(self.names[kind])

    def expr(self, kind, depth):
        if self.chance(2):
            kind = self.rng.choice(TYPES)
        if self.chance(0.7):
            return self.pick("missing", "n.missing", "map.missing", "map['zz']", "nums[99]", "none_value", "words[0].x")
        if depth <= 0:
            return getattr(self, "leaf_" + kind)()
        return getattr(self, "make_" + kind)(depth - 1)

    # -- leaves

    def leaf_int(self):
        return self.pick(self.name("int"), str(self.rng.randint(0, 12)), f"-{self.rng.randint(1, 5)}",
                         *(["loop.index", "loop.index0", "loop.revindex", "loop.length", "loop.depth"]
                           if self.in_loop else []))

    def leaf_real(self):
        return self.pick(self.name("real"), "0.5", "1e3", "3.25", "2.0", "1.1", "1e16", "1.5e-7")

    def leaf_text(self):
        return self.pick(self.name("text"), "'a'", '"<b>"', "'it\\'s'", "''", "'x & y'", "'Two  words'", "'né\\u20ac'",
                         "'line\\nbreak'", "'12'", "'a-b_c'")

    def leaf_bool(self):
        return self.pick(self.name("bool"), "true", "false", *(["loop.first", "loop.last"] if self.in_loop else []))

    def leaf_ints(self):
        return self.pick(self.name("ints"), "[1, 2, 3]", "[]", "[5]", "range(4)|list", "(1, 2)|list")

    def leaf_texts(self):
        return self.pick(self.name("texts"), "['b', 'A', 'c']", "[]", "['<i>']", "t.split(',')", "map|list")

    def leaf_stories(self):
        return self.pick(self.name("stories"), "[]", "stories[:2]")

    def leaf_map(self):
        return self.pick(self.name("map"), "{'k': 1, 'j': 'v'}", "{}", "{1: 'one', 'two': [2]}", "dict(a=1, b='<')",
                         "stories[0]")

    # -- compound

    def make_int(self, d):
        e = self.expr
        return self.pick(
            lambda: f"{e('int', d)} {self.pick('+', '-', '*')} {e('int', d)}",
            lambda: f"({e('int', d)}) {self.pick('//', '%')} ({e('int', d)})",
            lambda: f"({e('int', d)})|abs",
            lambda: f"(({e('int', d)}) % 5)**2",
            lambda: f"{self.parens(self.any_text_or_list(d))}|{self.pick('length', 'count')}",
            lambda: f"{self.parens(e('ints', d))}|sum",
            lambda: f"({e('text', d)})|wordcount",
            lambda: f"({e(self.pick('text', 'real', 'int', 'bool'), d)})|int",
            lambda: f"({e('text', d)})|int({e('int', 0)})",
            lambda: f"({e('ints', d)})|{self.pick('first', 'last', 'min', 'max')}",
            lambda: f"({e('ints', d)})[{self.pick('0', '-1', '1', e('int', 0))}]",
            lambda: f"({e('int', d)}) if ({e('bool', d)}) else ({e('int', d)})",
            lambda: f"({e('text', d)}).{self.pick('count', 'find')}({e('text', 0)})",
            lambda: f"({e('stories', d)})|sum(attribute='words')",
            lambda: f"-({e('int', d)})",
            lambda: f"+({e('int', d)})",
            lambda: f"({e('int', d)}) {self.pick('and', 'or')} ({e('int', d)})",
        )()

    def make_real(self, d):
        e = self.expr
        return self.pick(
            lambda: f"({e('int', d)}) / ({e('int', d)})",
            lambda: f"({e('real', d)}) {self.pick('+', '-', '*', '/', '//', '%')} ({e(self.pick('int', 'real'), d)})",
            lambda: f"({e('real', d)})|round({self.pick('', '1', '2', '0', '1, ' + repr('floor'), 'method=' + repr('ceil'))})",
            lambda: f"({e(self.pick('text', 'int', 'real'), d)})|float",
            lambda: f"({e('real', d)})|abs",
        )()

    def make_text(self, d):
        e = self.expr
        simple = self.pick("upper", "lower", "title", "capitalize", "trim", "escape", "e", "safe", "string", "striptags",
                           "forceescape", "urlencode", "reverse", "trim('<a')", "center(20)", "indent(2)",
                           "indent(2, true)", "indent('>', blank=true)", "truncate(7)", "truncate(9, true)",
                           "truncate(6, false, '…', 0)", "default('d')", "first", "last", "replace('a', '<')",
                           "replace('l', 'L', 1)", "replace('&', 'and'|safe)")
        method = self.pick("upper()", "lower()", "strip()", "title()", "capitalize()", "strip('a<')", "lstrip()",
                           "replace('a', 'b')", "replace('l', '<', 1)", "rjust(12, '*')", "zfill(6)", "swapcase()",
                           "split()|join('/')", "splitlines()|join('|')", "center(15)", "rstrip('!')",
                           "removeprefix('He')", "partition(' ')|join('~')", "rsplit(' ', 1)|last")
        return self.pick(
            lambda: f"({e('text', d)})|{simple}",
            lambda: f"({e('text', d)})|{simple}",
            lambda: f"({e('text', d)}).{method}",
            lambda: f"{self.parens(e('text', d))} ~ {self.parens(e(self.pick('text', 'int', 'real', 'bool', 'ints'), d))}",
            lambda: f"({e('text', d)}) + ({e('text', d)})",
            lambda: f"({e('text', d)}) * {self.rng.randint(0, 3)}",
            lambda: f"({e(self.pick('texts', 'ints'), d)})|join({self.pick('', repr(', '), e('text', 0))})",
            lambda: f"({e('stories', d)})|join(', ', attribute={self.attribute()})",
            lambda: f"({e('text', d)})[{self.slice()}]",
            lambda: f"'%s-%d' % ({e('text', d)}, {e('int', d)})",
            lambda: f"'%(x)s %%'|format(x={e('text', d)})",
            lambda: f"({self.pick(repr('<%s>'), repr('<%s>') + '|safe')})|format({e('text', d)})",
            lambda: f"'{self.pick('{}', '{0!r}', '{0}-{0}')}'.format({e('text', d)})",
            lambda: f"'{self.pick('{:,}', '{:05d}', '{:x}', '{:+}', '{:>8}|', '{:*^9}', '{:.2f}', '{:e}', '{:.1%}')}'.format({e('int', d)})",
            lambda: f"'{self.pick('%05.1f', '%e', '%g', '%.3f', '%8.2f|')}' % ({e('real', d)})",
            lambda: f"('<b>{{}}</b>'|safe).format({e('text', d)})",
            lambda: f"({e('text', d)}) if ({e('bool', d)}) else ({e('text', d)})",
            lambda: f"({e(self.pick(*TYPES), d)})|{self.pick('string', 'tojson', 'tojson(2)')}",
            lambda: f"({e('texts', d)})|{self.pick('first', 'last', 'min', 'max')}",
            lambda: f"({e('map', d)})|{self.pick('xmlattr', 'urlencode')}",
            lambda: f"({e('text', d)}) {self.pick('and', 'or')} ({e('text', d)})",
            lambda: f"({e('int', d)} * 1000)|filesizeformat{self.pick('', '(true)')}",
            lambda: self.macro_call(d) if self.macros else e("text", d),
            lambda: "loop.cycle('odd', 'even')" if self.in_loop else e("text", d),
        )()

    def make_bool(self, d):
        e = self.expr
        kind = self.pick("int", "real", "text", "ints")
        return self.pick(
            lambda: f"{self.parens(e(kind, d))} {self.pick('==', '!=', '<', '>', '<=', '>=')} {self.parens(e(kind, d))}",
            lambda: f"{self.parens(e('int', d))} < {self.parens(e('int', d))} <= {self.parens(e('int', d))}",
            lambda: f"{self.parens(e('int', d))} {self.pick('in', 'not in')} {self.parens(e('ints', d))}",
            lambda: f"{self.parens(e('text', d))} {self.pick('in', 'not in')} {self.parens(e(self.pick('text', 'texts', 'map'), d))}",
            lambda: f"not ({e('bool', d)})",
            lambda: f"({e('bool', d)}) {self.pick('and', 'or')} ({e('bool', d)})",
            lambda: f"({e('int', d)}) is {self.pick('', 'not ')}{self.pick('odd', 'even', 'divisibleby 3', 'divisibleby(2)', 'gt 2', 'lt(3)', 'eq 1', 'in nums')}",
            lambda: f"({e(self.pick(*TYPES), d)}) is {self.pick('', 'not ')}{self.pick('none', 'string', 'number', 'mapping', 'sequence', 'iterable', 'boolean', 'integer', 'float', 'true', 'false', 'defined', 'escaped')}",
            lambda: f"{self.pick('missing', 'map.zz', 'map.a', 'n', 'nums[9]', 'words[0]')} is {self.pick('', 'not ')}{self.pick('defined', 'undefined')}",
            lambda: f"({e('text', d)}) is {self.pick('upper', 'lower')}",
            lambda: f"({e('text', d)}).{self.pick('startswith', 'endswith')}({e('text', 0)})",
            lambda: f"({e('text', d)}).{self.pick('isdigit', 'isalpha', 'isupper', 'islower', 'isspace')}()",
            lambda: f"loop.changed({e('int', 0)})" if self.in_loop else e("bool", d),
        )()

    def make_ints(self, d):
        e = self.expr
        return self.pick(
            lambda: f"[{e('int', d)}, {e('int', d)}]",
            lambda: f"range({self.rng.randint(-2, 5)}, {self.rng.randint(0, 9)}, {self.pick(1, 2, -1)})|list",
            lambda: f"({e('ints', d)})|{self.pick('sort', 'sort(true)', 'sort(reverse=true)', 'unique|list', 'reverse|list', 'list')}",
            lambda: f"({e('ints', d)})|{self.pick('select', 'reject')}({self.pick(repr('odd'), repr('gt') + ', 2', '', repr('divisibleby') + ', 3')})|list",
            lambda: f"({e('ints', d)}) + ({e('ints', d)})",
            lambda: f"({e('ints', d)})[{self.slice()}]",
            lambda: f"({e('stories', d)})|map(attribute='words')|list",
            lambda: f"({e('texts', d)})|map('length')|list",
            lambda: f"({e('ints', d)}) * 2",
            lambda: f"({e('ints', d)})|batch(2)|map('sum')|list",
            lambda: f"({e('ints', d)})|slice(2, 0)|map('last')|list",
        )()

    def make_texts(self, d):
        e = self.expr
        return self.pick(
            lambda: f"[{e('text', d)}, {e('text', d)}]",
            lambda: f"({e('texts', d)})|{self.pick('sort', 'sort(true)', 'sort(case_sensitive=true)', 'unique|list', 'reverse|list')}",
            lambda: f"({e('texts', d)})|map({self.pick(repr('upper'), repr('replace') + ', ' + repr('a') + ', ' + repr('<'), repr('default'), repr('e'))})|list",
            lambda: f"({e('stories', d)})|map(attribute={self.attribute()})|list",
            lambda: f"({e('stories', d)})|map(attribute='zz', default='none')|list",
            lambda: f"({e('text', d)}).split({self.pick('', repr(' '), repr('l'), 'none, 1', repr('e') + ', 1')})",
            lambda: f"({e('texts', d)})[{self.slice()}]",
            lambda: f"({e('text', d)})|list",
            lambda: f"({e('map', d)}).keys()|list",
            lambda: f"({e('text', d)})|batch(3, '-')|map('join')|list",
            lambda: f"({e('texts', d)})|select('string')|list",
        )()

    def make_stories(self, d):
        e = self.expr
        return self.pick(
            lambda: f"({e('stories', d)})|sort(attribute={self.pick(repr('headline'), repr('words'), repr('company.name,headline'), repr('words,headline'))})",
            lambda: f"({e('stories', d)})|{self.pick('selectattr', 'rejectattr')}({self.pick(repr('top'), repr('words') + ', ' + repr('gt') + ', 6', repr('tags'), repr('company.name') + ', ' + repr('eq') + ', ' + repr('Net'))})|list",
            lambda: f"({e('stories', d)})|unique(attribute={self.attribute()})|list",
            lambda: f"(({e('stories', d)})|groupby('company.name')|{self.pick('first', 'last')})[1]",
            lambda: f"({e('stories', d)})|groupby('words')|map('last')|sum(start=[])",
            lambda: f"({e('stories', d)})[{self.slice()}]",
        )()

    def make_map(self, d):
        e = self.expr
        return self.pick(
            lambda: f"{{'x': {e(self.pick(*TYPES), d)}, {e('text', 0)}: {e('int', d)}}}",
            lambda: f"dict({e('map', d)}, z={e('int', d)})",
            lambda: f"dict(({e('map', d)})|dictsort({self.pick('', 'true', 'reverse=true')}))",
            lambda: f"({e('stories', d)})|{self.pick('first', 'last', 'min(attribute=' + repr('words') + ')')}",
        )()

    def any_text_or_list(self, d):
        return self.expr(self.pick("text", "ints", "texts", "map"), d)

    def parens(self, text):
        return f"({text})"

    def attribute(self):
        return self.pick("'headline'", "'company.name'", "'words'", "'top'")

    def slice(self):
        part = lambda: self.pick("", "", "0", "1", "-1", "2", "-3")
        return f"{part()}:{part()}" + (f":{self.pick('2', '-1', '1', '')}" if self.chance(30) else "")

    def macro_call(self, d):
        name, count = self.rng.choice(self.macros)
        given = [self.expr("text", d) for _ in range(self.rng.randint(0, count))]
        if self.chance(15):
            given.append(f"b={self.expr('int', d)}")
        return f"{name}({', '.join(given)})"

    # -- statements

    def tag(self, body):
        return "{%" + self.pick("", "", "", "", "-", "+") + f" {body} " + self.pick("", "", "", "", "-") + "%}"

    def text(self):
        return self.pick("a ", "\n", "  \n  ", "<p>", "</p>\n", "text & more ", "\t", " | ", "\n\n  x", "{ % }", "日本 ")

    def output(self, d):
        kind = self.pick("text", "text", "int", "real", "bool", "ints", "texts", "map")
        if self.chance(3):
            return "{{ " + f"{self.expr('text', d)} if ({self.expr('bool', d)})" + " }}"
        return "{{" + self.pick("", "", "-") + f" {self.expr(kind, d)} " + self.pick("", "", "-") + "}}"

    def fresh(self):
        self.count += 1
        return f"v{self.count}"

    def body(self, d, size=3):
        kept = {kind: list(names) for kind, names in self.names.items()}
        macros = list(self.macros)
        parts = [self.statement(d) for _ in range(self.rng.randint(1, size))]
        self.names, self.macros = kept, macros
        return "".join(parts)

    def statement(self, d):
        if d <= 0 or self.chance(35):
            return self.text() + self.output(2) if self.chance(70) else self.text()
        makers = [self.if_, self.for_, self.for_, self.for_, self.set_, self.set_, self.set_block, self.with_, self.macro,
                  self.filter_, self.call, self.autoescape, self.raw, self.comment, self.include, self.namespace,
                  self.tree, self.block, self.import_]
        return self.rng.choice(makers)(d - 1)

    def if_(self, d):
        out = self.tag(f"if {self.expr(self.pick('bool', 'bool', 'text', 'ints'), 2)}") + self.body(d)
        if self.chance(30):
            out += self.tag(f"elif {self.expr('bool', 2)}") + self.body(d)
        if self.chance(50):
            out += self.tag("else") + self.body(d)
        return out + self.tag("endif")

    def for_(self, d):
        kind, item = self.pick(("ints", "int"), ("texts", "text"), ("stories", "map"))
        name = self.fresh() if self.chance(85) else self.name(item)
        items, target = self.expr(kind, 2), name
        if self.chance(20):
            other = self.fresh()
            items, target = f"({self.expr('map', 1)}).items()", f"{other}, {name}"
        condition = f" if {self.expr('bool', 1)}" if self.chance(15) and not self.in_loop else ""
        names = {k: list(v) for k, v in self.names.items()}
        self.names[item].append(name)
        self.in_loop += 1
        inside = self.body(d)
        if self.chance(10):
            inside += "{{ loop.previtem is defined }}{{ loop.nextitem is defined }}"
        self.in_loop -= 1
        self.names = names
        out = self.tag(f"for {target} in {items}{condition}") + inside
        if self.chance(20):
            out += self.tag("else") + self.body(d)
        return out + self.tag("endfor")

    def set_(self, d):
        kind = self.rng.choice(TYPES)
        value = self.expr(kind, 2)
        name = self.fresh() if self.chance(70) else self.name(kind)
        self.names[kind].append(name)
        if not name.startswith("v"):
            # The reference looks a name up outside only where the scope reads it before it assigns it.
            value = f"({name}, {value})[1]"
        return self.tag(f"set {name} = {value}")

    def set_block(self, d):
        name = self.fresh()
        inside = self.body(d)
        self.names["text"].append(name)
        return self.tag(f"set {name}{self.pick('', ' | upper', ' | trim | e')}") + inside + self.tag("endset")

    def with_(self, d):
        kind = self.rng.choice(TYPES)
        name = self.fresh()
        out = self.tag(f"with {name} = {self.expr(kind, 2)}, n = {self.expr('int', 1)}")
        names = {k: list(v) for k, v in self.names.items()}
        self.names[kind].append(name)
        out += self.body(d) + self.tag("endwith")
        self.names = names
        return out

    def macro(self, d):
        name = "m" + self.fresh()
        default = self.expr("int", 1)
        names, in_loop = {k: list(v) for k, v in self.names.items()}, self.in_loop
        self.names["text"].append("a")
        self.names["int"].append("b")
        self.in_loop = 0
        inside = self.body(d) + self.pick("", "{{ varargs|length }}", "{{ kwargs }}", "{{ caller is defined }}")
        self.names, self.in_loop = names, in_loop
        self.macros.append((name, 2))
        return self.tag(f"macro {name}(a='x<', b={default})") + inside + self.tag("endmacro")

    def filter_(self, d):
        name = self.pick("upper", "title", "trim", "replace('a', '<b>')", "indent(3)", "e", "center(30)", "striptags")
        return self.tag(f"filter {name}") + self.body(d) + self.tag("endfilter")

    def call(self, d):
        name = "m" + self.fresh()
        head = self.tag(f"macro {name}(a)") + self.body(0) + "[{{ caller(a) }}]" + self.tag("endmacro")
        names = {k: list(v) for k, v in self.names.items()}
        self.names["text"].append("given")
        inside = self.body(d)
        self.names = names
        return head + self.tag(f"call(given) {name}({self.expr('text', 1)})") + inside + self.tag("endcall")

    def autoescape(self, d):
        return self.tag(f"autoescape {self.pick('true', 'false')}") + self.body(d) + self.tag("endautoescape")

    def raw(self, d):
        return self.tag("raw") + self.pick("{{ x }}", " {% if %} ", "\n  {# c #}\n") + self.tag("endraw")

    def comment(self, d):
        return "{#" + self.pick("", "-", "+") + " {{ no }} " + self.pick("", "-") + "#}" + self.text()

    def include(self, d):
        return self.tag(self.pick("include 'part'", "include 'zz' ignore missing",
                                  "include ['zz', 'part']", "include 'loops'"))

    def import_(self, d):
        alias = self.fresh()
        return self.pick(
            self.tag(f"import 'lib' as {alias}") + "{{ " + f"{alias}.show({self.expr('text', 1)})" + " }}",
            self.tag(f"from 'lib' import show as {alias}") + "{{ " + f"{alias}({self.expr('text', 1)}, 2)" + " }}",
            self.tag(f"import 'lib' as {alias} with context") + "{{ " + f"{alias}.seen()" + " }}",
            self.tag(f"from 'lib' import constant") + "{{ constant }}")

    def namespace(self, d):
        name = self.fresh()
        return (self.tag(f"set {name} = namespace(total=0, last='')") + self.tag(f"for x in {self.expr('ints', 1)}") +
                self.tag(f"set {name}.total = {name}.total + x") + self.tag("endfor") + "{{ " + f"{name}.total" + " }}")

    def tree(self, d):
        return (self.tag("for node in tree recursive") + "<{{ node.name }}{{ loop.depth }}{{ loop.index }}" +
                self.pick("{{ loop(node.kids) }}", "{% if node.kids %}({{ loop(node.kids) }}){% endif %}") + ">" +
                self.tag("endfor"))

    def block(self, d):
        if self.in_loop:
            return self.text()
        name = "b" + self.fresh()
        names, macros = self.names, self.macros
        self.names = {kind: [n for n in known if not n.startswith("v")] or [self_default] for kind, known in names.items()
                      for self_default in [known[0] if known else "stories[0]"]}
        self.macros = []
        inside = self.body(d)
        self.names, self.macros = names, macros
        return self.tag(f"block {name}{self.pick('', ' scoped')}") + inside + self.tag(f"endblock{self.pick('', ' ' + name)}")


def make_case(seed):
    rng = random.Random(seed)
    maker = Maker(rng)
    templates = {
        "part": "[part {{ n }}{{ v1 is defined }}]\n",
        "loops": "{% for q in nums %}{{ q }}{{ loop.index }}{% endfor %}{{ loop is defined }}",
        "lib": "{% set constant = 'C<' %}{% macro show(x, n=1) %}<i>{{ x }}</i>{{ n }}{% endmacro %}"
               "{% macro seen() %}{{ s|default('unseen') }}{{ v1 is defined }}{% endmacro %}",
        "base": "B{% set n = 42 %}\n{% block head %}H{{ n }}{% endblock %}-{% block main %}M{{ s }}{% endblock %}\n",
    }
    main = "".join(maker.statement(3) for _ in range(rng.randint(1, 5)))
    if maker.chance(20):
        head = "{% block head %}" + maker.pick("{{ super() }}", "", "{{ self.main() }}") + maker.body(2) + "{% endblock %}"
        main = maker.pick("{% extends 'base' %}", "x{% extends 'base' %}", "{% if yes %}{% extends 'base' %}{% endif %}") + \
            main + head
    templates["main"] = main
    return f"seed {seed}", templates, DATA


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--count", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    cases = [make_case(seed) for seed in range(given.seed, given.seed + given.count)]
    differing, rendered = reference.compare(given.program, cases)
    print(f"{given.count} templates, {rendered} rendered by both, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
