"""No input makes a reader fail: what is wrong with it becomes a finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehber import checks
from rehber.content import markdown, quiz, yaml_lines
from rehber.content.course import load_course
from rehber.content.data import DataFolder, reference, statute, term
from rehber.content.pages import kind_of, read_page
from rehber.model.course import Course, Kind
from rehber.model.finding import Location

SCHEMAS = Path(__file__).parents[3] / "schema"
PIECES = st.sampled_from(
    [
        *("---\n", "id: m01\n", "title: [\n", "1: 2\n", "a: &x [*x]\n", "minutes: -1\n"),
        *("## Başlık {#b}\n", "# \n", "/// note | Ad\n", "///\n", "```\n", "~~~\n", "<!--", "-->"),
        *("<quiz>\n", "</quiz>\n", "<!-- quiz id=x source='\n", "<!-- quiz id=a -->\n"),
        *("<!-- quiz id=b type=match -->\n", "<!-- quiz id=c type=order -->\n", "| --- | --- |\n"),
        *("| a | b |\n", "| | c |\n", "|\n", "1. Bir\n", "2) İki\n", ">\n"),
        *("- [x] Evet\n", "- [ ] Hayır\n", "-[X]\n", "> Neden\n", "[[boşluk]]\n", "\n", "| a |\n"),
        *("[@anahtar, m. 9]", "[@", "[](", "![a](b)", "<!-- rehber: allow -->\n", "“", "'", "\x00"),
        *("<!-- rehber: help-box -->\n", "<!-- rehber: -->\n", "10000000146 ", "% 5 ", "İIıi\n"),
    ]
)
BODIES = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=BODIES, has_front=st.booleans())
def test_no_text_makes_a_page_unreadable(tmp_path: Path, body: str, has_front: bool) -> None:
    text = ("---\nid: m01-s1\n---\n" if has_front else "") + body
    file = tmp_path / "x.md"
    file.write_text(text, encoding="utf-8", errors="replace")
    page, findings = read_page(file, "modules/ornek/x.md", "docs/modules/ornek/x.md", SCHEMAS)
    course = Course("tr", {page.path: page}, findings=findings)
    report = checks.run(course, today=date(2026, 11, 21))
    last = text.count("\n") + 2
    assert all(1 <= finding.where.line <= last for finding in report.findings)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=200))
def test_no_bytes_make_a_page_unreadable(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(data)
    read_page(file, "x.md", "docs/x.md", SCHEMAS)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("abı:-[]{}&*!'\"#|>\n ,?1.~%@`\t"), max_size=60))
def test_no_text_makes_yaml_unreadable(text: str) -> None:
    data = yaml_lines.load(text, "x.yml")
    assert data.value is not None or data.lines is not None


@pytest.mark.parametrize("name", ["references.json", "glossary.yml", "law.yml"])
@pytest.mark.parametrize("text", ["", "{", "[1, null, {}]", '{"a": 1}', '[{"id": 5}]', "[[]]", "x"])
def test_odd_data_files_are_findings(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    folder = DataFolder(tmp_path, SCHEMAS)
    make = {"references.json": reference, "glossary.yml": term, "law.yml": statute}[name]
    assert folder.entries(name, make) == []  # type: ignore[arg-type]
    assert folder.findings


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", Kind.HOME),
        ("modules/index.md", Kind.CATALOGUE),
        ("modules/a/index.md", Kind.MODULE),
        ("modules/a/b.md", Kind.SECTION),
        ("quizzes/a.md", Kind.TEST),
        ("guide/law/5395.md", Kind.LAW),
        ("guide/forms/t01-kart.md", Kind.FORM),
        ("guide/forms/index.md", Kind.GUIDE),
        ("guide/glossary.md", Kind.GLOSSARY),
        ("about/index.md", Kind.PAGE),
    ],
)
def test_the_place_of_a_page_says_what_it_is(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    scan = markdown.scan("\n## A {#a}\n\n[b](/c.md)\n", "x.md", first_line=9)
    assert scan.headings[0].where == Location("x.md", 10)
    assert scan.links[0].where == Location("x.md", 12)


def test_code_is_left_alone() -> None:
    scan = markdown.scan("```\n## A\n[@k]\n```\n`[@k]` ve `<!-- rehber: x -->`\n", "x.md")
    assert not scan.headings and not scan.citations


def test_a_comment_of_several_lines_is_left_alone() -> None:
    scan = markdown.scan("a <!-- b\n## C\n[@k] --> [d](/e.md)\n", "x.md")
    assert not scan.headings and not scan.citations
    assert [link.target for link in scan.links] == ["/e.md"]
    assert [line.plain for line in scan.lines] == ["a", "", "d", ""]


def test_a_doubled_key_and_an_alias_are_findings() -> None:
    assert [f.rule for f in yaml_lines.load("a: 1\na: 2\n", "x.yml").findings] == ["FM006"]
    assert [f.rule for f in yaml_lines.load("a: &b [1]\nc: *b\n", "x.yml").findings] == ["FM001"]


def test_dates_stay_text() -> None:
    assert yaml_lines.load("on: 2026-11-21\n", "x.yml").value == {"on": "2026-11-21"}


def test_an_item_that_never_closes_ends_where_the_next_begins() -> None:
    body = "<quiz>\nBir?\n- [x] a\n> b\n\n<quiz>\nİki?\n- [x] c\n> d\n</quiz>\n"
    items, findings = quiz.read_items(body, "x.md")
    assert [item.stem for item in items] == ["Bir?", "İki?"]
    assert "QZ008" in items[0].problems and not items[1].problems
    assert {finding.rule for finding in findings} == {"QZ001", "QZ008"}


def test_an_empty_repository_is_a_course_with_findings(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    course = load_course(tmp_path)
    assert not course.pages
    assert {finding.rule for finding in course.findings} == {"RD007"}


@pytest.mark.parametrize("mark", ["x", "X"])
def test_a_right_option_may_be_ticked_in_either_case(mark: str) -> None:
    body = f"<!-- quiz id=m01-q01 -->\n<quiz>\nSoru?\n- [{mark}] A\n> a\n- [ ] B\n> b\n</quiz>\n"
    (item,), findings = quiz.read_items(body, "x.md")
    assert [option.is_right for option in item.options] == [True, False]
    assert not item.problems, findings


@pytest.mark.parametrize("address", ["https://[x", "https://", "javascript:x"])
def test_a_way_out_that_leads_nowhere_is_not_taken(tmp_path: Path, address: str) -> None:
    (tmp_path / "docs" / "_data").mkdir(parents=True)
    file = tmp_path / "docs" / "_data" / "publisher.yml"
    file.write_text(f'name: "Örnek"\nexit_url: "{address}"\n', encoding="utf-8")
    publisher = load_course(tmp_path).publisher
    assert (publisher.name, publisher.exit_url) == ("Örnek", "")
