"""Reading aids on the published site: what is chosen holds, what is not used is not fetched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser.test_every_page import ALL_RULES
from tests.browser_tools import violations

SECTION = PAGE_TYPES["section"]
Start = Callable[..., Visit]

LARGEST = "size-200 size-large lines-wider width-wide font-lexend"


def open_panel(page: Page) -> Locator:
    page.get_by_role("button", name="Okuma araçları", exact=True).click()
    panel = page.get_by_role("dialog", name="Okuma araçları")
    expect(panel).to_be_visible()
    return panel


def choose(panel: Locator, group: str, choice: str) -> None:
    panel.get_by_role("group", name=group).get_by_role("radio", name=choice, exact=True).check()


def computed(page: Page, selector: str, name: str) -> str:
    found: str = page.evaluate(
        "([selector, name]) =>"
        " getComputedStyle(document.querySelector(selector)).getPropertyValue(name)",
        [selector, name],
    )
    return found


def asked_for(page: Page) -> list[str]:
    """The file names of everything that this page fetches from now on."""
    names: list[str] = []
    page.on("request", lambda request: names.append(request.url.rpartition("/")[2]))
    return names


def test_nothing_of_the_aids_is_fetched_before_they_are_used(visit: Start) -> None:
    reader = visit()
    page = reader.context.new_page()
    names = asked_for(page)
    page.goto(reader.address + SECTION)
    page.mouse.wheel(0, 2000)
    page.wait_for_load_state("networkidle")
    assert names
    assert not [n for n in names if n.startswith(("aids", "settings", "lexend", "tr."))]
    open_panel(page)
    assert [n for n in names if n.startswith("aids")]
    assert not [n for n in names if n.endswith(".woff2")]


@pytest.mark.parametrize(
    ("group", "choice", "selector", "name", "value"),
    [
        ("Metin boyutu", "%115", "html", "font-size", "18.4px"),
        ("Metin boyutu", "%200", "html", "font-size", "32px"),
        ("Satır aralığı", "çok geniş", ".rh-prose > p", "line-height", "41.4px"),
        ("Satır uzunluğu", "kısa", ".rh-article", "max-width", "544px"),
        ("Yazı tipi", "Lexend", ".rh-prose > p", "font-family", "Lexend"),
        ("Renk düzeni", "koyu", "body", "background-color", "rgb(31, 27, 24)"),
    ],
)
def test_a_setting_works_at_once_and_on_the_next_page(
    visit: Start, group: str, choice: str, selector: str, name: str, value: str
) -> None:
    reader = visit(scheme="light")
    page = reader.open(SECTION)
    before = computed(page, selector, name)
    choose(open_panel(page), group, choice)
    assert computed(page, selector, name).startswith(value) and not before.startswith(value)
    page.goto(reader.address + PAGE_TYPES["guide"])
    page.goto(reader.address + SECTION)
    assert computed(page, selector, name).startswith(value)
    panel = open_panel(page)
    chosen = panel.get_by_role("group", name=group).get_by_role("radio", name=choice, exact=True)
    expect(chosen).to_be_checked()

    panel.get_by_role("button", name="Olağan ayarlara dön").click()
    expect(chosen).not_to_be_checked()
    expect(page.locator(selector).first).to_have_css(name, before)
    page.reload()
    assert computed(page, selector, name) == before


@pytest.mark.parametrize("is_old", [False, True])
def test_settings_are_there_before_the_first_paint(visit: Start, is_old: bool) -> None:
    reader = visit(scheme="light")
    page = reader.open(SECTION)
    panel = open_panel(page)
    choose(panel, "Metin boyutu", "%150")
    choose(panel, "Renk düzeni", "koyu")
    page.close()
    page = reader.context.new_page()
    page.route("**/*.js", lambda r: r.continue_() if "/scheme." in r.request.url else r.abort())
    if is_old:  # knows no `blocking`: shows nothing until the style sheet is there
        page.add_init_script("delete HTMLLinkElement.prototype.blocking")
        held: list[Route] = []
        page.route("**/aids.*.css", lambda route: held.append(route))
        page.goto(reader.address + SECTION, wait_until="commit")
        expect(page.locator("html")).to_have_css("visibility", "hidden")
        held[0].continue_()
        expect(page.locator("html")).to_have_css("visibility", "visible")
    else:
        page.goto(reader.address + SECTION)
    assert computed(page, "html", "font-size") == "24px"
    assert computed(page, "body", "background-color") == "rgb(31, 27, 24)"
    status = page.evaluate(
        "performance.getEntriesByType('resource').find((e) => e.name.includes('/aids.'))"
        ".renderBlockingStatus"
    )
    assert is_old or status == "blocking"


def test_the_font_is_fetched_only_when_it_is_chosen(visit: Start) -> None:
    reader = visit()
    page = reader.open(SECTION)
    names = asked_for(page)
    panel = open_panel(page)
    choose(panel, "Metin boyutu", "%130")
    page.wait_for_load_state("networkidle")
    assert not [n for n in names if n.endswith(".woff2")]
    choose(panel, "Yazı tipi", "Lexend")
    page.wait_for_function("document.fonts.check('16px Lexend', 'ğşıİ')")
    page.wait_for_function(
        "[...document.fonts].filter((face) => face.status === 'loaded').length === 4"
    )
    assert len({n for n in names if n.endswith(".woff2")}) == 4


def test_paper_has_its_own_size(visit: Start) -> None:
    page = visit().open(SECTION)
    page.emulate_media(media="print")
    usual = computed(page, ".rh-prose > p", "font-size")
    page.emulate_media(media="screen")
    choose(open_panel(page), "Metin boyutu", "%200")
    page.emulate_media(media="print")
    assert computed(page, ".rh-prose > p", "font-size") == usual
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_an_open_tab_follows_another(visit: Start) -> None:
    reader = visit()
    first, second = reader.open(SECTION), reader.open("")
    second_panel = open_panel(second)
    choose(open_panel(first), "Metin boyutu", "%175")
    expect(second.locator("html")).to_have_css("font-size", "28px")
    chosen = second_panel.get_by_role("radio", name="%175", exact=True)
    expect(chosen).to_be_checked()


def test_blocked_storage_leaves_the_settings_to_this_page(visit: Start) -> None:
    reader = visit()
    reader.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    page = reader.open(SECTION)
    panel = open_panel(page)
    note = panel.get_by_text("Bu tarayıcı ayar saklamıyor.")
    expect(note).to_be_hidden()
    choose(panel, "Metin boyutu", "%150")
    expect(page.locator("html")).to_have_css("font-size", "24px")
    expect(note).to_be_visible()
    page.reload()
    expect(page.locator("html")).to_have_css("font-size", "16px")


def test_the_panel_by_keyboard_alone(visit: Start) -> None:
    page = visit().open(SECTION)
    opener = page.get_by_role("button", name="Okuma araçları", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Okuma araçları")
    expect(panel).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    size = panel.get_by_role("radio", name="%100")
    for _ in range(20):
        page.keyboard.press("Tab")
        if size.evaluate("(input) => input === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_css("font-size", "18.4px")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")

    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    for _ in range(40):  # out at its end: it must not lie over what has focus
        page.keyboard.press("Tab")
    expect(panel).to_be_hidden()


def test_the_panel_speaks_english(visit: Start) -> None:
    page = visit().open(PAGE_TYPES["English section"])
    page.get_by_role("button", name="Reading aids", exact=True).click()
    panel = page.get_by_role("dialog", name="Reading aids")
    choose(panel, "Text size", "150%")
    expect(page.locator("html")).to_have_css("font-size", "24px")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_the_panel(visit: Start, width: int, scheme: str) -> None:
    page = visit(width, scheme).open(SECTION)
    for settings in ("", LARGEST, "size-115 width-narrow lines-wide"):
        page.evaluate("(value) => localStorage.setItem('rh-reading', value)", settings)
        page.reload()
        open_panel(page)
        assert violations(page, **ALL_RULES) == []


def test_the_largest_text_fits_the_narrowest_page(visit: Start) -> None:
    """Twice the text size on 320 px, which is a page of 1280 px at 400 % zoom."""
    reader = visit(320)
    page = reader.open("")
    page.evaluate("(value) => localStorage.setItem('rh-reading', value)", LARGEST)
    wide = []
    for name, path in PAGE_TYPES.items():
        page.goto(reader.address + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert not wide
    opener = page.locator(".rh-reading-open")
    name = page.locator(".rh-name > span").first
    assert opener.bounding_box()["x"] + 44 <= 320  # type: ignore[index]
    search = page.locator(".rh-search-open").bounding_box()
    box = name.bounding_box()
    assert box and search and box["x"] + box["width"] <= search["x"] + 2


def test_the_header_fits_a_narrow_phone(visit: Start) -> None:
    page = visit(320).open(SECTION)
    for selector in (".rh-nav-open", ".rh-search-open", ".rh-language", ".rh-reading-open"):
        box = page.locator(selector).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
