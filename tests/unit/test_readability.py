"""Ateşman's formula, and what counts as a sentence."""

from __future__ import annotations

import pytest

from rehber import report
from rehber.checks.readability import measure
from rehber.content.markdown import scan
from rehber.model.course import Kind, Page


def page(body: str, source: str = "docs/a.md") -> Page:
    read = scan(body, source, 1)
    return Page(
        path="a.md", source=source, kind=Kind.GUIDE, id="a", title="A", body=body, lines=read.lines
    )


def test_the_formula_is_atesmans() -> None:
    # Two sentences, five words, ten syllables: 198.825 − 40.175 × 2 − 2.610 × 2.5.
    found = measure(page("Elif eve gitti. Annesi açtı."))
    assert (found.total, len(found.sentences)) == (5, 2)
    assert found.syllables == pytest.approx(11 / 5)
    assert found.score == pytest.approx(198.825 - 40.175 * 11 / 5 - 2.610 * 2.5)


def test_dotted_and_circumflex_letters_are_vowels() -> None:
    found = measure(page("İLGİLİ HÂKİM"))
    assert sum(sentence.syllables for sentence in found.sentences) == 5


def test_an_abbreviation_ends_no_sentence_and_a_list_line_is_one() -> None:
    found = measure(page("Hâkim 5395 m. 9 uyarınca karar verir.\n\n- Bir iş\n- Öteki iş"))
    assert [sentence.words for sentence in found.sentences] == [4, 2, 2]


def test_tables_headings_and_questions_are_not_measured() -> None:
    text = "## Başlık {#b}\n\n| a | b |\n| --- | --- |\n| uzun | metin |\n\n<quiz>\nSoru?\n</quiz>"
    assert measure(page(text)).total == 0


def test_the_hardest_page_comes_first_with_its_longest_sentence() -> None:
    hard = page("Değerlendirmelerin tamamlanmasının beklenmesi gerekmektedir.", "docs/zor.md")
    easy = page("Elif eve gitti. Annesi kapıyı açtı.", "docs/kolay.md")
    written = report.readability([easy, hard], "text", with_sentences=True).split("\n")
    assert written[1].endswith("docs/zor.md")
    assert any(line.startswith("docs/zor.md:1  4: Değerlendirmelerin") for line in written)
    table = report.readability([easy], "markdown", with_sentences=False).split("\n")
    assert table[2].endswith("| docs/kolay.md |")
