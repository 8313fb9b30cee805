"""Notes on the published site: written on a lesson, found again on the page of all notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import violations, wait_for_record

LESSON = "modules/aileyi-tanimak/ev-ve-mahalle/"
ANSWER = "Ablasını yalnız görmedim."


def test_from_the_lesson_to_the_list_and_back(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    page = reader.open(LESSON)
    opener = page.locator("button[aria-describedby=prompt-supervision]")
    opener.scroll_into_view_if_needed()
    opener.click()
    page.get_by_label("Notunuz: Süpervizyona götürün").fill(ANSWER)
    wait_for_record(page, "note:m06-s8.supervision")
    page.get_by_role("link", name="Bütün notlarım").click()
    page.wait_for_url("**/learning/notlarim/")
    expect(page.locator(".rh-my-note:visible")).to_contain_text(ANSWER)
    page.locator(".rh-my-note:visible").get_by_role("link").click()
    page.wait_for_url(f"**/{LESSON}#prompt-supervision")
    expect(opener).to_have_text(f"Notunuz: {ANSWER}")
    expect(opener).to_be_in_viewport()


def test_notes_of_both_languages_stand_on_one_page(visit: Callable[..., Visit]) -> None:
    reader = visit()
    turkish = reader.open(LESSON)
    turkish.locator("button[aria-describedby=duzen]").click()
    turkish.get_by_label("Notunuz: Düzen bakım değildir").fill(ANSWER)
    wait_for_record(turkish, "note:m06-s8.duzen")
    page = reader.open(PAGE_TYPES["English section"])
    page.locator(".rh-note-at button").first.click()
    page.locator(".rh-note-field textarea").fill("Read again.")
    page.get_by_role("link", name="All my notes").click()
    expect(page.get_by_role("heading", name="My notes", level=1)).to_be_visible()
    expect(page.locator(".rh-my-note:visible")).to_have_count(2)
    # A page that is not translated has not gone.
    expect(page.get_by_role("heading", name="Pages that no longer exist")).to_be_hidden()
    expect(page.get_by_role("heading", name="Module 6")).to_be_visible()


def test_the_field_is_fetched_when_it_is_used(visit: Callable[..., Visit]) -> None:
    reader = visit()
    asked: list[str] = []
    reader.context.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page = reader.open(LESSON)
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if name.startswith(("note", "my-notes"))]
    page.locator("button[aria-describedby=duzen]").click()
    expect(page.get_by_label("Notunuz: Düzen bakım değildir")).to_be_visible()
    assert [name for name in asked if name.startswith("note-field") and name.endswith(".css")]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_while_notes_are_open(
    visit: Callable[..., Visit], width: int, scheme: str
) -> None:
    reader = visit(width, scheme)
    page = reader.open(LESSON)
    for about in ("duzen", "prompt-supervision", "prompt-four-weeks"):
        opener = page.locator(f"button[aria-describedby={about}]")
        opener.click()
        field = page.locator(f"p:has(> button[aria-describedby={about}]) + div textarea")
        field.fill("Anne 0532 123 45 67.")
    expect(page.locator(".rh-note-field__found li")).to_have_count(3)
    assert violations(page) == []
    page.goto(f"{reader.address}{PAGE_TYPES['my notes']}")
    expect(page.locator(".rh-my-note:visible")).to_have_count(3)
    page.get_by_role("button", name="Düzenle").first.click()
    expect(page.locator("textarea:visible")).to_have_count(1)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_overview_and_case_have_one_place_for_the_whole_page(visit: Callable[..., Visit]) -> None:
    reader = visit()
    for path, name in ((PAGE_TYPES["module"], "m04.page"), (PAGE_TYPES["case"], "m04-case.page")):
        page = reader.open(path)
        expect(page.locator("[data-rh-note]")).to_have_count(1)
        page.locator("[data-rh-note] button").click()
        page.locator("textarea:visible").fill("Bütün sayfa için.")
        wait_for_record(page, f"note:{name}")
        page.close()


def test_every_place_has_a_name_of_its_own(site_folder: Path) -> None:
    for file in site_folder.rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        places = re.findall(r'data-rh-note="([^"]*)"', html)
        assert len(places) == len(set(places)), file
        for anchor in re.findall(r'<button type="button" aria-describedby="([^"]+)">', html):
            assert html.count(f'id="{anchor}"') == 1, (file, anchor)
