"""The engine and the dialog in a real browser, on a small site that the tests wrote themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_tools import violations

SECTION = "modules/ornek/yazmak/"
LAW = "guide/law/5395/"
FORM = "guide/forms/t04-harita/"
STAGES = "guide/stages/"
TERMS = "guide/glossary/"

_OPEN = """async () => {
  await import("/assets/components/search/engine.mjs");
  window.search = await rhSearch.open(`${location.origin}/assets/search/tr/index.js`, "tr");
}"""


@pytest.fixture(scope="module")
def engine(browser: Browser, address: str) -> Any:
    page = browser.new_page()
    page.goto(f"{address}/{SECTION}")
    page.evaluate(_OPEN)
    yield page
    page.close()


def found(engine: Page, query: str) -> list[str]:
    """Addresses of the results, best first."""
    answer = engine.evaluate("query => search.query(query)", query)
    return [f"{r['url']}#{r['anchor']}" if r["anchor"] else r["url"] for r in answer["results"]]


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("çocuk", f"{SECTION}"),
        ("çocukların", f"{SECTION}"),
        ("çocuğa", f"{SECTION}"),
        ("COCUGUN", f"{SECTION}"),
        ("kaydı", f"{SECTION}#kayit"),
        ("kayıtlar", f"{SECTION}#kayit"),
        ("KAYIT", f"{SECTION}#kayit"),
        ("şehir", f"{SECTION}#kayit"),
        ("güvenlik", f"{SECTION}#yer"),
        ("guvenlikten", f"{SECTION}#yer"),
        ("müdürlüğünden", f"{LAW}#m-41-a"),
        ("mudurluk", f"{LAW}#m-41-a"),
        ("ığdır", f"{SECTION}"),
        ("IĞDIR", f"{SECTION}"),
        ("igdir", f"{SECTION}"),
        ("izmir", f"{SECTION}"),
        ("İZMİR", f"{SECTION}"),
        ("kardeş", f"{SECTION}"),
        ("uzm", f"{SECTION}#yer"),
    ],
)
def test_finds_a_word_in_any_form(engine: Page, query: str, page: str) -> None:
    assert page in found(engine, query)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("5395 9", f"{LAW}#m-9"),
        ("5395 m. 9", f"{LAW}#m-9"),
        ("5395/9", f"{LAW}#m-9"),
        ("5395’in 9. maddesi", f"{LAW}#m-9"),
        ("ÇKK 9/2", f"{LAW}#m-9"),
        ("çocuk koruma kanunu madde 9", f"{LAW}#m-9"),
        ("madde 9", f"{LAW}#m-9"),
        ("5395 41/A", f"{LAW}#m-41-a"),
        ("5395 geçici 1", f"{LAW}#gecici-1"),
        ("TCK 278", f"{LAW}#m-278"),
        ("5395", LAW),
        ("T4", FORM),
        ("t 4", FORM),
        ("modül 1", "modules/ornek/"),
        ("SHM", f"{TERMS}#shm"),
        ("koruyucu aile", f"{TERMS}#koruyucu-aile"),
        ("süreç haritası", FORM),
    ],
)
def test_codes_articles_and_names_come_first(engine: Page, query: str, page: str) -> None:
    assert found(engine, query)[0] == page


def test_words_side_by_side_come_before_words_apart(engine: Page) -> None:
    pages = [page for page in found(engine, "koruyucu aile") if not page.startswith(TERMS)]
    assert pages.index(f"{SECTION}#yer") < pages.index(f"{STAGES}#aile")


def test_an_abbreviation_finds_the_written_name(engine: Page) -> None:
    assert f"{STAGES}#aile" in found(engine, "SHM")


@pytest.mark.parametrize("query", ["güvnlik", "güvenlikk", "güevnliği", "kardeşlr", "zardeşler"])
def test_one_slip_is_forgiven(engine: Page, query: str) -> None:
    assert any(page.startswith(SECTION) for page in found(engine, query))


def test_two_slips_are_not(engine: Page) -> None:
    assert found(engine, "gvnlk") == []


def test_five_letters_help_only_where_nothing_else_does(engine: Page) -> None:
    assert f"{SECTION}#yer" in found(engine, "güvenceli")
    assert f"{LAW}#acil" not in found(engine, "korumacılık hakkında")


def test_answers_of_questions_are_not_found(engine: Page) -> None:
    assert found(engine, "gizliyanıt") == []


def test_marks_the_words_of_the_passage(engine: Page) -> None:
    answer = engine.evaluate("query => search.query(query)", "kayıt")
    pieces = answer["results"][0]["pieces"]
    assert [piece["text"] for piece in pieces if piece["marked"]] == ["kaydını"]


@pytest.mark.parametrize("query", ["", " ", "ve", "?!", "'", "a b c d e f g h i j k l", "x" * 200])
def test_odd_queries_do_no_harm(engine: Page, query: str) -> None:
    assert isinstance(found(engine, query), list)


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("velayet", "velayt", True),
        ("velayet", "velayett", True),
        ("velayet", "velaeyt", True),
        ("velayet", "velayat", True),
        ("velayet", "elayet", True),
        ("velayet", "velayet", False),
        ("velayet", "velay", False),
    ],
)
def test_slips(engine: Page, one: str, other: str, is_slip: bool) -> None:
    assert engine.evaluate("([a, b]) => rhSearch.isOneSlip(a, b)", [one, other]) is is_slip


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("cocuk", "cocugun", True),
        ("kayit", "kaydi", True),
        ("kaydi", "kayitlar", True),
        ("sehir", "sehri", True),
        ("hak", "hakki", True),
        ("ev", "evde", True),
        ("uzman", "uzmanin", True),
        ("plan", "plandan", True),
        ("degerlendirmek", "degerlendirmenin", True),
        ("aile", "ailelerinden", True),
        ("tedbir", "tedbirli", False),
        ("kurum", "kurul", False),
        ("olay", "olan", False),
        ("koruma", "korku", False),
    ],
)
def test_which_forms_are_one_word(engine: Page, one: str, other: str, is_same: bool) -> None:
    fit = "([a, b]) => rhSearch.fitOf('tr')(a, b) > 0"
    assert engine.evaluate(fit, [one, other]) is is_same
    assert engine.evaluate(fit, [other, one]) is is_same


# The dialog


def links(page: Page) -> list[str]:
    return page.locator(".rh-search__results a").evaluate_all("all => all.map(a => a.href)")


def ask(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Sitede arayın").fill(query)
    page.locator("dialog [role=status]:not(:empty)").wait_for()


def test_fetches_nothing_before_the_reader_searches(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("[data-rh-search-open][role=button]")
    assert not [url for url in asked if "/assets/search/" in url or "engine" in url]


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_opens_by_key_and_gives_focus_back(page: Page, key: str) -> None:
    page.get_by_role("button", name="Ara").focus()
    page.keyboard.press(key)
    expect(page.locator(":focus")).to_have_class("rh-search__field")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(":focus")).to_contain_class("rh-tool")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_button_works_by_keyboard(page: Page, key: str) -> None:
    page.get_by_role("button", name="Ara").press(key)
    expect(page.locator(":focus")).to_have_class("rh-search__field")


def test_says_how_many_and_shows_marked_passages(page: Page) -> None:
    ask(page, "kayıt")
    assert page.locator("dialog [role=status]").inner_text() == "1 sonuç."
    assert page.locator("mark").all_inner_texts() == ["kaydını"]
    assert page.get_by_role("heading", name="En uygun sonuçlar").is_visible()


def test_arrows_home_end_and_enter(page: Page) -> None:
    ask(page, "aile")
    count = len(links(page))
    assert count > 2
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_js_property("href", links(page)[0])
    page.keyboard.press("End")
    expect(page.locator(":focus")).to_have_js_property("href", links(page)[-1])
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_js_property("href", links(page)[-1])
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_class("rh-search__field")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    assert page.locator(".rh-search__field").input_value().endswith("x")


def test_enter_leads_to_the_first_result_and_to_its_place(page: Page, address: str) -> None:
    ask(page, "5395 m. 9")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-search__results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/{LAW}#m-9")


def test_a_link_to_this_page_closes_the_dialog(page: Page) -> None:
    ask(page, "kayıt")
    page.locator(".rh-search__results a").first.click()
    assert page.locator("dialog[open]").count() == 0
    assert page.url.endswith(f"{SECTION}#kayit")


def test_nothing_found_says_so_and_offers_lists(page: Page) -> None:
    ask(page, "gizliyanıt")
    assert page.locator("dialog [role=status]").inner_text() == "Bir şey bulunamadı."
    assert page.get_by_role("link", name="sözlük").is_visible()


def test_says_what_it_searched_for_instead(page: Page) -> None:
    ask(page, "kardeşlr")
    assert "kardeşler" in page.locator("dialog [role=status]").inner_text()


def test_a_query_is_text_and_never_markup(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> kayıt")
    assert page.locator("dialog img").count() == 0


def test_a_failed_fetch_is_said_and_tried_again(page: Page) -> None:
    page.route("**/index.js", lambda route: route.abort())
    ask(page, "kayıt")
    assert page.locator("dialog [role=status]").inner_text().startswith("Arama açılamadı")
    page.unroute("**/index.js")
    page.get_by_role("searchbox").fill("kaydı")
    page.wait_for_selector(".rh-search__results a")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    ask(page, "aile")
    assert violations(page) == []


def test_without_a_script_the_button_is_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{SECTION}")
    link = page.get_by_role("link", name="Ara", exact=True)
    assert str(link.get_attribute("href")).endswith("guide/")
    context.close()


def test_works_from_a_file(browser: Browser, small_site: Path) -> None:
    """Index and engine are scripts; only modules cannot be loaded from a file, so it is bundled."""
    page = browser.new_page()
    page.goto((small_site / "guide" / "stages" / "index.html").as_uri())
    script = small_site / "assets" / "search" / "tr" / "index.js"
    data = page.evaluate(
        """address => new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.onload = () => resolve(Object.keys(rhSearchData));
          script.onerror = reject; script.src = address; document.head.append(script);
        })""",
        script.as_uri(),
    )
    assert data == ["tr/head"]
    page.close()
