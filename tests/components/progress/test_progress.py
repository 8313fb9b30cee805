"""The view of the whole course: states, what is missing, the path, the one button, other tabs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from rehber import messages
from rehber.render.progress import changes, progress
from tests.browser_tools import put_records
from tests.components.conftest import SLOW_DISK, Site, heard, until, violations
from tests.components.progress.small_course import (
    attempt,
    finish,
    finish_case,
    learning_page,
    put,
    small_course,
    start,
    with_style,
)
from tests.learner_records import AT, record

Open = Callable[..., Page]
READ = {"done": True, "edition": "2026.11"}


def view(language: str = "tr") -> str:
    course = small_course(language)
    html = progress(course, course, learning_page(), messages.load(language))
    return with_style("progress", html)


@pytest.fixture
def learning(opened: Open) -> Callable[..., Page]:
    def open_it(language: str = "tr") -> Page:
        page = opened("learning", view(language), lang=language)
        start(page, "progress")
        expect(page.locator(".rh-progress[data-rh-started]")).to_be_visible()
        return page

    return open_it


def step(page: Page, name: str) -> Locator:
    return page.locator(f"[data-rh-step={name}]")


def state(page: Page, name: str) -> Locator:
    return step(page, name).locator(".rh-step__word")


def button(page: Page) -> Locator:
    return page.locator(".rh-progress__now .rh-button")


def test_nothing_done_yet(learning: Callable[..., Page]) -> None:
    page = learning()
    expect(state(page, "m00")).to_have_text("Sırada")
    for name in ("pre-test", "m01", "m02", "capstone", "post-test"):
        expect(state(page, name)).to_have_text("Başlanmadı")
    expect(page.locator(".rh-progress__count")).to_have_text("4 modülden 0 tamamlandı.")
    expect(page.locator(".rh-progress__next")).to_have_text("İlk adım: Başlarken")
    expect(button(page)).to_have_text("Başla")
    expect(button(page)).to_have_attribute("href", re.compile("/modules/modul-0/$"))


def test_a_module_needs_its_test_at_80_percent_and_its_case(
    learning: Callable[..., Page],
) -> None:
    page = learning()
    put(page, "read:m01-s1", READ)
    missing = step(page, "m01").locator(".rh-step__missing")
    expect(state(page, "m01")).to_have_text("Sürüyor")
    expect(step(page, "m01").locator(".rh-step__count")).to_have_text("4 adımdan 1")
    expect(missing).to_have_text("Tamamlamak için eksik: Vaka bitirilmedi Test yapılmadı")
    expect(missing.get_by_role("link")).to_have_text(["Vaka bitirilmedi", "Test yapılmadı"])
    unread = step(page, "m01").locator(".rh-step__unread")
    expect(unread).to_have_text("1 bölüm okunmadı (tamamlamak için gerekmez)")
    expect(unread.get_by_role("link")).to_have_attribute("href", re.compile("/b2/$"))

    attempt(page, "m01-test", 8.1)
    expect(missing).to_contain_text("Test: %67, gereken %80")
    attempt(page, "m01-test", 9.59)
    expect(missing).to_contain_text("Test: %79, gereken %80")
    attempt(page, "m01-test", 9.6)
    attempt(page, "m01-test", 2)
    expect(missing.get_by_role("link")).to_have_text(["Vaka bitirilmedi"])
    put(page, "case:m01-case", {"path": ["telefon"], "endings": []})
    expect(missing).to_contain_text("Vaka bitirilmedi")
    finish_case(page, "m01")
    # Reading every section is not asked for.
    expect(state(page, "m01")).to_have_text("Tamamlandı")
    expect(missing).to_be_hidden()
    expect(unread).to_be_hidden()
    expect(step(page, "m01")).to_have_attribute("data-rh-state", "done")


def test_reading_alone_finishes_nothing(learning: Callable[..., Page]) -> None:
    page = learning()
    for name in ("m01", "m01-s1", "m01-s2", "m01-case", "m01-test"):
        put(page, f"read:{name}", READ)
    expect(step(page, "m01").locator(".rh-step__missing a")).to_have_text(
        ["Vaka bitirilmedi", "Test yapılmadı"]
    )
    expect(step(page, "m01").locator(".rh-step__unread")).to_be_hidden()


def test_the_opening_has_no_case_and_the_capstone_no_test(learning: Callable[..., Page]) -> None:
    page = learning()
    attempt(page, "m00-test", 10)
    expect(state(page, "m00")).to_have_text("Tamamlandı")
    finish_case(page, "capstone")
    expect(state(page, "capstone")).to_have_text("Tamamlandı")
    expect(page.locator(".rh-progress__count")).to_have_text("4 modülden 2 tamamlandı.")


def test_the_tests_of_the_course_are_taken_not_passed(learning: Callable[..., Page]) -> None:
    page = learning()
    attempt(page, "m00-test", 12)
    expect(state(page, "pre-test")).to_have_text("Sırada")
    attempt(page, "pre-test", 7, of=28)
    expect(state(page, "pre-test")).to_have_text("Yapıldı: %25")
    expect(state(page, "m01")).to_have_text("Sırada")
    for name in ("m01", "m02", "capstone"):
        finish(page, name)
    expect(state(page, "post-test")).to_have_text("Sırada")
    attempt(page, "post-test", 28, of=28)
    expect(page.locator(".rh-progress__next")).to_have_text("Bitirdiniz: Bütün kurs")
    expect(button(page)).to_have_text("Tamamlama belgesi")
    expect(button(page)).to_have_attribute("href", re.compile("/belge/$"))


def test_the_tests_of_the_course_show_what_the_gain_counts(learning: Callable[..., Page]) -> None:
    page = learning()
    attempt(page, "pre-test", 7, of=28)
    attempt(page, "post-test", 21, of=28)
    expect(state(page, "post-test")).to_have_text("Yapıldı: %75")
    attempt(page, "pre-test", 28, of=28)  # twelve weeks later
    attempt(page, "m00-test", 12)
    expect(state(page, "m00")).to_have_text("Tamamlandı")
    expect(state(page, "pre-test")).to_have_text("Yapıldı: %25")


def test_a_pre_test_after_the_post_test_is_done_and_measures_nothing(
    learning: Callable[..., Page],
) -> None:
    page = learning()
    attempt(page, "post-test", 21, of=28)
    attempt(page, "pre-test", 28, of=28)
    expect(state(page, "pre-test")).to_have_text("Tamamlandı")


def test_a_first_test_that_was_left_out_is_no_longer_next(learning: Callable[..., Page]) -> None:
    page = learning()
    attempt(page, "m00-test", 12)
    put(page, "item:m01-q31", {"given": ["a"], "right": True, "digest": "0", "tries": 1})
    expect(state(page, "m01")).to_have_text("Sürüyor")
    expect(state(page, "pre-test")).to_have_text("Başlanmadı")
    expect(state(page, "m02")).to_have_text("Sırada")


def test_the_path_counts_its_own_minutes_and_stays(
    learning: Callable[..., Page], context: BrowserContext
) -> None:
    page = learning()
    left = page.locator(".rh-progress__left")
    expect(left).to_have_text("Bütün kurs için kalan: yaklaşık 2 saat 35 dakika.")
    page.get_by_label("Yolunuz").select_option("short")
    expect(left).to_have_text("“Kısa yol” yolunda kalan: yaklaşık 1 saat 20 dakika.")
    assert "Kısa yol" in heard(page)
    expect(state(page, "m01")).to_have_text("Başlanmadı, yolunuzun dışında")
    finish(page, "m00")
    expect(state(page, "m02")).to_have_text("Sırada")  # not the first test, not m01
    expect(left).to_have_text("“Kısa yol” yolunda kalan: 55 dakika.")
    put(page, "read:m02-s1", READ)
    expect(left).to_have_text("“Kısa yol” yolunda kalan: 45 dakika.")

    again = learning()
    expect(again.get_by_label("Yolunuz")).to_have_value("short")
    finish(again, "m02")
    for tab in (again, page):
        expect(tab.locator(".rh-progress__left")).to_have_text(
            "Yolunuzdaki bütün modüller tamamlandı."
        )
        expect(tab.locator(".rh-progress__next")).to_have_text("Bitirdiniz: Kısa yol")


def test_a_path_that_is_chosen_during_a_reading_is_the_one_that_is_said(
    context: BrowserContext, learning: Callable[..., Page]
) -> None:
    context.add_init_script(SLOW_DISK)
    page = learning()
    page.evaluate(
        "rh.getStore().dispatchEvent(new CustomEvent('change', {detail: {keys: []}})) && null"
    )
    page.get_by_label("Yolunuz").select_option("short")
    expect(page.locator("[role=status]")).to_contain_text("Kısa yol")
    expect(page.get_by_label("Yolunuz")).to_have_value("short")


def test_a_path_that_is_no_more_is_no_path(learning: Callable[..., Page]) -> None:
    page = learning()
    put(page, "setting:path", "old-path")
    put(page, "read:m00-s1", READ)
    expect(state(page, "m00")).to_have_text("Sürüyor")
    expect(page.get_by_label("Yolunuz")).to_have_value("")
    expect(state(page, "pre-test")).to_have_text("Sırada")


def test_the_button_goes_back_to_where_reading_stopped(learning: Callable[..., Page]) -> None:
    page = learning()
    place = {
        "url": "modules/modul-1/b1/",
        "title": "Aile hakkı, bölüm 1",
        "anchor": "iki",
        "scroll": 0.4,
        "within": 0.5,
    }
    put(page, "place", place)
    expect(page.locator(".rh-progress__next")).to_have_text("Kaldığınız yer: Aile hakkı, bölüm 1")
    expect(button(page)).to_have_attribute("href", "/modules/modul-1/b1/#iki")
    # Read in English, or the other way round: the same place.
    put(page, "place", place | {"url": "en/modules/modul-1/b1/"})
    expect(button(page)).to_have_attribute("href", "/en/modules/modul-1/b1/#iki")

    # Read to the end: what follows in the module.
    put(page, "place", place | {"scroll": 1})
    put(page, "read:m01-s1", READ)
    expect(page.locator(".rh-progress__next")).to_have_text("Sıradaki adım: Aile hakkı, bölüm 2")
    expect(button(page)).to_have_text("Sürdür")
    put(page, "read:m01-s2", READ)
    expect(page.locator(".rh-progress__next")).to_have_text("Sıradaki adım: Aile hakkı, vaka")
    finish(page, "m01")
    expect(page.locator(".rh-progress__next")).to_have_text("Sıradaki adım: Başlarken")


def test_it_says_what_safari_may_delete_and_where_the_file_is_saved(
    learning: Callable[..., Page],
) -> None:
    page = learning()
    said = page.locator(".rh-progress__now").get_by_text("Safari, yedi gün uğramadığınız")
    expect(said).to_contain_text("Uzun ara verecekseniz dosyaya kaydedin.")
    link = said.get_by_role("link", name="Dosyaya kaydetme ve geri yükleme")
    expect(link).to_have_attribute("href", "../about/privacy/#bu-cihazda")


def test_several_tabs_and_a_deletion(learning: Callable[..., Page], opened: Open) -> None:
    page, other = learning(), learning()
    finish(other, "m01")
    expect(state(page, "m01")).to_have_text("Tamamlandı")
    other.evaluate("rh.getStore().deleteAll()")
    expect(state(page, "m01")).to_have_text("Başlanmadı")


def test_damaged_and_foreign_records_change_nothing(learning: Callable[..., Page]) -> None:
    page = learning()
    impossible = {"test": "m02-test", "started": AT, "points": 99, "of": 1, "items": {}}
    bad = {
        "attempt:m01-test.x": None,
        "attempt:m02-test.x": impossible,
        "case:m01-case": {"endings": "x"},
        "read:": {"done": True},
        "newkind:x": {"a": 1},
    }
    put_records(page, (record(key, value) for key, value in bad.items()))
    put(page, "read:m00-s1", READ)
    expect(state(page, "m00")).to_have_text("Sürüyor")
    for name in ("m01", "m02"):
        expect(state(page, name)).to_have_text("Başlanmadı")


def test_a_blocked_store_still_shows_the_course(
    context: BrowserContext, learning: Callable[..., Page]
) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined});")
    page = learning()
    expect(state(page, "m00")).to_have_text("Sırada")
    finish(page, "m00")
    expect(state(page, "m00")).to_have_text("Tamamlandı")


def test_a_shared_computer_forgets_the_path_with_the_visit(
    learning: Callable[..., Page],
) -> None:
    page = learning()
    page.evaluate("rh.getStore().setShared(true)")
    page.get_by_label("Yolunuz").select_option("short")
    until(page, "rh.getStore().get('setting:path')")
    page.evaluate("() => sessionStorage.clear()")
    page.reload()
    page.wait_for_function("window.rhReady")
    start(page, "progress")
    expect(state(page, "m00")).to_have_text("Sırada")
    expect(page.get_by_label("Yolunuz")).to_have_value("")


def test_what_changed_since_it_was_read_is_named(learning: Callable[..., Page]) -> None:
    page = learning()
    box = page.locator(".rh-progress__changed")
    expect(box).to_be_hidden()
    put(page, "read:m01-s1", {"done": True})  # nobody knows in which edition
    finish(page, "m01")
    expect(state(page, "m01")).to_have_text("Tamamlandı")
    expect(box).to_be_hidden()
    put(page, "read:m01-s1", {"done": True, "edition": "2026.12"})
    expect(box).to_contain_text("Kararın süresi değişti.")
    expect(box.get_by_text("Bir soru eklendi.")).to_be_hidden()
    expect(state(page, "m01")).to_have_text("Tamamlandı")
    put(page, "read:m01-s1", {"done": True, "edition": "2027.03"})
    expect(box).to_be_hidden()


def test_the_page_itself_says_what_changed(opened: Open) -> None:
    course = small_course()
    section = course.pages["modules/modul-1/b1.md"]
    box = with_style("changes", changes(section, messages.load("tr")))
    page = opened("section", box)
    put(page, "read:m01-s1", READ)
    page.reload()
    page.wait_for_function("window.rhReady")
    start(page, "changes")
    aside = page.get_by_role("complementary", name="Siz okuduktan sonra değişti")
    expect(aside.get_by_role("listitem")).to_have_text(
        ["2027.03 Kararın süresi değişti.", "2026.12 Bir soru eklendi."]
    )
    assert violations(page) == []
    assert changes(course.pages["modules/modul-1/b2.md"], messages.load("tr")) == ""


def test_english_words(learning: Callable[..., Page]) -> None:
    page = learning("en")
    put(page, "read:m01-s1", READ)
    expect(state(page, "m01")).to_have_text("In progress")
    expect(step(page, "m01").locator(".rh-step__count")).to_have_text("1 of 4 steps")
    expect(step(page, "m01").locator(".rh-step__missing")).to_contain_text("To complete it:")
    expect(step(page, "m01").locator(".rh-step__unread")).to_have_text(
        "Sections unread: 1 (not needed to complete it)"
    )


def test_without_a_script_it_lists_the_course(browser: Browser, site: Site) -> None:
    address = site.add("plain/learning", view())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Aile hakkı", exact=True)).to_be_visible()
    page.get_by_text("2 bölüm, vaka, test").first.click()
    expect(page.get_by_role("link", name="Aile hakkı, bölüm 2")).to_be_visible()
    expect(page.get_by_label("Yolunuz")).to_be_hidden()
    expect(page.locator(".rh-step__word").first).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(learning: Callable[..., Page], width: int, scheme: str) -> None:
    page = learning()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    put(page, "read:m01-s1", READ)
    finish(page, "m00")
    page.get_by_label("Yolunuz").select_option("short")
    expect(state(page, "m00")).to_have_text("Tamamlandı")
    page.locator("summary").first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
