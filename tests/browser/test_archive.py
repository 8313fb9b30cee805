"""The ZIP, unzipped: everything works from ``file://`` that a browser allows there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rehber.build.archive import write_folder
from tests.browser_tools import put_records, violations, wait_for_record
from tests.learner_records import ATTEMPT, CASE, ITEM, record

ROOT = Path(__file__).resolve().parents[2]
SECTION = "modules/yol-haritasi/zaman-cizelgesi-ve-vaka-toplantisi/index.html"
TEST = "quizzes/yol-haritasi/index.html"
CASE_PAGE = "modules/yol-haritasi/vaka/index.html"
LESSON = "modules/aileyi-tanimak/ev-ve-mahalle/index.html"


@pytest.fixture(scope="session")
def folder(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A name as USB sticks have them.
    made = tmp_path_factory.mktemp("usb") / "Eğitim (yedek) 1"
    write_folder(ROOT, site_folder, made)
    return made


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Callable[..., Page]]:
    """Open a file of the folder; complaints in the console and requests to hosts fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="tr-TR")
    context.set_default_timeout(30_000)
    complaints: list[str] = []
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda r: elsewhere.append(r.url) if not r.url.startswith(("file:", "data:")) else None,
    )

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.on(
            "console",
            lambda said: (
                complaints.append(f"{path}: {said.text}")
                if said.type in ("error", "warning")
                else None
            ),
        )
        page.goto((folder / path).as_uri())
        return page

    yield open_page
    context.close()
    assert complaints == []
    assert elsewhere == []


