"""The reference engine (python3-jinja2) set up as Broadsheet's is, and Broadsheet's behind the same interface."""

import json
import subprocess

import jinja2
import jinja2.compiler


class WithoutFolding(jinja2.compiler.CodeGenerator):
    """Evaluates constants where they run: folded ones lose their markup, and fail where they never run."""

    def _output_child_to_const(self, node, frame, finalize):
        if not isinstance(node, jinja2.nodes.TemplateData):
            raise jinja2.nodes.Impossible()
        return super()._output_child_to_const(node, frame, finalize)


class ReferenceEnvironment(jinja2.Environment):
    code_generator_class = WithoutFolding


def render_reference(templates, data):
    """The output of the template "main", or None and what went wrong."""
    environment = ReferenceEnvironment(
        loader=jinja2.DictLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,
    )
    try:
        return environment.get_template("main").render(data), None
    except Exception as error:  # whatever a template does wrong, in whatever layer it shows
        return None, f"{type(error).__name__}: {error}"


def render_ours(program, cases):
    """The same for many cases, by one process of tests/template/render_cli.cc."""
    lines = "".join(json.dumps({"templates": t, "data": d}) + "\n" for t, d in cases)
    done = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=False)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if done.returncode != 0 or len(answers) != len(cases):
        case = cases[len(answers)] if len(answers) < len(cases) else None
        raise SystemExit(f"the program ended with {done.returncode} at {case}")
    return [(a.get("output"), f"{a.get('line')}:{a.get('column')}: {a['error']}" if "error" in a else None)
            for a in answers]


def compare(program, named_cases):
    """Prints each case where the two differ; how many there are, and how many both render."""
    differing = rendered = 0
    answers = render_ours(program, [(templates, data) for _, templates, data in named_cases])
    for (name, templates, data), (ours, our_error) in zip(named_cases, answers):
        if our_error is not None and "the number is too large" in our_error:
            continue  # the reference has whole numbers of any size
        theirs, their_error = render_reference(templates, data)
        if ours is not None and ours == theirs:
            rendered += 1
        elif ours is not None or theirs is not None:
            differing += 1
            print(f"== {name}")
            for template, text in templates.items():
                print(f"-- {template}: {text!r}")
            print(f"ours:      {ours!r} {our_error or ''}")
            print(f"reference: {theirs!r} {their_error or ''}")
    return differing, rendered
