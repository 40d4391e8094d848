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
from random_expressions import DATA, TYPES, ExpressionMaker


class Maker(ExpressionMaker):
    """Random statements."""

    # -- statements

    def tag(self, body):
        return "{%" + self.pick("", "", "", "", "-", "+") + f" {body} " + self.pick("", "", "", "", "-") + "%}"

    def text(self):
        return self.pick("a ", "\n", "  \n  ", "<p>", "</p>\n", "text & more ", "\t", " | ", "\n\n  x", "{ % }", "日本 ",
                         "<a href=\"", "\"", " src='", "'", ">", "<script>", "<!--")

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
