"""The capstone and the tests of the whole course: names, places, ways on, what is printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lxml import html as lxml_html

from rehber import messages
from rehber.build.search import build_index
from rehber.content.course import load_course
from rehber.fragments import Fragments
from rehber.model.course import Course, Directive, Kind
from rehber.model.finding import Location
from rehber.render import lists, page
from rehber.render.navigation import navigation
from rehber.render.renderer import Renderer
from tests.golden.golden_course import FOLDER, make

STRINGS = {language: messages.load(language) for language in ("tr", "en")}
PLANNED = (
    "  - {id: m00, number: 0, title_tr: Açılış, title_en: Opening, minutes: 2}\n"
    "  - {id: capstone, number: 15, title_tr: Bir yıl, title_en: A year, minutes: 4}\n"
    "paths:\n"
    "  - {id: full, title_tr: Yol, title_en: Way, who_tr: Sen, who_en: You, "
    "modules: [m01, capstone]}"
)
OPENING = """\
---
id: m00
number: 0
title: "Açılış"
summary: "Başlarken."
minutes: 2
objectives: []
sections: []
review: {status: draft}
edition: "2026.11"
---

<!-- rehber: module-overview -->
"""
CATALOGUE = """\
---
id: modules
title: "Modüller"
summary: "Liste."
review: {status: draft}
edition: "2026.11"
---

