"""The certificate: what it says, what it is silent about, one page of paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from rehber import messages
from rehber.model.course import Publisher
from rehber.render.certificate import certificate
from tests.components.conftest import SLOW_DISK, Site, stored, until, violations
from tests.components.progress.small_course import (
    attempt,
    finish,
    learning_page,
    put,
    small_course,
    start,
    with_style,
)

Open = Callable[..., Page]
LONG_NAME = "Prof. Dr. Mehmet Abdurrahman Şükrü Kocaoğulları Çelikkanatlıgiller-Yıldırımhan"


def html(language: str = "tr", publisher: Publisher | None = None) -> str:
    course = small_course(language, publisher)
    made = certificate(course, course, learning_page(), messages.load(language))
    return with_style("certificate", made)


@pytest.fixture
def page(opened: Open) -> Page:
    tab = opened("certificate", html())
    start(tab, "certificate")
    return tab


def sheet(page: Page) -> Locator:
    return page.get_by_role("article", name="Tamamlama belgesi")


def rows(page: Page) -> Locator:
    return sheet(page).locator("tbody tr:visible")


def fact(page: Page, name: str) -> Locator:
    return page.locator(f"[data-rh-slot={name}]")


def whole(page: Page) -> None:
    for name in ("m00", "m01", "m02", "capstone"):
        finish(page, name)


def test_nothing_done_yet_says_what_is_missing(page: Page) -> None:
    why = page.locator(".rh-certificate__missing")
    expect(why).to_contain_text("Henüz tamamlanan modül yok. Testi %80")
    expect(sheet(page)).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    attempt(page, "m01-test", 6)
    expect(why.get_by_role("listitem")).to_have_text(
        "Modül 1 Aile hakkı: Vaka bitirilmedi; Test: %50, gereken %80"
    )
    expect(why.get_by_role("link", name="Aile hakkı")).to_have_attribute(
        "href", re.compile("/modules/modul-1/$")
    )


def test_the_modules_done_so_far(page: Page) -> None:
    attempt(page, "m01-test", 9.7)
    finish(page, "m02")
    put(page, "case:m01-case", {"path": ["a"], "endings": ["b"], "edition": "2027.03"})
    expect(rows(page)).to_have_text(
        [re.compile("Modül 1 Aile hakkı55 dk%80"), re.compile("Çocuğu duymak55 dk%100")]
    )
    expect(page.locator(".rh-cert__said")).to_have_text(
        "Rehber’in açık çevrim içi programından aşağıdaki 2 modülü tamamladı."
    )
    expect(fact(page, "total")).to_have_text("110 dakika (yaklaşık 2 saat)")
    expect(fact(page, "edition")).to_have_text("2026.11 – 2027.03")
    expect(fact(page, "pre")).to_be_hidden()
    attempt(page, "pre-test", 14, of=28)
    expect(fact(page, "pre")).to_have_text("%50")


def test_the_pre_test_is_the_one_before_the_course(page: Page) -> None:
    finish(page, "m00")
    attempt(page, "pre-test", 14, of=28)
    attempt(page, "post-test", 21, of=28)
    expect(fact(page, "post")).to_have_text("%75")
    # Twelve weeks later: the same questions once more, and the post-test out of curiosity.
    attempt(page, "pre-test", 28, of=28)
    attempt(page, "post-test", 28, of=28)
    finish(page, "capstone")
    expect(rows(page)).to_have_count(2)
    expect(fact(page, "pre")).to_have_text("%50")
    expect(fact(page, "post")).to_have_text("%75")


def test_a_pre_test_after_the_course_is_none(page: Page) -> None:
    finish(page, "m00")
    attempt(page, "post-test", 21, of=28)
    attempt(page, "pre-test", 28, of=28)
    expect(fact(page, "post")).to_have_text("%75")
    expect(fact(page, "pre")).to_be_hidden()


def test_one_module(page: Page) -> None:
    finish(page, "capstone")
    expect(page.locator(".rh-cert__said")).to_contain_text("aşağıdaki modülü tamamladı")
    expect(rows(page)).to_contain_text(["vaka bitirildi"])
    expect(fact(page, "total")).to_have_text("20 dakika")
    # What stands below the table is true of one module as well as of the whole course.
    said = page.locator(".rh-cert__statement")
    expect(said).to_contain_text("Yalnız yukarıda adı yazan modüllerin tamamlandığını söyler")
    expect(said).to_contain_text("bir işi yapma yetkisi vermez")
    expect(said).to_contain_text("kendi beyanıdır")
    expect(sheet(page)).not_to_contain_text("Programın tamamlandığını")
    expect(sheet(page)).not_to_contain_text(re.compile("kurs", re.IGNORECASE))


def test_the_dates_are_those_of_the_work_on_what_it_names(page: Page) -> None:
    page.evaluate(
        """() => rh.getStore().merge([
          ["read:m01-s1", {done: true}, "2026-03-04"],
          ["attempt:m01-test.a-1", {test: "m01-test", started: "2026-05-06T08:00:00.000Z",
            points: 12, of: 12, items: {}}, "2026-05-06"],
          ["case:m01-case", {path: ["a"], endings: ["b"]}, "2026-07-08"],
          ["read:m02-s1", {done: true}, "2026-01-01"],
          ["setting:path", "short", "2026-01-01"],
        ].map(([key, value, day]) =>
          ({key, type: key.split(":")[0], value, at: day + "T09:00:00.000Z"})))"""
    )
    expect(fact(page, "dates")).to_have_text("4 Mart 2026 – 8 Temmuz 2026")


def test_a_whole_path_and_what_it_lacks(page: Page) -> None:
    finish(page, "m00")
    page.get_by_label("Belgenin kapsamı").select_option("short")
    why = page.locator(".rh-certificate__missing")
    expect(why).to_contain_text("“Kısa yol” yolunda tamamlanmayan modüller var: 1.")
    expect(why.get_by_role("listitem")).to_have_text("Modül 2 Çocuğu duymak: başlanmadı")
    expect(sheet(page)).to_be_hidden()
    finish(page, "m02")
    finish(page, "m01")  # not on this path
    expect(page.locator(".rh-cert__said")).to_contain_text(
        "“Kısa yol” yolunu, aşağıdaki 2 modülle tamamladı"
    )
    expect(rows(page)).to_have_count(2)


def test_whoever_finished_their_path_is_offered_its_certificate(page: Page) -> None:
    put(page, "setting:path", "short")
    finish(page, "m00")
    expect(page.locator(".rh-cert__said")).to_contain_text("aşağıdaki modülü")
    finish(page, "m02")
    expect(page.get_by_label("Belgenin kapsamı")).to_have_value("short")
    whole(page)
    page.get_by_label("Belgenin kapsamı").select_option("")
    expect(page.locator(".rh-cert__said")).to_contain_text("bütün modüllerini ve bitirme vakasını")


def test_it_says_completed_and_whose_statement_it_is(page: Page) -> None:
    whole(page)
    expect(page.locator(".rh-cert__said")).to_contain_text("tamamladı")
    text = sheet(page).inner_text()
    assert "kendi beyanıdır" in text
    assert "eğitmenin imzası yoksa kimse denetlememiştir" in text
    assert "yeterli" not in text.lower()
    assert "Yayımcı" not in text


def test_a_publisher_is_named_when_there_is_one(opened: Open) -> None:
    publisher = Publisher(name="Örnek Derneği", site_url="https://rehber.example/")
    page = opened("certificate", html(publisher=publisher))
    start(page, "certificate")
    finish(page, "m00")
    expect(sheet(page)).to_contain_text("Yayımcı: Örnek Derneği · https://rehber.example/")


def test_the_name_is_kept_only_if_wanted(page: Page, opened: Open) -> None:
    finish(page, "m00")
    expect(sheet(page)).to_be_visible()
    name = page.get_by_label("Belgeye yazılacak ad ve soyad")
    name.fill("  Işıl   İğdırlı ")
    expect(page.locator(".rh-cert__name")).to_have_text("Işıl İğdırlı")
    name.blur()
    assert "setting:name" not in stored(page)
    page.get_by_label("Adımı bu cihazda sakla").check()
    until(page, "rh.getStore().get('setting:name').then((name) => name === 'Işıl   İğdırlı')")
    other = opened("certificate")
    start(other, "certificate")
    expect(other.locator(".rh-cert__name")).to_have_text("Işıl İğdırlı")
    name.fill("Işıl Öz")
    name.blur()
    expect(other.locator(".rh-cert__name")).to_have_text("Işıl Öz")
    page.get_by_label("Adımı bu cihazda sakla").uncheck()
    until(page, "rh.getStore().get('setting:name').then((name) => name === undefined)")
    expect(page.locator(".rh-cert__name")).to_have_text("Işıl Öz")


def test_on_a_shared_computer_no_name_is_kept(page: Page) -> None:
    page.evaluate("rh.getStore().setShared(true)")
    finish(page, "m00")
    expect(page.get_by_text("Ad saklanmaz")).to_be_visible()
    expect(page.get_by_label("Adımı bu cihazda sakla")).to_be_hidden()
    page.get_by_label("Belgeye yazılacak ad ve soyad").fill("Işıl Öz")
    page.get_by_label("Belgeye yazılacak ad ve soyad").blur()
    expect(page.locator(".rh-cert__name")).to_have_text("Işıl Öz")
    finish(page, "capstone")
    expect(rows(page)).to_have_count(2)
    assert "setting:name" not in stored(page)
    assert "Işıl" not in page.evaluate("JSON.stringify({...sessionStorage})")


def test_the_end_of_a_visit_takes_the_name_along(page: Page) -> None:
    page.evaluate("rh.getStore().setShared(true)")
    finish(page, "m00")
    name = page.get_by_label("Belgeye yazılacak ad ve soyad")
    name.fill("Işıl Öz")
    expect(page.locator(".rh-cert__name")).to_have_text("Işıl Öz")
    page.evaluate("rh.getStore().endVisit()")
    expect(name).to_have_value("")
    expect(page.locator(".rh-cert__name")).to_have_text("")


def test_whoever_changes_their_mind_at_once_is_believed(
    context: BrowserContext, opened: Open
) -> None:
    context.add_init_script(SLOW_DISK)
    page = opened("certificate", html())
    start(page, "certificate")
    finish(page, "m00")
    expect(sheet(page)).to_be_visible()
    page.get_by_label("Belgeye yazılacak ad ve soyad").fill("Işıl Öz")
    keep = page.get_by_label("Adımı bu cihazda sakla")
    keep.check()
    until(page, "rh.getStore().get('setting:name')")  # and now the page reads it
    keep.uncheck()
    until(page, "rh.getStore().get('setting:name').then((name) => name === undefined)")
    page.wait_for_timeout(900)  # a reading that was under way would end now
    expect(keep).not_to_be_checked()


def test_a_blocked_store_keeps_no_name_either(context: BrowserContext, opened: Open) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined});")
    page = opened("certificate", html())
    start(page, "certificate")
    finish(page, "m00")
    expect(sheet(page)).to_be_visible()
    expect(page.get_by_text("Ad saklanmaz")).to_be_visible()


def test_the_button_prints(page: Page) -> None:
    finish(page, "m00")
    page.evaluate("() => { window.printed = 0; window.print = () => { printed += 1; }; }")
    page.get_by_role("button", name="Yazdır ya da PDF olarak kaydet").press("Enter")
    assert page.evaluate("printed") == 1


def test_a_deletion_takes_the_sheet_away(page: Page) -> None:
    finish(page, "m00")
    expect(sheet(page)).to_be_visible()
    page.evaluate("rh.getStore().deleteAll()")
    expect(sheet(page)).to_be_hidden()
    expect(page.locator("[data-rh-holds]")).to_have_count(0)


@pytest.mark.parametrize("name", ["", "Işıl Öz", LONG_NAME, "Ğ" * 80])
def test_any_name_fits(page: Page, name: str) -> None:
    whole(page)
    page.get_by_label("Belgeye yazılacak ad ve soyad").fill(name)
    expect(page.locator(".rh-cert__name")).to_have_text(name)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    box = sheet(page).bounding_box()
    assert box is not None
    last = page.locator(".rh-cert__statement").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= box["y"] + box["height"] - 30  # inside the frame
    picture = page.locator(".rh-cert__picture").bounding_box()
    assert picture is not None
    assert picture["height"] > 200


def test_without_a_script_it_says_what_it_needs(browser: Browser, site: Site) -> None:
    address = site.add("plain/certificate", html())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("bunun için JavaScript gerekir")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    context.close()


def test_english_words(opened: Open) -> None:
    page = opened("certificate", html("en"), lang="en")
    start(page, "certificate")
    finish(page, "m01")
    expect(page.locator(".rh-cert__said")).to_have_text(
        "has completed the following module of Rehber’s open online course."
    )
    expect(page.locator(".rh-cert__result:visible")).to_have_text("100%")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    attempt(page, "m01-test", 2)
    expect(page.get_by_role("listitem")).to_have_count(1)
    assert violations(page) == []
    whole(page)
    page.get_by_label("Belgeye yazılacak ad ve soyad").fill("Işıl Öz")
    expect(rows(page)).to_have_count(4)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
