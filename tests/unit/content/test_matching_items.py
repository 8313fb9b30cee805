"""Matching and ordering items: what is read of them, and where they begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehber.checks.text import prose
from rehber.content import markdown, quiz
from rehber.content.pages import read_page
from rehber.content.places import with_places
from rehber.model.course import Kind, Page
from rehber.model.finding import Location
from rehber.model.quiz import ItemType, Pair, Step

SCHEMAS = Path(__file__).parents[3] / "schema"
MATCH = """\
<!-- quiz id=m01-q13 type=match objective=m01-o2 source="x, par. 4; y" section=s3 difficulty=2 -->

Bir durum.

Hangisi?

| Söz | Görevi |
| --- | :-- |
| “Bir” | A \\| B |
| *İki* | C |
| Üç
| D |
| | E |

> Neden: Çünkü.
>
> İkincisi.
"""
ORDER = """\
<!-- quiz id=m01-q14 type="order" objective=m01-o2 source=x section=m01-s3 -->
Sıralayın.
1. Birinci adım
   sürüyor

2. İkinci adım
3) Üçüncü adım
> Neden: Çünkü.
"""
CHOICE = "<!-- quiz id=m01-q15 -->\n<quiz>\nSoru?\n- [x] A\n> a\n- [ ] B\n> b\n</quiz>\n"


def at(line: int) -> Location:
    return Location("x.md", line)


def test_a_matching_item_is_read_whole() -> None:
    text = MATCH.replace("| Üç\n| D |", "| Üç | D |")
    (item,), findings = quiz.read_items(text, "x.md", 5)
    assert findings == ()
    assert (item.id, item.type, item.where) == ("m01-q13", ItemType.MATCH, at(5))
    assert item.stem == "Bir durum.\n\nHangisi?"
    assert item.heads == ("Söz", "Görevi")
    assert item.pairs == (
        Pair("“Bir”", "A | B", at(13)),
        Pair("*İki*", "C", at(14)),
        Pair("Üç", "D", at(15)),
    )
    assert item.spare == (Pair("", "E", at(16)),)
    assert item.explanation == "Neden: Çünkü.\n\nİkincisi."
    assert [(s.key, s.locator) for s in item.sources] == [("x", "par. 4"), ("y", "")]
    assert (item.section, item.objective, item.difficulty) == ("s3", "m01-o2", 2)


def test_an_ordering_item_is_read_whole() -> None:
    (item,), findings = quiz.read_items(ORDER, "x.md")
    assert findings == ()
    assert item.type is ItemType.ORDER
    assert item.stem == "Sıralayın."
    assert item.steps == (
        Step("Birinci adım sürüyor", at(3)),
        Step("İkinci adım", at(6)),
        Step("Üçüncü adım", at(7)),
    )
    assert item.explanation == "Neden: Çünkü."


def test_a_row_cut_in_two_is_a_finding() -> None:
    (item,), findings = quiz.read_items(MATCH, "x.md")
    assert {f.rule for f in findings} == {"QZ033", "QZ034"}
    assert item.problems


def test_items_of_all_kinds_are_counted_together() -> None:
    body = f"{ORDER}\n{CHOICE}\n\n{ORDER}"
    items, _ = quiz.read_items(body, "x.md")
    assert [(item.ordinal, item.type.value) for item in items] == [
        (0, "order"),
        (1, "single"),
        (2, "order"),
    ]


@pytest.mark.parametrize(
    "after",
    ["Sonraki paragraf.", "## Başlık {#b}", "///", "<!-- rehber: help-box -->", CHOICE, ORDER],
)
@pytest.mark.parametrize("blank", ["\n", "\n<!-- rehber: allow TR001 örnek -->\n"])
def test_an_item_ends_with_its_quotation(after: str, blank: str) -> None:
    blocks = list(markdown.item_blocks(f"{ORDER}{blank}{after}", 1))
    assert blocks[0].last == 8
    (item, *_), findings = quiz.read_items(f"{ORDER}{blank}{after}", "x.md")
    assert item.explanation == "Neden: Çünkü."
    assert "QZ045" not in {finding.rule for finding in findings}


@pytest.mark.parametrize("after", ["## Başlık {#b}", "///", "<!-- rehber: help-box -->", CHOICE])
def test_what_interrupts_a_quotation_ends_the_item(after: str) -> None:
    (item, *_), findings = quiz.read_items(f"{ORDER}{after}", "x.md")
    assert item.explanation == "Neden: Çünkü."
    assert "QZ045" not in {finding.rule for finding in findings}


@pytest.mark.parametrize(
    ("after", "line"), [("sürüyor", 9), ("\n> İkinci.", 10), ("\n\n> İkinci.\n> Son.", 11)]
)
def test_an_explanation_is_not_cut(after: str, line: int) -> None:
    """The rest would stand on the page, before the answer."""
    body = f"{ORDER}{after}\n\nSonraki paragraf."
    (block,) = markdown.item_blocks(body, 1)
    (item,), findings = quiz.read_items(body, "x.md")
    assert [(finding.where.line, finding.rule) for finding in findings] == [(line, "QZ045")]
    assert body.split("\n")[block.last - 1] in (after.strip(), "> Son.", "> İkinci.")
    assert item.explanation.startswith("Neden: Çünkü.\n")


ALLOWANCE = "<!-- rehber: allow QZ039 kurumun adı böyle -->\n"


@pytest.mark.parametrize("above", ["Bir durum.", "Hangisi?", "| *İki* |", "> İkincisi."])
def test_an_allowance_cuts_no_matching_item(above: str) -> None:
    text = MATCH.replace("| Üç\n| D |", "| Üç | D |")
    (item,), findings = quiz.read_items(text.replace(above, ALLOWANCE + above), "x.md")
    (whole,), _ = quiz.read_items(text, "x.md")
    assert findings == ()
    assert (item.stem, item.explanation) == (whole.stem, whole.explanation)
    assert [pair.right for pair in item.pairs] == [pair.right for pair in whole.pairs]


@pytest.mark.parametrize("above", ["Sıralayın.", "1. ", "3) ", "> "])
def test_an_allowance_cuts_no_ordering_item(above: str) -> None:
    (item,), findings = quiz.read_items(ORDER.replace(above, ALLOWANCE + above), "x.md")
    assert findings == ()
    assert [step.text for step in item.steps][::2] == ["Birinci adım sürüyor", "Üçüncü adım"]
    assert item.explanation == "Neden: Çünkü."


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Sıralayın.", "Çocuk bir şey açtı.\n5. günün sonunda sıra nedir?\n", 3),
        ("Sıralayın.", "Çocuk bir şey açtı.\n\n1. günün sonunda sıra nedir?\n", 6),
        ("1. Birinci", "3. Birinci", 3),
        ("3) Üçüncü", "4) Üçüncü", 7),
        ("   sürüyor", "   1. alt adım", 4),
    ],
)
def test_steps_are_numbered_in_one_run(old: str, new: str, line: int) -> None:
    (item,), findings = quiz.read_items(ORDER.replace(old, new), "x.md")
    assert [(f.where.line, f.rule) for f in findings if f.rule != "QZ033"] == [(line, "QZ043")]
    assert "QZ043" in item.problems


def test_a_stem_may_begin_with_a_number_that_is_marked() -> None:
    (item,), findings = quiz.read_items(ORDER.replace("Sıralayın.", "5\\. gün ne olur?"), "x.md")
    assert findings == ()
    assert (item.stem, len(item.steps)) == ("5\\. gün ne olur?", 3)


@pytest.mark.parametrize("bullet", ["   - alt adım", "   * alt adım", "- alt adım"])
def test_a_list_within_a_step_is_a_finding(bullet: str) -> None:
    (item,), findings = quiz.read_items(ORDER.replace("   sürüyor", bullet), "x.md")
    assert [(finding.where.line, finding.rule) for finding in findings] == [(4, "QZ044")]
    assert item.steps[0].text == "Birinci adım"


def test_a_matching_item_may_have_a_list_in_its_stem() -> None:
    stem = "İki kişi var:\n\n1. Anne\n2. Baba\n\nHangisi?"
    text = MATCH.replace("| Üç\n| D |", "| Üç | D |").replace("Bir durum.\n\nHangisi?", stem)
    (item,), findings = quiz.read_items(text, "x.md")
    assert findings == ()
    assert (item.stem, len(item.pairs)) == (stem, 3)


def test_an_unclosed_quote_leaves_the_type_as_it_was() -> None:
    text = MATCH.replace('source="x, par. 4; y"', 'source="x').replace("| Üç\n| D |", "| Üç | D |")
    (item,), findings = quiz.read_items(text, "x.md")
    assert {finding.rule for finding in findings} == {"QZ001", "QZ022"}
    assert (item.type, len(item.pairs)) == (ItemType.MATCH, 3)


@pytest.mark.parametrize("after", ["Sonraki paragraf.", "## Başlık {#b}", "///", CHOICE, "", "- x"])
def test_an_item_without_explanation_swallows_nothing(after: str) -> None:
    body = ORDER.replace("> Neden: Çünkü.\n", "") + "\n" + after
    (item, *_), _ = quiz.read_items(body, "x.md")
    assert [step.text for step in item.steps][2] == "Üçüncü adım"
    assert item.explanation == ""


def test_an_item_in_fenced_code_is_an_example() -> None:
    assert quiz.read_items(f"```\n{ORDER}```\n", "x.md") == ((), ())


def test_their_words_are_no_running_text() -> None:
    body = f"Üç sözcük var.\n\n{MATCH}\n{ORDER}\nİki sözcük.\n"
    scan = markdown.scan(body, "x.md")
    assert scan.words == 5
    page = Page("x.md", "x.md", Kind.SECTION, "x", "x", body, lines=scan.lines)
    assert [line.raw for line in prose(page) if line.raw.strip()] == [
        "Üç sözcük var.",
        "İki sözcük.",
    ]


def test_a_place_stands_for_each_item() -> None:
    broken = ORDER.replace("3) Üçüncü adım\n", "")
    body = f"Baş.\n\n{ORDER}\n{CHOICE}\n{broken}\nSon <quiz> söz.\n\n```\n{ORDER}```\n"
    items, _ = quiz.read_items(body, "x.md")
    page = Page("x.md", "x.md", Kind.SECTION, "x", "x", body, items=items)
    lines = [line for line in with_places(body, page).split("\n") if line]
    assert lines[:6] == [
        "Baş.",
        '<div data-rh-quiz="0"></div>',
        "<!-- quiz id=m01-q15 -->",
        '<div data-rh-quiz="1"></div>',
        "<!-- rehber: quiz 2 -->",
        "Son &lt;quiz&gt; söz.",
    ]
    assert "1. Birinci adım" in lines  # in the example alone
    assert "\n".join(lines).count("Birinci adım") == 1


def test_the_page_has_them_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(f"---\nid: m01-test\ntitle: T\n---\n\n{CHOICE}\n{ORDER}", encoding="utf-8")
    page, _ = read_page(file, "quizzes/x.md", "docs/quizzes/x.md", SCHEMAS)
    assert [item.id for item in page.items] == ["m01-q15", "m01-q14"]
    assert page.items[1].where.line == 15
