"""What the index builder reads from built pages, and what it writes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from rehber.build.search import (
    FORMS,
    TERMS,
    Passage,
    _searched,
    build_index,
    head_name,
    passages,
    phrase_key,
    tokens,
    with_index,
    write_search,
)
from rehber.model.course import Kind, Page
from tests.search.small_site import build_small_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build_small_site(tmp_path)
    return tmp_path


def head_of(site: Path) -> dict[str, Any]:
    script = (site / "assets" / "search" / "tr" / "index.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(script.partition("]=")[2].rstrip(";\n"))
    return found


def test_cuts_at_headings_and_keeps_their_anchors() -> None:
    content = html.fromstring(
        '<article><p>Önce.</p><h2 id="a">Bir</h2><p>x</p><h3 id="b">İki</h3><h4>y</h4></article>'
    )
    assert [(p.anchor, p.heading, p.text) for p in passages(content, "Özet.")] == [
        ("", "", "Özet. Önce."),
        ("a", "Bir", "x"),
        ("b", "İki", "y"),
    ]


def test_citations_leave_no_gap_and_cells_are_apart() -> None:
    content = html.fromstring(
        '<div><p>Süre otuz gündür <span class="rh-cites">(m. 9)</span>.</p>'
        "<table><tr><td>Ad</td><td>Tarih</td></tr></table></div>"
    )
    assert passages(content)[0].text == "Süre otuz gündür. Ad · Tarih"


def test_suffix_after_an_apostrophe_falls_away() -> None:
    assert tokens("SHM’nin, İzmir'de 41/A") == ["SHM", "İzmir", "41", "A"]


def test_leaves_out_questions_sources_and_hidden_pages(site: Path) -> None:
    written = "".join(
        file.read_text(encoding="utf-8") for file in (site / "assets" / "search").rglob("*.js")
    )
    assert "Gizliyan" not in written
    assert "gizliyan" not in written
    assert "about/" not in written
    assert "(5395 m. 9)" not in written


def test_head_names_articles_codes_and_terms(site: Path) -> None:
    head = head_of(site)
    documents = {(url, title): rest for url, title, *rest in head["docs"]}
    form = documents["guide/forms/t04-harita/", "Süreç haritası"]
    assert (form[0], form[1], form[2]) == (FORMS, "T4", ["t4", "t04"])
    term = documents["guide/glossary/", "sosyal hizmet merkezi"]
    assert (term[0], term[1]) == (TERMS, "SHM")
    law, criminal = head["laws"]
    assert law[0] == ["5395", "cocuk koruma kanunu", "ckk"]
    assert [article for article, _ in law[2]] == ["9", "41a", "gecici1"]
    # The page tells of two statutes: an anchor counts only for the one that its heading names.
    assert criminal[0] == ["5237", "turk ceza kanunu", "tck"]
    assert "278" in [article for article, _ in criminal[2]]


def test_a_case_keeps_its_scenes_and_a_plan_its_materials_to_itself() -> None:
    found = [Passage("", "", "Özet."), Passage("sahne", "Telefon", "Son açıklanır.")]
    page = Page(path="a.md", source="a.md", kind=Kind.CASE, id="a", title="A", body="")
    assert _searched(page, found) == (found[0],)
    plan = replace(page, kind=Kind.SESSION, summary="Bir oturum.")
    assert _searched(plan, found) == (Passage("", "", "Bir oturum. Telefon"),)


def test_an_abbreviation_and_the_written_name_are_one_term(site: Path) -> None:
    course = build_small_site_course()
    index = build_index(course, site)
    assert len(index.postings[phrase_key("sosyal hizmet merkezi")]) == 2
    assert len(index.postings[phrase_key("koruyucu aile")]) == 1


def build_small_site_course() -> Any:
    from tests.search.small_site import small_course

    return small_course()[0]


def test_two_runs_write_the_same_bytes_under_the_same_names(site: Path) -> None:
    folder = site / "assets" / "search" / "tr"
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    write_search(build_small_site_course(), site)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
    head = head_name(site, "tr")
    assert (site / "assets" / "search" / head).read_bytes() == first["index.js"]


def test_a_published_page_asks_for_the_hashed_head() -> None:
    html = '<div data-rh-index="../assets/search/tr/index.js" data-rh-lang="tr">'
    assert with_index(html, {"tr": "tr/head.0123456789.js"}) == (
        '<div data-rh-index="../assets/search/tr/head.0123456789.js" data-rh-lang="tr">'
    )


def test_a_site_without_pages_has_an_empty_index(tmp_path: Path) -> None:
    from rehber.model.course import Course

    write_search(Course("tr", {}), tmp_path)
    assert head_of(tmp_path)["docs"] == []
