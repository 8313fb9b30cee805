"""Listening, links, quick exit and printing on the published site."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser.test_every_page import ALL_RULES
from tests.browser.test_reading import open_panel
from tests.browser_tools import FLAGS, chromium_path, violations

Start = Callable[..., Visit]
SENSITIVE = PAGE_TYPES["sensitive section"]
MODULE = "modules/baslarken/"
OUTSIDE = "https://www.mgm.gov.tr/"
NO_PRINTER = "window.print = () => document.documentElement.setAttribute('data-printed', '')"


def use(page: Page, tool: str, section: str) -> None:
    page.get_by_role("button", name=f"Okuma araçları: {section}", exact=True).click()
    page.get_by_role("dialog", name="Okuma araçları").get_by_role("button", name=tool).click()


# Listening


def test_a_device_without_a_voice_says_how_to_get_one(visit: Start) -> None:
    """The browser of the tests has no voice."""
    page = visit(360).open(SENSITIVE)
    use(page, "Buradan dinle", "Dört adım")
    bar = page.get_by_role("region", name="Sesli okuma")
    expect(bar.get_by_text("Bu cihazda Türkçe okuyan bir ses bulunamadı.")).to_be_visible()
    assert violations(page, **ALL_RULES) == []
    bar.get_by_role("button", name="Okumayı kapat").click()
    expect(bar).to_be_hidden()


# Links


def test_a_link_to_a_paragraph_leads_to_it(visit: Start) -> None:
    reader = visit()
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open(SENSITIVE)
    use(page, "Paragraf bağlantıları", "Ertesi gün")
    page.keyboard.press("Escape")
    target = ".rh-prose > p:has(strong):nth-of-type(n + 5) >> nth=2"
    mark = page.locator(target).locator(".rh-mark")
    words = page.locator(target).inner_text()
    mark.click()
    expect(page.locator(".rh-copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert ":~:text=" in address and any(letter in words for letter in "çğıöşü")

    other = reader.open(address.removeprefix(reader.address))
    expect(other.locator(target)).to_be_in_viewport()
    section = reader.open(address.removeprefix(reader.address).partition(":~:")[0])
    expect(section.locator(target)).not_to_be_in_viewport()  # the words led there, not the section


def test_a_browser_that_knows_no_such_links_goes_to_the_section(
    browser: Browser, address: str
) -> None:
    old = browser.browser_type.launch(
        executable_path=chromium_path(),
        args=[*FLAGS, "--disable-blink-features=TextFragmentIdentifiers"],
    )
    page = old.new_page()
    page.goto(f"{address}{SENSITIVE}#ertesi-gun:~:text=Bildirim")
    expect(page.locator("#ertesi-gun")).to_be_in_viewport()
    assert page.evaluate("location.hash") == "#ertesi-gun"
    assert not page.evaluate("'fragmentDirective' in document")
    old.close()


# Quick exit


@pytest.fixture
def outside(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser for which the neutral page stands on this machine."""
    context = browser.new_context(locale="tr-TR", viewport={"width": 360, "height": 800})

    def answer(route: Route) -> None:
        assert "referer" not in route.request.headers
        route.fulfill(body="<title>Hava</title>", content_type="text/html")

    context.route(f"{OUTSIDE}**", answer)
    yield context
    context.close()


def test_the_quick_exit_leaves_and_does_not_come_back(
    outside: BrowserContext, address: str
) -> None:
    page = outside.new_page()
    page.goto(address)
    page.goto(address + SENSITIVE)
    page.locator(".rh-toc-fold summary").click()
    page.locator(".rh-toc-fold a").first.click()  # one more entry in the history
    page.get_by_role("link", name="Hızlı çıkış", exact=True).click()
    page.wait_for_url(OUTSIDE)
    for _ in range(2):
        with page.expect_request(OUTSIDE):
            page.evaluate("setTimeout(() => history.back())")
        page.wait_for_url(OUTSIDE)
        expect(page).to_have_title("Hava")
    page.goto(address + SENSITIVE)  # on purpose
    expect(page.locator("h1")).to_be_visible()


def test_the_quick_exit_of_a_case_does_not_come_back_to_its_scenes(
    outside: BrowserContext, address: str
) -> None:
    page = outside.new_page()
    page.goto(address + PAGE_TYPES["case"])
    page.wait_for_selector(".rh-case[data-rh-started]")
    page.locator("[data-rh-now] [data-rh-choice] > p > a").first.click()
    page.get_by_role("button", name="Sürdürün").click()
    open_panel(page).get_by_role("link", name="Hızlı çıkış").click()
    page.wait_for_url(OUTSIDE)
    with page.expect_request(OUTSIDE):
        page.evaluate("setTimeout(() => history.back())")
    page.wait_for_url(OUTSIDE)


def test_escape_three_times_leaves(outside: BrowserContext, address: str) -> None:
    page = outside.new_page()
    page.goto(address + SENSITIVE)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    for _ in range(3):  # one key held down
        page.keyboard.down("Escape")
    page.keyboard.up("Escape")
    assert page.url == address + SENSITIVE
    page.keyboard.press("b")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url(OUTSIDE)


def test_without_a_script_the_quick_exit_is_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + SENSITIVE)
    link = page.get_by_role("link", name="Hızlı çıkış")
    assert link.get_attribute("href") == OUTSIDE
    assert "noreferrer" in (link.get_attribute("rel") or "")
    page.goto(address + PAGE_TYPES["guide"])
    expect(page.get_by_role("link", name="Hızlı çıkış")).to_have_count(0)
    context.close()