<!-- rehber: module-catalogue -->
"""
PRE, POST = "quizzes/on-test.md", "quizzes/son-test.md"
CASE = "modules/bir-yil/vaka.md"
BIBLIOGRAPHY = "guide/bibliography.md"


def _written(name: str) -> dict[str, str]:
    """The pages that the golden cases of a file add."""
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    written: dict[str, str] = yaml.safe_load(text)[0]["write"]
    return written


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    extra = {"docs/modules/acilis/index.md": OPENING, "docs/modules/index.md": CATALOGUE}
    make(
        root,
        {
            "name": "way",
            "write": {**_written("capstone"), **_written("course_tests"), **extra},
            "edit": {"docs/_data/curriculum.yml": {"paths: []": PLANNED}},
        },
    )
    return load_course(root)


def _links(fragment: str) -> list[tuple[str, str]]:
    tree = lxml_html.fromstring(fragment)
    return [(a.get("rel", ""), a.get("href")) for a in tree.iter("a")]


def _steps(course: Course, path: str) -> list[tuple[str, str]]:
    nav = page.step_nav(course, course.pages[path], STRINGS["tr"])
    return _links(nav) if nav else []


def _renderer(course: Course) -> Renderer:
    fragments = Fragments()
    renderer = Renderer(course, fragments.to_html)
    fragments.use(renderer)
    return renderer


@pytest.mark.parametrize(
    ("path", "turkish", "english"),
    [
        ("modules/ornek/ilk.md", "Modül 1 · Bölüm 1/1", "Module 1 · Section 1/1"),
        ("modules/ornek/egitmen.md", "Eğitmen · Modül 1 oturumu", "Trainer · Module 1 session"),
        ("modules/bir-yil/index.md", "Bitirme vakası", "Capstone"),
        ("modules/bir-yil/kayit.md", "Bitirme vakası · Bölüm 1/1", "Capstone · Section 1/1"),
        (CASE, "Bitirme vakası · Vaka", "Capstone · Case"),
        (PRE, "Ön test", "Pre-test"),
        (POST, "Son test", "Post-test"),
    ],
)
def test_the_capstone_and_the_tests_are_called_by_name(
    course: Course, path: str, turkish: str, english: str
) -> None:
    for language, said in (("tr", turkish), ("en", english)):
        assert page.kind_label(course, course.pages[path], STRINGS[language]) == said


def test_no_page_speaks_of_a_fifteenth_module(course: Course) -> None:
    at = course.pages["modules/index.md"]
    for language, name in (("tr", "Bitirme vakası"), ("en", "Capstone")):
        strings = STRINGS[language]
        for fragment in (
            lists.catalogue(course, at, strings),
            lists.paths(course, at, strings),
            lists.trainer_overview(course, at, strings),
            str(navigation(course, strings["nav"])),
        ):
            assert "15" not in fragment and name in fragment


def test_the_case_of_the_capstone_leads_to_the_post_test(course: Course) -> None:
    assert _steps(course, "modules/bir-yil/kayit.md")[-1] == ("next", "../vaka/")
    assert _steps(course, CASE) == [("prev", "../kayit/"), ("next", "../../../quizzes/son-test/")]
    assert _steps(course, POST) == [("prev", "../../modules/bir-yil/vaka/")]


def test_the_opening_leads_to_the_pre_test_and_that_to_the_first_module(course: Course) -> None:
    assert _steps(course, "modules/acilis/index.md") == [("next", "../../quizzes/on-test/")]
    assert _steps(course, PRE) == [
        ("prev", "../../modules/acilis/"),
        ("next", "../../modules/ornek/"),
    ]
    assert _steps(course, "quizzes/ornek.md") == [("prev", "../../modules/ornek/vaka/")]


def test_without_opening_and_capstone_the_tests_lead_back_to_the_list(course: Course) -> None:
    alone = replace(course, modules=(course.module("m01"),))  # type: ignore[arg-type]
    assert _steps(alone, PRE) == [("prev", "../../modules/"), ("next", "../../modules/ornek/")]
    assert _steps(alone, POST) == [("prev", "../../modules/")]


def test_the_way_among_pages_is_named_for_what_it_is(course: Course) -> None:
    def name(path: str) -> str:
        nav = page.step_nav(course, course.pages[path], STRINGS["tr"])
        return str(lxml_html.fromstring(nav).get("aria-label"))

    assert name("modules/ornek/ilk.md") == "Modül içinde gezinme"
    assert name(CASE) == "Bitirme vakası içinde gezinme"
    assert name(PRE) == "Kurs içinde gezinme"


def test_the_catalogue_shows_the_tests_in_their_places_with_their_minutes(course: Course) -> None:
    tree = lxml_html.fromstring(
        lists.catalogue(course, course.pages["modules/index.md"], STRINGS["tr"])
    )
    cards = [" ".join(card.text_content().split()) for card in tree.iter("li")]
    assert [card.split("2 dakika")[0] for card in cards if "test" in card] == [
        "Ön testOkumadan önce.",
        "Son testBitirince.",
    ]
    order = [
        href
        for _, href in _links(
            lists.catalogue(course, course.pages["modules/index.md"], STRINGS["tr"])
        )
    ]
    assert order == [
        "acilis/",
        "../quizzes/on-test/",
        "ornek/",
        "bir-yil/",
        "../quizzes/son-test/",
    ]


def test_the_minutes_of_a_path_are_those_of_its_modules(course: Course) -> None:
    html = lists.paths(course, course.pages["modules/index.md"], STRINGS["tr"])
    assert "Toplam 14 dakika" in html


def test_the_navigation_holds_every_page_once_and_in_order(course: Course) -> None:
    learn = navigation(course, STRINGS["tr"]["nav"])[1]["Öğren"]
    assert learn == [
        "modules/index.md",
        {"0. Açılış": ["modules/acilis/index.md"]},
        PRE,
        {"1. Örnek modül": [p.path for p in course.modules[1].way]},
        {"Bitirme vakası: Bir yıl": ["modules/bir-yil/index.md", "modules/bir-yil/kayit.md", CASE]},
        POST,
    ]


def test_the_overview_of_the_capstone_names_what_follows_and_no_number_of_questions(
    course: Course,
) -> None:
    at = course.pages["modules/bir-yil/index.md"]
    html = _renderer(course).directive(at, "module-overview", ())
    assert "Bitirme vakasını tamamlayan katılımcı:" in html
    assert "Bitirme vakasına başla" in html
    assert "Soru sayısı" not in html
    steps = lxml_html.fromstring(html).xpath('//ol[@class="rh-sections"]//a/@href')
    assert steps == ["kayit/", "vaka/"]
    assert 'Ardından: <a href="../../quizzes/son-test/">Son test</a>' in html
    opening = _renderer(course).directive(
        course.pages["modules/acilis/index.md"], "module-overview", ()
    )
    assert 'href="../../quizzes/on-test/"' in opening


def test_no_line_is_drawn_under_the_result_of_a_test_of_the_course(course: Course) -> None:
    renderer = _renderer(course)
    pre, post, module = (
        renderer.wrap(course.pages[path], "") for path in (PRE, POST, "quizzes/ornek.md")
    )
    assert "%80" in module and 'data-rh-pass="80"' in module
    for html in (pre, post):
        assert "%80" not in html and "data-rh-pass" not in html
        assert 'data-rh-case="pass"' not in html and 'data-rh-case="fail"' not in html
        assert 'data-rh-module="test"' in html
    assert "Okumanız yararlı olabilecek" in pre and "Yeniden okumanız" not in pre
    assert "Yeniden okumanız yararlı olabilecek" in post


def test_a_test_of_the_course_leans_on_the_bibliography_and_its_key_is_short(
    course: Course,
) -> None:
    at = course.pages[PRE]
    whole = replace(course, pages={**course.pages, BIBLIOGRAPHY: replace(at, path=BIBLIOGRAPHY)})
    renderer = _renderer(whole)
    cited = next(item for item in at.items if item.sources)
    assert "../../guide/bibliography/#kaynak-" in renderer.item(at, cited.ordinal)
    html = renderer.wrap(at, "")
    assert "rh-sources__list" not in html
    key = html[html.index('class="rh-key"') :]
    assert key.count("<li>") == len(at.items) and "rh-why" not in key
    assert "rh-why" in renderer.wrap(course.pages["quizzes/ornek.md"], "")


def test_a_section_with_lines_is_a_sheet_to_fill_in(course: Course) -> None:
    record = course.pages["modules/bir-yil/kayit.md"]
    assert record.kind is Kind.SECTION and record.is_sheet
    assert course.pages["guide/forms/t01-kart.md"].is_sheet
    assert not course.pages["modules/ornek/ilk.md"].is_sheet
    lines = (Directive("lines", (), Location("x.md")),)
    assert not replace(course.pages["guide/law/5395.md"], directives=lines).is_sheet
    renderer = _renderer(course)
    assert renderer.directive(record, "lines", ("2", "Ad")).count("rh-lines__line") == 2
    ticks = page.on_paper(record, "<ul>\n<li>☐ Tarihli</li>\n</ul>")
    assert ticks.startswith('<ul class="rh-ticks">')


def test_search_finds_them_by_name_and_not_by_a_number(course: Course, tmp_path: Path) -> None:
    paths = (PRE, POST, "modules/bir-yil/index.md", "modules/bir-yil/kayit.md")
    for path in paths:
        file = tmp_path / course.pages[path].url / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text('<html><body><div id="rh-content"><p>x</p></div></body></html>', "utf-8")
    found = {document.url: document for document in build_index(course, tmp_path).documents}
    named = {path: found[course.pages[path].url] for path in paths}
    assert named[PRE].aliases == ("Ön test", "pre-test")
    assert named[POST].aliases == ("Son test", "post-test")
    assert named[paths[2]].aliases == ("Bitirme vakası", "capstone")
    assert [named[path].label for path in paths[2:]] == ["Bitirme vakası", "Bitirme vakası"]
