"""Sources as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehber.model.finding import Location
from rehber.model.source import Citation, Reference, Verification, is_within, locator_parts
from rehber.render.references import format_references, inline, locator_label, source_list

NOWHERE = Location("")
BOOK = Reference(
    id="ward-2014",
    csl={
        "id": "ward-2014",
        "type": "book",
        "title": "Assessing capacity & change",
        "author": [
            {"family": "Ward", "given": "Harriet"},
            {"literal": "World Health Organization"},
        ],
        "issued": {"date-parts": [[2014]]},
    },
    status=Verification.VERIFIED,
)
LAW = Reference(
    id="tr-5395",
    csl={
        "id": "tr-5395",
        "type": "legislation",
        "title": "Çocuk Koruma Kanunu",
        "number": "5395",
        "container-title": "Resmî Gazete 15/7/2005-25876",
        "URL": "https://www.mevzuat.gov.tr/MevzuatMetin/1.5.5395.pdf",
    },
    status=Verification.VERIFIED,
    locators=("m. 9", "m. 35-39"),
    unread=("m. 9/6",),
    short="5395 sayılı Kanun",
)
REFERENCES = {"ward-2014": BOOK, "tr-5395": LAW}
NAMES = {"World Health Organization": "Dünya Sağlık Örgütü"}


@pytest.fixture(scope="module", params=["tr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_statute_is_cited_as_lawyers_write_it() -> None:
    formatted = format_references(REFERENCES, "tr", NAMES)
    shown = inline((Citation("tr-5395", "m. 9/2", NOWHERE),), formatted, "tr")
    assert "5395 sayılı Kanun m. 9/2" in shown
    assert 'href="#kaynak-tr-5395"' in shown
    english = format_references(REFERENCES, "en", {})
    shown = inline((Citation("tr-5395", "m. 9/2", NOWHERE),), english, "en")
    assert "Law No. 5395 art. 9/2" in shown


def test_a_work_is_cited_in_apa_with_known_names_and_escaped_once() -> None:
    formatted = format_references(REFERENCES, "tr", NAMES)
    assert formatted["ward-2014"].short.endswith("2014")
    assert "Dünya Sağlık Örgütü" in formatted["ward-2014"].entry
    shown = inline((Citation("ward-2014", "s. 12", NOWHERE),), formatted, "tr")
    assert "2014, s. 12" in shown
    assert "&amp;amp;" not in shown + formatted["ward-2014"].entry


def test_the_cache_gives_the_same_words(tmp_path: Path, language: str) -> None:
    first = format_references(REFERENCES, language, NAMES, tmp_path)
    assert list(tmp_path.iterdir())
    assert format_references(REFERENCES, language, NAMES, tmp_path) == first


def test_the_list_is_in_turkish_order_and_each_source_has_an_anchor() -> None:
    formatted = format_references(REFERENCES, "tr", NAMES)
    listed = source_list(["ward-2014", "tr-5395", "ward-2014"], formatted)
    assert listed.count("<li") == 2
    assert listed.index("kaynak-tr-5395") < listed.index("kaynak-ward-2014")


@pytest.mark.parametrize(
    ("locator", "is_covered"),
    [
        ("m. 9", True),
        ("m. 9/2", True),
        ("m. 9/6", False),
        ("m. 90", False),
        ("m. 36", True),
        ("m. 9/1, 38/1", True),
        ("m. 9/1, 40", False),
    ],
)
def test_a_source_covers_the_places_that_were_read(locator: str, is_covered: bool) -> None:
    assert LAW.covers(locator) is is_covered


def test_locators_are_taken_apart() -> None:
    assert locator_parts("m. 7/5, 8/3") == ("m. 7/5", "m. 8/3")
    assert locator_parts("par. 49") == ("par. 49",)
    assert locator_parts("") == ()
    assert is_within("par. 41", "par. 39-43")
    assert not is_within("par. 44", "par. 39-43")
    assert locator_label("Ek m. 1", "en") == "additional art. 1"
