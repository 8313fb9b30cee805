"""Turkish letters, words and order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehber import turkish


@pytest.mark.parametrize(
    ("text", "lowered"),
    [("İHMAL", "ihmal"), ("IŞIK", "ışık"), ("ÇOCUĞUN ÜSTÜN YARARI", "çocuğun üstün yararı")],
)
def test_capitals_are_lowered_by_turkish_rules(text: str, lowered: str) -> None:
    assert turkish.lower(text) == lowered
    assert turkish.upper(lowered) == text


def test_lowering_joins_letter_and_mark() -> None:
    assert turkish.lower(unicodedata.normalize("NFD", "GÜÇ")) == "güç"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("IŞIK ve Şiddet", "isik-ve-siddet"),
        ("Çocuğun Üstün Yararı", "cocugun-ustun-yarari"),
        ("2026’da ne değişti?", "2026da-ne-degisti"),
        ("İl, ilçe", "il-ilce"),
        ("hâkim kararı", "hakim-karari"),
    ],
)
def test_a_slug_is_ascii(text: str, slug: str) -> None:
    assert turkish.slug(text) == slug


def test_the_alphabet_orders_words() -> None:
    words = ["zeka", "çocuk", "cuma", "ırk", "ilk", "şehir", "sehpa", "öz", "oy", "ün", "un"]
    assert turkish.in_order(words) == [
        "cuma",
        "çocuk",
        "ırk",
        "ilk",
        "oy",
        "öz",
        "sehpa",
        "şehir",
        "un",
        "ün",
        "zeka",
    ]


def test_an_apostrophe_does_not_end_a_word() -> None:
    assert turkish.words("SHM’nin 3 görevi, Ek’i.") == ["SHM’nin", "3", "görevi", "Ek’i"]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("tedbirinin", "tedbir"),
        ("tedbirlerimizden", "tedbir"),
        ("çocuğu", "çocuk"),
        ("ÇOCUKLARIN", "çocuk"),
        ("kaydı", "kayıt"),
        ("SHM’nin", "SHM"),
        ("güvenliği", "güvenlik"),
        ("saatler", "saat"),
        ("mekânlarında", "mekân"),
        ("hâkimin", "hâkim"),
    ],
)
def test_inflected_forms_are_recognised(word: str, base: str) -> None:
    assert turkish.is_inflection(word, base)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("tedbirli", "tedbir"),
        ("tedbirsizlik", "tedbir"),
        ("ailevi", "aile"),
        ("kurumsal", "kurum"),
        ("çocukluk", "çocuk"),
        ("SHMX’nin", "SHM"),
    ],
)
def test_derived_words_are_other_words(word: str, base: str) -> None:
    assert not turkish.is_inflection(word, base)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert turkish.fold(turkish.fold(text)) == turkish.fold(text)


@given(st.text(max_size=40))
def test_a_slug_holds_only_ascii_letters_digits_and_dashes(text: str) -> None:
    assert set(turkish.slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(max_size=20), st.text(min_size=1, max_size=20))
def test_asking_for_an_inflection_never_fails(word: str, base: str) -> None:
    turkish.is_inflection(word, base)
