"""Guards: what this repository promises itself about its own files."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from rehber import messages
from rehber.content.course import load_course
from rehber.model.course import Kind, LearnerPage, Objective
from rehber.model.finding import Severity
from rehber.model.glossary import Term
from rehber.model.law import Article, Hotline, Statute
from rehber.model.source import Reference
from rehber.model.syntax import BLOCKS, DIRECTIVES, STRENGTHS
from rehber.model.wording import Concern, Wording
from rehber.render.renderer import Renderer

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "rehber"
_CODE = re.compile(r'"([A-Z]{2}\d{3})"')


def _schema(name: str) -> dict[str, object]:
    text = (ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)
    return found


def test_the_layers_hold() -> None:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_rule_has_its_sentences_in_both_languages() -> None:
    produced = {
        code
        for file in SOURCE.rglob("*.py")
        for code in _CODE.findall(file.read_text(encoding="utf-8"))
    }
    turkish, english = messages.rules("tr"), messages.rules("en")
    assert produced == set(turkish) == set(english)
    for code, rule in turkish.items():
        assert Severity(rule["severity"]) == Severity(english[code]["severity"]), code
        assert _blanks(rule) == _blanks(english[code]), code


def _blanks(rule: object) -> set[str]:
    assert isinstance(rule, dict)
    return set(re.findall(r"(?<!\{)\{(\w+)\}", rule["sentence"]))


def test_every_rule_is_explained() -> None:
    course = load_course(ROOT)
    headings = course.pages["contributing/rules.md"].headings
    explained = {heading.text.partition(":")[0]: heading.anchor for heading in headings}
    assert explained == {code: code.lower() for code in messages.rules("tr")}


def test_the_list_of_rules_ends_where_the_rules_end() -> None:
    text = (ROOT / "docs/contributing/rules.md").read_text(encoding="utf-8")
    listed = re.findall(
        r"^- \*\*(\w+)\*\* .*\[(\w+)\]\(#(\w+)\)–\[(\w+)\]\(#(\w+)\)$", text, re.MULTILINE
    )
    codes = re.findall(r"^## ([A-Z]{2}\d{3}):", text, re.MULTILINE)
    by_topic = {code[:2]: [each for each in codes if each[:2] == code[:2]] for code in codes}
    ends = [(topic, each[0], each[-1]) for topic, each in by_topic.items()]
    assert [(topic, first, last) for topic, first, _, last, _ in listed] == ends
    assert all((a.lower(), b.lower()) == (to_a, to_b) for _, a, to_a, b, to_b in listed)


def test_the_explanation_names_the_severity() -> None:
    text = (ROOT / "docs/contributing/rules.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^## (\w+):.*\n\n\*(Hata|Uyarı)\.\*", text, re.MULTILINE))
    names = {"error": "Hata", "warning": "Uyarı"}
    assert said == {code: names[rule["severity"]] for code, rule in messages.rules("tr").items()}


def test_no_rule_of_the_calendar_is_an_error() -> None:
    rules = messages.rules("tr")
    assert all(rules[code]["severity"] == "warning" for code in ("LW004", "LW005"))


def test_both_languages_say_the_same_things() -> None:
    by_language = [messages.load(language) for language in ("tr", "en")]
    turkish, english = (
        {name: set(table) for name, table in tables.items() if name != "authors"}
        for tables in by_language  # authors' names are translated one way or the other
    )
    assert turkish == english


@pytest.mark.parametrize(
    ("schema", "model", "own"),
    [
        ("glossary", Term, {"where"}),
        ("hotlines", Hotline, {"where"}),
        ("law", Statute, {"where"}),
        ("words", Wording, {"where"}),
    ],
)
def test_a_schema_has_the_fields_of_its_class(schema: str, model: type, own: set[str]) -> None:
    entry = _schema(schema)["items"]
    assert isinstance(entry, dict)
    assert set(entry["properties"]) == {f.name for f in dataclasses.fields(model)} - own


def test_articles_references_and_objectives_have_their_fields_too() -> None:
    law, references, module = _schema("law"), _schema("references"), _schema("module")
    articles = law["items"]["properties"]["articles"]["items"]["properties"]  # type: ignore[index]
    assert set(articles) == {f.name for f in dataclasses.fields(Article)} - {"where"}
    ours = references["items"]["properties"]["rehber"]["properties"]  # type: ignore[index]
    kept = {f.name for f in dataclasses.fields(Reference)} - {"id", "csl", "where"}
    assert set(ours) - {"readings"} == kept
    objective = module["properties"]["objectives"]["items"]["properties"]  # type: ignore[index]
    assert set(objective) == {f.name for f in dataclasses.fields(Objective)} - {"where"}


def test_the_module_schema_knows_whatever_a_page_may_say() -> None:
    page, module = _schema("page")["properties"], _schema("module")["properties"]
    assert isinstance(page, dict) and isinstance(module, dict)
    assert set(page) <= set(module)
    concerns = _schema("words")["items"]["properties"]["concern"]["enum"]  # type: ignore[index]
    assert concerns == [concern.value for concern in Concern]


def test_the_checks_know_the_blocks_and_directives_of_the_site() -> None:
    base = yaml.safe_load((ROOT / "mkdocs.base.yml").read_text(encoding="utf-8"))
    extensions: dict[str, dict[str, list[str]]] = {}
    for entry in base["markdown_extensions"]:
        extensions |= entry if isinstance(entry, dict) else {}
    types = (
        *extensions["pymdownx.blocks.admonition"]["types"],
        *extensions["pymdownx.blocks.details"]["types"],
    )
    assert set(types) == BLOCKS
    course = load_course(ROOT)
    known = Renderer(dataclasses.replace(course, references={}), lambda text, _: text).directives
    assert known - {"quiz"} == DIRECTIVES  # "quiz" stands for a broken block, nobody writes it
    for language, values in STRENGTHS.items():
        said = messages.load(language)["strength"]
        assert {said[name] for name in ("strong", "moderate", "weak", "consensus")} == values


def test_the_learners_pages_stand_in_both_languages() -> None:
    """Lessons in either language lead to them."""
    turkish = load_course(ROOT)
    english = load_course(ROOT, "en", shared=turkish)
    shown = [
        {
            path: [directive.name for directive in page.directives]
            for path, page in course.pages.items()
            if page.kind is Kind.LEARNING
        }
        for course in (turkish, english)
    ]
    assert shown[0] == shown[1]
    assert all(turkish.page_by_id(name) and english.page_by_id(name) for name in LearnerPage)


def test_case_is_folded_by_turkish_rules_only() -> None:
    """``str.lower`` and its like stand only where the text is ASCII by construction."""
    allowed = {  # the code of a form: t01 → T01; the number of a stage: r → R
        ("render/page.py", "upper"),
        ("render/lists.py", "upper"),
        ("render/process_map.py", "upper"),
    }
    found = set()
    for file in SOURCE.rglob("*.py"):
        path = file.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "turkish":
                continue
            if node.args:
                continue  # a method of our own that bears the name
            if node.func.attr in {"lower", "upper", "title", "capitalize", "casefold", "swapcase"}:
                found.add((path, node.func.attr))
    assert {entry for entry in found if entry[0] != "turkish.py"} <= allowed


def test_the_preview_knows_every_component_and_its_sheet() -> None:
    """The build finds them by itself; the preview goes by ``site.mjs`` and ``extra_css``."""
    sources = [*SOURCE.rglob("*.py"), *(ROOT / "overrides").glob("*.html")]
    written = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    asked = set(re.findall(r'data[_-]rh[_-]module"?(?:=|: )"([a-z-]+)"', written))
    components = ROOT / "overrides" / "assets" / "components"
    own = {
        name  # the others are started by the component whose folder they lie in
        for name in asked
        for folder in (name, name.partition("-")[0])
        if (components / folder / f"{name}.mjs").exists()
    }
    listed = (components.parent / "site.mjs").read_text(encoding="utf-8")
    started = re.findall(r'^  "?([a-z-]+)"?: \(\) => import\("\./(.*)"\)', listed, re.MULTILINE)
    assert own == {name for name, _ in started}
    assert all((components.parent / path).exists() for _, path in started)
    later = set(re.findall(r"assets/components/[a-z-]+/[a-z-]+\.css", written))
    base = yaml.safe_load((ROOT / "mkdocs.base.yml").read_text(encoding="utf-8"))
    sheets = {f"assets/components/{f.parent.name}/{f.name}" for f in components.rglob("*.css")}
    assert sheets == {*base["extra_css"], *later}


def test_templates_hold_no_script_of_their_own_and_scripts_no_markup() -> None:
    for file in (ROOT / "overrides").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)[^>]*>", text), (
            file
        )
        assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), file
        assert not re.search(r"\sstyle\s*=|<style\b", text), file
    for pattern in ("*.mjs", "*.js"):
        for file in (ROOT / "overrides").rglob(pattern):
            text = file.read_text(encoding="utf-8")
            for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
                assert word not in text, f"{file}: {word}"


def test_styles_are_not_forced_and_bear_our_prefix() -> None:
    for file in (ROOT / "overrides" / "assets" / "components").rglob("*.css"):
        assert "!important" not in file.read_text(encoding="utf-8"), file


def test_the_command_is_what_the_package_installs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"]["rehber"] == "rehber.cli:main"


def test_editors_know_every_data_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    mapped = {*settings["yaml.schemas"].values()}
    mapped |= {name for entry in settings["json.schemas"] for name in entry["fileMatch"]}
    data = {
        f"docs/_data/{file.name}"
        for file in (ROOT / "docs" / "_data").iterdir()
        if file.suffix in (".yml", ".json") and file.name != "released.json"
    }
    assert data <= mapped
    assert all((ROOT / path).is_file() for path in settings["yaml.schemas"])
