"""Branching cases and session plans, from Markdown to what a reader sees without JavaScript."""

from __future__ import annotations

from pathlib import Path

from lxml import html as lxml_html

from rehber.content.pages import read_page
from rehber.fragments import Fragments
from rehber.model.course import Course, Page
from rehber.render.renderer import Renderer

ROOT = Path(__file__).parents[2]
CASE = """---
id: m01-case
title: "Vaka"
summary: "Bir vaka."
review: {status: draft}
edition: "2026.11"
---

Telefon çalıyor.

## Telefon {#telefon}

Ne yaparsınız?

- [Açarım, *beklemem*.](#son)
    > Ses duyulur.
    > İki satır.
- [Beklerim.](#telefon)

    > Susar.

## Son: Konuşma {#son .ending}

Konuşuldu.
"""
SESSION = """---
id: m01-session
title: "Plan"
summary: "Bir plan."
session:
  minutes: 30
  people: "8–20"
  activities:
    - {id: m01-a1, title: "Açılış", minutes: 10, form: plenary, materials: [], essential: true}
    - {id: m01-a2, title: "Rol", minutes: 20, form: role-play, materials: ["#rol", "kalem"],
       essential: false}
review: {status: draft}
edition: "2026.11"
---

<!-- rehber: session-plan -->

## Açılış {#m01-a1}

### Rol kartı: Sevda {#rol}
"""


def read(tmp_path: Path, name: str, text: str) -> Page:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    page, findings = read_page(file, f"modules/x/{name}", name, ROOT / "schema")
    assert findings == ()
    return page


def convert(page: Page) -> lxml_html.HtmlElement:
    course = Course(language="tr", pages={page.path: page})
    fragments = Fragments()
    fragments.use(Renderer(course, fragments.to_html))
    return lxml_html.fragment_fromstring(fragments.to_html(page.body, page), create_parent="div")


def test_scenes_have_choices_with_consequences_and_an_end(tmp_path: Path) -> None:
    first, end = read(tmp_path, "vaka.md", CASE).scenes
    said = [(choice.text, choice.to, choice.consequence) for choice in first.choices]
    assert said == [
        ("Açarım,  beklemem .", "son", "Ses duyulur. İki satır."),
        ("Beklerim.", "telefon", "Susar."),
    ]
    assert (first.number, first.is_ending, first.where.line) == (1, False, 11)
    assert (end.is_ending, end.has_debrief, end.choices) == (True, False, ())


def test_a_case_reads_as_turn_to_scene_two(tmp_path: Path) -> None:
    tree = convert(read(tmp_path, "vaka.md", CASE))
    headings = [heading.text_content() for heading in tree.find_class("rh-scene")]
    assert headings == ["Sahne 1. Telefon", "Sahne 2. Son: Konuşma"]
    choices = tree.find_class("rh-choices")[0]
    links = [(link.get("href"), link.text_content()) for link in choices.iter("a")]
    assert links == [("#son", "Açarım, beklemem. → Sahne 2"), ("#telefon", "Beklerim. → Sahne 1")]
    assert [quote.text_content().split() for quote in choices.iter("blockquote")] == [
        ["Ses", "duyulur.", "İki", "satır."],
        ["Susar."],
    ]


def test_a_plan_counts_the_minutes_and_links_what_it_names(tmp_path: Path) -> None:
    tree = convert(read(tmp_path, "egitmen.md", SESSION))
    rows = [[cell.text_content() for cell in row] for row in tree.find(".//tbody").iter("tr")]
    assert rows == [
        ["0–10", "Açılış", "bütün grup", "–", "Atlanmaz"],
        ["10–30", "Rol", "rol oyunu", "Rol kartı: Sevda, kalem", "Kısalırsa çıkar"],
    ]
    assert tree.xpath("//td/a/@href") == ["#rol"]
