"""Branching cases and session plans, from Markdown to what a reader sees without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from rehber.content.pages import read_page
from rehber.content.scenes import Totals, read_effects, read_readings
from rehber.fragments import Fragments
from rehber.model.course import Course, Page
from rehber.model.finding import Location
from rehber.model.scene import FAR, Choice, Effect, Meter, Scene, totals
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


_FRONT = """meters: [{name: "Güven"}, {name: "Açıklık"}]
totals: "Toplamlarınız"
review: {status: draft}"""
_READINGS = """
/// debrief | Neden?

**Toplamlarınız.** *İkisi de ekside:* bir. *Güven artıda, Açıklık ekside:* iki. *Bugün:* üç.

///
"""
METERS = (
    CASE.replace("review: {status: draft}", _FRONT)
    .replace("    > İki satır.", "    >\n    > *Güven +2 · Açıklık −1*")
    .replace("    > Susar.", "    > Susar.\n    >\n    > *Güven −1 · Açıklık 0*")
    + _READINGS
)
"""A case with two meters, in which one can wait as long as one likes."""


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


def test_meters_are_read_from_front_matter_choices_and_debriefs(tmp_path: Path) -> None:
    page = read(tmp_path, "vaka.md", METERS)
    first, end = page.scenes
    assert page.meters == (Meter("Güven"), Meter("Açıklık"))
    assert [choice.effects for choice in first.choices] == [
        (Effect("Güven", 2), Effect("Açıklık", -1)),
        (Effect("Güven", -1), Effect("Açıklık", 0)),
    ]
    assert first.choices[0].consequence == "Ses duyulur."  # what the story says, without numbers
    assert end.reads_totals
    assert [(reading.words, reading.ranges) for reading in end.readings] == [
        ("İkisi de ekside", ((-FAR, 0), (-FAR, 0))),
        ("Güven artıda, Açıklık ekside", ((1, FAR), (-FAR, 0))),
        ("Bugün", ()),
    ]
    assert [reading.holds((0, 0)) for reading in end.readings] == [True, False, False]


def test_totals_are_those_of_every_path_and_a_circle_is_walked_once(tmp_path: Path) -> None:
    page = read(tmp_path, "vaka.md", METERS)
    reached = totals(page.scenes, page.meters)
    assert reached == {"telefon": {(0, 0), (-1, 0)}, "son": {(2, -1), (1, -1)}}


def test_a_case_full_of_circles_is_walked_in_no_time() -> None:
    where = Location("vaka.md")
    meters = (Meter("Güven"), Meter("Açıklık"))
    amounts = [(-1, 2), (2, -1), (1, -2)]
    scenes = tuple(
        Scene(
            number=number,
            anchor=str(number),
            title="",
            is_ending=False,
            choices=tuple(
                Choice("", str((number + step) % 8), "", where, (Effect("", a), Effect("", b)))
                for step, (a, b) in enumerate(amounts)
            ),
            has_debrief=False,
            cites=False,
            where=where,
        )
        for number in range(8)
    )
    reached = totals(scenes, meters)
    assert sum(map(len, reached.values())) < 10_000  # states, each of which is seen once
    assert totals(scenes, meters) is reached  # the page asks again after the check


@pytest.mark.parametrize(
    ("phrase", "holds", "holds_not"),
    [
        ("On", [10], [9, 11]),
        ("Bir ya da sıfır", [0, 1], [-1, 2]),
        ("Eksi bir", [-1], [0, 1]),
        ("Sıfır ve üstü", [0, 7], [-1]),
        ("Ekside", [-1, -9], [0]),
        ("Artıda", [1], [0]),
    ],
)
def test_phrases_on_what_is_left(phrase: str, holds: list[int], holds_not: list[int]) -> None:
    totals = Totals((Meter("Süre", "saat", 10),), "Kalan")
    (reading,) = read_readings(f"**Kalan.** *{phrase}:* …", totals, Location("vaka.md"))
    assert all(reading.holds((total,)) for total in holds)
    assert not any(reading.holds((total,)) for total in holds_not)


@pytest.mark.parametrize(
    ("phrase", "ranges"),
    [
        ("Both above zero", ((1, FAR), (1, FAR))),
        ("Trust above zero, Openness below zero", ((1, FAR), (-FAR, 0))),
        ("Güven artıda", ()),
        ("Two or three", ()),  # of which of the two?
    ],
)
def test_a_translation_has_phrases_of_its_own(
    phrase: str, ranges: tuple[tuple[int, int], ...]
) -> None:
    totals = Totals((Meter("Trust"), Meter("Openness")), "Totals", "en")
    (reading,) = read_readings(f"**Totals.** *{phrase}:* …", totals, Location("vaka.md"))
    assert reading.ranges == ranges


@pytest.mark.parametrize(("phrase", "total"), [("Minus one or two", -2), ("Nine or more", 12)])
def test_numbers_are_said_in_the_language_of_the_page(phrase: str, total: int) -> None:
    totals = Totals((Meter("Time", "hours", 10),), "Left", "en")
    (reading,) = read_readings(f"**Left.** *{phrase}:* …", totals, Location("vaka.md"))
    assert reading.holds((total,))


@pytest.mark.parametrize(
    "line",
    ["Güven −1", "*Güven -1*", "*Güven −1 Açıklık 0*", "*Güven 1*", "*Süre 3 saat*", "*Ah.*"],
)
def test_what_is_no_line_of_meters(line: str) -> None:
    assert read_effects(line) == ()


def test_scenes_of_a_long_case_are_grouped_by_what_stands_before_the_dot(tmp_path: Path) -> None:
    text = CASE.replace("## Telefon", "## 1. çeyrek · Temmuz: Telefon")
    first, end = read(tmp_path, "vaka.md", text).scenes
    assert (first.title, first.stage) == ("1. çeyrek · Temmuz: Telefon", "1. çeyrek")
    assert end.stage == ""


def test_the_page_says_to_the_player_what_it_needs(tmp_path: Path) -> None:
    tree = convert(read(tmp_path, "vaka.md", METERS))
    (case,) = tree.find_class("rh-case")
    assert case.get("data-rh-module") == "case-player"
    assert case.get("data-rh-case") == "m01-case"
    sections = case.xpath("./section[@data-rh-scene]")
    assert [section.get("data-rh-scene") for section in sections] == ["telefon", "son"]
    assert [section.get("data-rh-now") is not None for section in sections] == [True, False]
    assert sections[1].get("data-rh-ending") is not None
    choices = sections[0].xpath(".//li[@data-rh-choice]")
    assert [(li.get("data-rh-choice"), li.get("data-rh-effects")) for li in choices] == [
        ("1", "2 -1"),
        ("2", "-1 0"),
    ]
    assert "Telefon çalıyor" in case.find_class("rh-case__opening")[0].text_content()
    first_meter = case.find_class("rh-case__meter")[0]
    assert (first_meter.get("data-rh-low"), first_meter.get("data-rh-high")) == ("-1", "2")
    assert first_meter.find_class("rh-case__scale")[0].get("aria-hidden") == "true"


def test_the_choices_of_a_second_list_go_on_counting(tmp_path: Path) -> None:
    text = METERS.replace("- [Beklerim.]", "\nYa da:\n\n- [Beklerim.]")
    tree = convert(read(tmp_path, "vaka.md", text))
    choices = tree.xpath("//li[@data-rh-choice]")
    assert [(li.get("data-rh-choice"), li.get("data-rh-effects")) for li in choices] == [
        ("1", "2 -1"),
        ("2", "-1 0"),
    ]


def test_what_is_no_choice_is_not_counted(tmp_path: Path) -> None:
    text = METERS.replace("- [Açarım", "- [Sona](#son) bakın.\n\n    > Söz.\n\n- [Açarım")
    tree = convert(read(tmp_path, "vaka.md", text))
    choices = tree.xpath("//li[@data-rh-choice]")
    assert [(li.find(".//a").text, li.get("data-rh-effects")) for li in choices] == [
        ("Açarım, ", "2 -1"),
        ("Beklerim.", "-1 0"),
    ]


def test_help_stays_above_what_is_played(tmp_path: Path) -> None:
    text = CASE.replace("Telefon çalıyor.", "<!-- rehber: help-box -->\n\nTelefon çalıyor.")
    tree = convert(read(tmp_path, "vaka.md", text))
    assert not tree.find_class("rh-case")[0].find_class("rh-help")
    assert tree.find_class("rh-help")


def test_a_plan_counts_the_minutes_and_links_what_it_names(tmp_path: Path) -> None:
    tree = convert(read(tmp_path, "egitmen.md", SESSION))
    rows = [[cell.text_content() for cell in row] for row in tree.find(".//tbody").iter("tr")]
    assert rows == [
        ["0–10", "Açılış", "bütün grup", "–", "Atlanmaz"],
        ["10–30", "Rol", "rol oyunu", "Rol kartı: Sevda, kalem", "Kısalırsa çıkar"],
    ]
    assert tree.xpath("//td/a/@href") == ["#rol"]
