"""Ticks on links to what is done, and the mark of the chosen path."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.components.conftest import violations
from tests.components.progress.small_course import attempt, finish_case, put, start

Open = Callable[..., Page]
LINKS = {
    "Modül": "m01-test m01-case",
    "Bölüm": "m01-s1",
    "Vaka": "m01-case",
    "Test": "m01-test",
    "Ön test": "pre-test",
}


def body() -> str:
    links = "".join(
        f'<li><a href="#" data-rh-done="{steps}">{name}</a></li>' for name, steps in LINKS.items()
    )
    return (
        '<div class="rh-nav" data-rh-module="ticks" data-rh-word="tamamlandı"'
        f' data-rh-word-read="okundu"><ul>{links}<li><a href="#">Rehber</a></li></ul></div>'
        '<p data-rh-path="full">Tam yol</p><p data-rh-path="short">Kısa yol</p>'
    )


def ticked(page: Page) -> list[str]:
    return page.locator("a:has(.rh-tick)").all_inner_texts()


def test_each_kind_of_step_is_ticked_by_its_own_record(opened: Open) -> None:
    page = opened("ticks", body())
    start(page, "ticks")
    put(page, "read:m01-s1", {"done": True})
    expect(page.get_by_role("link", name="Bölüm (okundu)", exact=True)).to_have_count(1)
    finish_case(page, "m01")
    expect(page.get_by_role("link", name="Vaka (tamamlandı)", exact=True)).to_have_count(1)
    attempt(page, "m01-test", 9.5)
    attempt(page, "pre-test", 0, of=28)
    expect(page.get_by_role("link", name="Ön test (tamamlandı)", exact=True)).to_have_count(1)
    expect(page.get_by_role("link", name="Test", exact=True)).to_have_count(1)
    expect(page.get_by_role("link", name="Modül", exact=True)).to_have_count(1)
    attempt(page, "m01-test", 9.6)
    for name in ("Test", "Modül"):
        expect(page.get_by_role("link", name=f"{name} (tamamlandı)", exact=True)).to_have_count(1)
    assert violations(page) == []


def test_other_tabs_follow_and_a_deletion_takes_the_ticks_back(opened: Open) -> None:
    page, other = opened("ticks", body()), opened("ticks")
    for tab in (page, other):
        start(tab, "ticks")
    put(page, "read:m01-s1", {"done": True})
    put(page, "setting:path", "short")
    expect(other.locator(".rh-tick")).to_have_count(1)
    expect(other.locator("[data-rh-chosen]")).to_have_text("Kısa yol")
    put(page, "setting:path", "")
    expect(other.locator("[data-rh-chosen]")).to_have_count(0)
    page.evaluate("rh.getStore().deleteAll()")
    expect(other.locator(".rh-tick")).to_have_count(0)


def test_the_records_are_not_read_where_there_is_nothing_to_tick(opened: Open) -> None:
    page = opened("ticks", '<div data-rh-module="ticks"><a href="#">Rehber</a></div>')
    page.evaluate("() => { window.reads = 0; rh.getStore().all = async () => (reads++, []); }")
    start(page, "ticks")
    put(page, "read:m01-s1", {"done": True})
    assert page.evaluate("window.reads") == 0
