"""Glossary terms are found in any inflected form; a wrong match is worse than none."""

from __future__ import annotations

import pytest

from rehber.model.glossary import Term
from rehber.render.terms import TermMatcher


def term(name: str, *forms: str, link: bool = True) -> Term:
    return Term(
        id=name,
        tr=name,
        en=name,
        definition_tr="",
        definition_en="",
        forms_tr=forms,
        link=link,
    )


TERMS = [
    term("tedbir"),
    term("bakım tedbiri"),
    term("Sosyal Hizmet Merkezi", "SHM"),
    term("Sosyal ve Ekonomik Destek", "SED"),
    term("çocuğun üstün yararı"),
    term("ihmal"),
    term("koruyucu aile"),
    term("çocuk", link=False),
    term("kayıt"),
]
MATCHER = TermMatcher(TERMS, "tr")


def found(text: str) -> list[tuple[str, str]]:
    return [(match.term.id, text[match.start : match.end]) for match in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tedbirinin süresi", [("tedbir", "Tedbirinin")]),
        ("bakım tedbirleri kaldırılır", [("bakım tedbiri", "bakım tedbirleri")]),
        ("BAKIM TEDBİRİ", [("bakım tedbiri", "BAKIM TEDBİRİ")]),
        ("SHM’nin raporu", [("Sosyal Hizmet Merkezi", "SHM’nin")]),
        ("SED'e başvurun", [("Sosyal ve Ekonomik Destek", "SED'e")]),
        ("çocuğun üstün yararına", [("çocuğun üstün yararı", "çocuğun üstün yararına")]),
        ("Koruyucu ailenin evi", [("koruyucu aile", "Koruyucu ailenin")]),
        ("İhmalin belirtileri", [("ihmal", "İhmalin")]),
        ("kaydını tutun", [("kayıt", "kaydını")]),
    ],
)
def test_inflected_forms_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tedbirli bir anne",
        "sed boyunca yürüdük",
        "ihmalkâr",
        "koruyucu, aile",
        "çocuk",
        "bakım ve tedavi",
        "shm",
    ],
)
def test_what_only_looks_like_a_term_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_longest_term_wins_and_places_do_not_overlap() -> None:
    text = "Bakım tedbiri bir tedbirdir."
    assert found(text) == [("bakım tedbiri", "Bakım tedbiri"), ("tedbir", "tedbirdir")]