def test_links_and_search(opened: Callable[..., Page]) -> None:
    page = opened("index.html")
    page.locator(".rh-door").first.click()
    expect(page).to_have_url(re.compile(r"/modules/index\.html$"))
    page.get_by_role("button", name="Ara", exact=True).click()
    page.locator("#rh-search-field").fill("çocuğun görüşü")
    first = page.locator(".rh-search__item a").first
    expect(first).to_have_attribute("href", re.compile(r"/index\.html(#|$)"))
    first.click()
    expect(page.locator("h1").first).to_be_visible()
    page.locator(".rh-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"/en/.*index\.html"))


def test_answers_stay_and_lead_back(opened: Callable[..., Page]) -> None:
    page = opened(SECTION)
    quiz = page.locator(".rh-quiz").first
    quiz.locator("label").first.click()
    quiz.get_by_role("button", name="Yanıtla").click()
    wait_for_record(page, f"item:{quiz.get_attribute('data-rh-item')}")
    wait_for_record(page, "place")
    page.reload()
    expect(quiz.locator("input:checked")).to_have_count(1)
    page.close()
    home = opened("index.html")
    expect(home.locator(".rh-resume h2")).to_have_text("Kaldığınız yer")
    home.locator(".rh-resume a").first.click()
    expect(home).to_have_url(re.compile(re.escape(SECTION)))


def test_a_test_is_taken_and_kept(opened: Callable[..., Page]) -> None:
    page = opened(TEST)
    page.get_by_role("button", name="Testi çöz", exact=True).click()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()
    answer = page.locator(".rh-quiz[data-rh-type=single] input").first
    answer.check()
    wait_for_record(page, "draft:m04-test", lambda draft: len(draft["given"]) == 1)
    page.reload()
    expect(page.locator(".rh-test__said")).to_contain_text("Yarım kalan testiniz açıldı")
    expect(answer).to_be_checked()


def test_a_case_goes_on(opened: Callable[..., Page]) -> None:
    page = opened(CASE_PAGE)
    page.wait_for_selector(".rh-case[data-rh-started]")
    scene = page.locator("h2.rh-scene:visible")
    before = scene.inner_text()
    page.locator("[data-rh-now] [data-rh-choice='1'] > p > a").click()
    page.wait_for_timeout(450)  # a second click at once does not go on
    page.get_by_role("button", name="Sürdürün").click()
    expect(scene).not_to_have_text(before)
    wait_for_record(page, "case:m04-case")


def test_the_learners_pages_show_what_was_done(opened: Callable[..., Page]) -> None:
    page = opened(SECTION)
    quiz = page.locator(".rh-quiz[data-rh-type=single]").first
    item, digest = (quiz.get_attribute(f"data-rh-{name}") or "" for name in ("item", "digest"))
    put_records(
        page,
        [
            record(f"item:{item}", ITEM | {"digest": digest}, at="2026-01-05T09:30:00.000Z"),
            record("attempt:m04-test.1", ATTEMPT | {"test": "m04-test", "points": 2, "items": {}}),
            record("case:m04-case", CASE),
        ],
    )
    page.close()

    home = opened("index.html")
    home.get_by_role("link", name="Bugünün tekrarı: 1 soru").click()
    expect(home).to_have_url(re.compile(r"/learning/tekrar/index\.html"))
    due = home.locator(f".rh-review .rh-quiz[data-rh-item={item}]")
    due.locator("input[data-rh-right]").check()
    home.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(home.locator("[data-rh-slot=when]")).to_contain_text("yeniden gelir")
    wait_for_record(home, f"review:{item}")

    learning = opened("learning/index.html")
    expect(learning.locator("[data-rh-step=m04]")).to_contain_text("Tamamlandı")

    certificate = opened("learning/belge/index.html")
    certificate.locator("#rh-certificate-name").fill("Ayşegül İğdırlı")
    sheet = certificate.locator(".rh-cert")
    expect(sheet).to_be_visible()
    expect(sheet.locator(".rh-cert__name")).to_have_text("Ayşegül İğdırlı")
    expect(sheet.locator("[data-rh-step]:visible")).to_have_count(1)


def test_a_note_is_found_again_on_the_page_of_all_notes(opened: Callable[..., Page]) -> None:
    page = opened(LESSON)
    page.locator("button[aria-describedby=prompt-supervision]").click()
    page.get_by_label("Notunuz: Süpervizyona götürün").fill("Ablasını yalnız görmedim.")
    wait_for_record(page, "note:m06-s8.supervision")
    page.get_by_role("link", name="Bütün notlarım").click()
    expect(page).to_have_url(re.compile(r"/learning/notlarim/index\.html"))
    note = page.locator(".rh-my-note:visible")
    expect(note).to_contain_text("Ablasını yalnız görmedim.")
    note.get_by_role("link").click()
    expect(page).to_have_url(re.compile(re.escape(LESSON)))


def test_what_was_done_is_saved_and_loaded(opened: Callable[..., Page]) -> None:
    page = opened("about/privacy/index.html")
    put_records(page, [record("case:m04-case", CASE)])
    page.reload()
    with page.expect_download() as download:
        page.locator(".rh-data [data-rh-do=save]").first.click()
    saved = download.value.path()
    assert "case:m04-case" in saved.read_text(encoding="utf-8")
    page.locator(".rh-data [type=file]").set_input_files(saved)
    page.locator(".rh-data [data-rh-do=import-yes]").click()
    expect(page.locator(".rh-data__said")).to_contain_text("Birleştirildi")


def test_the_reading_aids_open(opened: Callable[..., Page]) -> None:
    page = opened(SECTION)
    page.locator(".rh-reading-open").click()
    expect(page.locator(".rh-reading")).to_be_visible()
    page.get_by_role("button", name="Modülü yazdır").click()
    expect(page.locator(".rh-whole [data-rh-said]")).to_contain_text("Sayfaları tek tek yazdırın")


def test_what_a_browser_forbids_is_said(opened: Callable[..., Page]) -> None:
    page = opened("learning/cevrimdisi/index.html")
    expect(page.get_by_text("Bu kopya zaten çevrimdışıdır")).to_be_visible()
    expect(page.get_by_text("“Modülü yazdır” ve “Yolu yazdır”")).to_be_visible()
    expect(page.get_by_role("button", name="İndir", exact=True)).to_be_hidden()
    # Its own requests for style sheets are forbidden here too.
    assert violations(page, preload=False) == []