def test_every_page_has_a_quick_exit_in_the_panel(outside: BrowserContext, address: str) -> None:
    page = outside.new_page()
    page.goto(address + PAGE_TYPES["glossary"])
    open_panel(page).get_by_role("link", name="Hızlı çıkış").click()
    page.wait_for_url(OUTSIDE)


def test_what_the_quick_exit_does_not_do_is_said(visit: Start) -> None:
    page = visit().open(PAGE_TYPES["section"])
    open_panel(page).get_by_role("link", name="Neyi silmez?").click()
    expect(page.locator("#hizli-cikis")).to_be_in_viewport()


# Printing


def printed(page: Page) -> None:
    """Wait until the browser's print window was asked for."""
    expect(page.locator("html[data-printed]")).to_have_count(1, timeout=60_000)


def paper(page: Page, folder: Path) -> list[str]:
    """The text of each sheet."""
    file = folder / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("start", ["overview", "section"])
def test_a_module_is_printed_as_a_whole(visit: Start, start: str, tmp_path: Path) -> None:
    reader = visit()
    reader.context.add_init_script(NO_PRINTER)
    page = reader.open(MODULE)
    steps = page.locator(".rh-sections a").all_inner_texts()
    title = page.locator("h1").inner_text()
    if start == "section":
        page.locator(".rh-sections a").first.click()
        open_panel(page).get_by_role("button", name="Modülü yazdır").click()
    else:
        page.get_by_role("button", name="Modülü yazdır").click()
    printed(page)
    view = page.get_by_role("main", name="Yazdırma görünümü")
    assert view.locator("h1").all_inner_texts() == [title, *steps]
    expect(view.get_by_text(f"Hazır: {len(steps) + 1} sayfa")).to_be_visible()
    assert violations(page, **ALL_RULES) == []
    assert page.title() == title

    twice = "(all) => all.map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i)"
    assert page.locator("[id]").evaluate_all(twice) == []
    lost = (
        "(links) => links.map((a) => decodeURIComponent(a.getAttribute('href').slice(1)))"
        ".filter((id) => !document.getElementById(id))"
    )
    assert view.locator("a[href^='#']").evaluate_all(lost) == []
    assert view.locator("[data-rh-module], nav, .rh-quiz__key").count() == 0

    if shutil.which("pdftotext"):
        sheets = paper(page, tmp_path)
        text = " ".join(" ".join(sheets).split())
        places = [text.index(step) for step in steps if step in text]
        assert len(places) == len(steps) and places[0] > text.index(title)
        for word in ("Okuma araçları", "İçeriğe geç", "Hazır:", "Kapat"):
            assert word not in text

    page.get_by_role("button", name="Kapat").click()
    expect(view).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    assert page.title() != title


def test_answers_come_last_and_under_the_name_of_their_page(visit: Start) -> None:
    reader = visit()
    reader.context.add_init_script(NO_PRINTER)
    page = reader.open(PAGE_TYPES["module"])
    page.get_by_role("button", name="Modülü yazdır").click()
    printed(page)
    view = page.locator(".rh-whole")
    key = view.locator(".rh-key")
    expect(key).to_have_count(1)
    page.emulate_media(media="print")
    expect(key.locator("h3").last).to_have_text(view.locator("h1").last.inner_text())
    last = "(part) => !part.querySelector('.rh-key ~ *') && !!part.lastElementChild.querySelector"
    assert view.locator(".rh-whole__part").evaluate(f"{last}('.rh-key')")
    expect(view.locator(".rh-sources")).to_have_count(1)
    expect(view.locator(".rh-terms")).to_have_count(1)


def test_a_path_begins_with_its_contents_and_can_be_given_up(visit: Start) -> None:
    reader = visit()
    reader.context.add_init_script(NO_PRINTER)
    page = reader.open("modules/")
    path = page.locator(".rh-path").first
    modules = path.locator("li > a")
    few = 2  # enough to see how modules follow each other
    modules.evaluate_all(f"(all) => all.slice({few}).forEach((a) => a.parentElement.remove())")
    button = path.get_by_role("button", name="Yolu yazdır")

    held: list[Route] = []
    page.route("**/modules/**/", lambda route: held.append(route))
    button.click()
    view = page.get_by_role("main", name="Yazdırma görünümü")
    expect(view.get_by_text("Sayfalar toplanıyor")).to_be_visible()
    view.get_by_role("button", name="Kapat").click()
    expect(view).to_be_hidden()
    expect(button).to_be_focused()
    page.unroute_all(behavior="ignoreErrors")

    button.click()
    printed(page)
    contents = view.locator(".rh-whole__page").first
    assert contents.locator("h1").inner_text() == path.locator("h3").text_content()
    expect(contents.locator("ol > li > a")).to_have_count(few)
    listed = contents.locator("a").all_inner_texts()
    assert view.locator(".rh-whole__part h1").all_inner_texts() == listed


def test_a_page_that_cannot_be_fetched_is_said(visit: Start) -> None:
    reader = visit()
    page = reader.open(MODULE)
    page.route("**/quizzes/baslarken/", lambda route: route.fulfill(status=503, body=""))
    page.get_by_role("button", name="Modülü yazdır").click()
    expect(page.locator(".rh-whole").get_by_text("alınamadı")).to_be_visible()
    reader.complaints.clear()  # the browser's own words for it
