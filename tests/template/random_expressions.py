"""Random expressions of a wanted type, over the variables of DATA; random_templates.py puts them into templates."""

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


class ExpressionMaker:
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
