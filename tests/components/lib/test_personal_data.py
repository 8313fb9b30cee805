"""What identifies a person is found as people write it; other numbers are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

Open = Callable[..., Page]


def identity(first: str) -> str:
    """A number with the right checksum that belongs to nobody we know."""
    d = [int(digit) for digit in first]
    tenth = (sum(d[0:9:2]) * 7 - sum(d[1:8:2])) % 10
    return f"{first}{tenth}{(sum(d) + tenth) % 10}"


NUMBER = identity("123456789")
FOUND = {
    NUMBER: "identity",
    f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:9]} {NUMBER[9:]}": "identity",
    f"{NUMBER[:5]} {NUMBER[5:]}": "identity",
    f"{NUMBER[:3]}.{NUMBER[3:6]}.{NUMBER[6:9]}.{NUMBER[9:]}": "identity",
    identity("991234567"): "identity",  # a foreigner's number
    "05321234567": "phone",
    "5321234567": "phone",
    "0532 123 45 67": "phone",
    "0 532 123 45 67": "phone",
    "0(532) 123 45 67": "phone",
    "(0532) 123 45 67": "phone",
    "532 123 45 67": "phone",
    "0532-123-45-67": "phone",
    "0.532.123.45.67": "phone",
    "0532.123.4567": "phone",
    "+905321234567": "phone",
    "+90 532 123 45 67": "phone",
    "+90 (532) 123 45 67": "phone",
    "0090 532 123 45 67": "phone",
    "90 532 123 45 67": "phone",
    "0312 123 45 67": "phone",
    "(0312) 123 45 67": "phone",
    "(312) 123 45 67": "phone",
    "312 123 45 67": "phone",
    "0312\u00a0123\u00a045\u00a067": "phone",
    "+90 212 123 45 67": "phone",
    "+963 944 123 456": "phone",
    "TR33 0006 1005 1978 6457 8413 26": "iban",
    "TR330006100519786457841326": "iban",
    "tr330006100519786457841326": "iban",
    "ayse.yilmaz@okul.example.tr": "email",
    "şule@örnek.example.org": "",  # outside what addresses may hold
}
LEFT_ALONE = [
    "5395",
    "5395 sayılı Kanun m. 9/2-a, 2828, 4721, 6284",
    "2026-11-22",
    "22.11.2026",
    "22.11.2026 183",
    "22 11 2026 183 112",
    "22.11.2026, saat 10.30–11.45",
    "183, 112, 155",
    "112 183 155 156",
    "2014 2015 2016 2017",
    "E. 2023/12345, K. 2024/67890",
    "1.250.000 TL",
    "12.500.000.000",
    "4 gün, 12 hafta, 24 ay",
    "%30 ile %45,5 arası",
    "444 0 183",
    "0850 123 45 67",  # a company's number
    "10.1016/j.childyouth.2019.104602",
    "978-605-123-456-7",
    "T4, m05-q07, 3/7/15",
    "12345678901",  # eleven digits, wrong checksum
    "01234567890",
    "1" * 20,
    "4543 1234 5678 9012",
    "saat 08.30 – 09.15, oda 3",
    "@home, a@b",
]


def kinds(page: Page, text: str) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "text => rh.personal.findPersonal(text).map(({kind, text}) => [kind, text])", text
    )
    return found


@pytest.fixture
def page(opened: Open) -> Page:
    return opened("personal", "")


def test_what_identifies_a_person_is_found_alone_and_in_a_sentence(page: Page) -> None:
    missed = []
    for written, kind in FOUND.items():
        wanted = [[kind, written]] if kind else []
        for text in (written, f"Annesi ({written}) aradı.", f"3 gün sonra: {written}, 2026'da."):
            if (found := kinds(page, text)) != wanted:
                missed.append((text, found))
    assert missed == []


def test_other_numbers_are_left_alone(page: Page) -> None:
    wrong = [(text, found) for text in LEFT_ALONE if (found := kinds(page, text))]
    assert wrong == []


def test_several_in_one_text_with_their_places(page: Page) -> None:
    text = f"Elif {NUMBER}, annesi 0532 123 45 67 ve 0312 123 45 67; TR330006100519786457841326."
    found = page.evaluate("text => rh.personal.findPersonal(text)", text)
    assert [one["kind"] for one in found] == ["identity", "phone", "phone", "iban"]
    for one in found:
        assert text[one["start"] :].startswith(one["text"])


@settings(max_examples=150, deadline=None)
@given(numbers=st.lists(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True), min_size=1, max_size=20))
def test_every_number_with_the_checksum_is_found_and_no_other(numbers: list[str]) -> None:
    page = PAGES[0]
    right = [identity(number) for number in numbers]
    wrong = [number[:-1] + str((int(number[-1]) + 1) % 10) for number in right]
    assert kinds(page, "; ".join(right)) == [["identity", number] for number in right]
    assert [found for found in kinds(page, "; ".join(wrong)) if found[0] == "identity"] == []


PAGES: list[Page] = []


@pytest.fixture(autouse=True)
def _page_for_properties(page: Page) -> None:
    PAGES[:] = [page]


@pytest.mark.parametrize("part", ["1 ", "1", "a", "a@", "0532 ", "TR1 ", "(1)"])
def test_a_long_text_is_gone_through_in_a_moment(page: Page, part: str) -> None:
    """Ten times the longest note; a pattern that tries everything would never come back."""
    page.evaluate("text => rh.personal.findPersonal(text).length", (part * 200_000)[:200_000])
