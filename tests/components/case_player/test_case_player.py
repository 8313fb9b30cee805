"""A branching case is played, left, found again, ended, and taken along."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser_tools import put_records
from tests.components.case_player.cases import HOURS, TALK, render_case
from tests.components.conftest import past_midnight, stored, until, violations
from tests.learner_records import record

Open = Callable[..., Page]
KEY = "case:m01-case"
START = """
<script>document.documentElement.className = "js"</script>
<link rel="stylesheet" href="/assets/components/case-player/case-player.css">
<script type="module">
  import { start } from "/assets/lib/component.mjs";
  import CasePlayer from "/assets/components/case-player/case-player.mjs";
  start([CasePlayer]);
</script>
"""


@pytest.fixture
def play(opened: Open, tmp_path: Path) -> Open:
    """Open a case; ``play()`` a second time opens the same page in another tab."""

    def open_case(text: str = TALK, *, language: str = "tr", at: str = "") -> Page:
        html = START + render_case(tmp_path, text, language)
        page = opened("case", f'<article data-rh-kind="case">{html}</article>', lang=language)
        if at:
            page.goto(page.url + at)
            page.reload()
        page.wait_for_selector("[data-rh-started]", state="attached")
        return page

    return open_case


def choose(page: Page, name: str) -> None:
    """Choose and go on to the next scene."""
    page.get_by_role("link", name=name).click()
    page.wait_for_timeout(450)  # a second click at once does not go on
    page.get_by_role("button", name="Sürdürün").click()


def heading(page: Page) -> str:
    """The heading of the one scene that is shown."""
    shown = page.locator("h2.rh-scene:visible")
    expect(shown).to_have_count(1)
    return shown.inner_text().replace("\n", " ")


def kept(page: Page, key: str = KEY) -> Any:
    return stored(page).get(key)


def to_the_end(page: Page) -> None:
    choose(page, "Buyurun")
    choose(page, "Dinlerim")


def test_one_scene_is_shown_with_choices_but_not_what_follows_them(play: Open) -> None:
    page = play()
    assert "Telefon" in heading(page)
    expect(page.get_by_role("link", name="Beklerim.")).to_have_text(re.compile("Beklerim"))
    assert "Sahne 2" not in page.locator(".rh-choices:visible").inner_text()
    expect(page.get_by_text("Ses duyulur.")).to_be_hidden()
    expect(page.get_by_role("button", name="Bir adım geri")).to_be_disabled()


def test_a_choice_shows_its_consequence_and_then_the_next_scene(play: Open) -> None:
    page = play()
    page.get_by_role("link", name="Buyurun").click()
    expect(page.get_by_text("Ses duyulur.").first).to_be_visible()
    expect(page.get_by_role("link", name="Beklerim.")).to_be_hidden()
    on = page.get_by_role("button", name="Sürdürün")
    expect(on).to_be_focused()
    expect(on).to_have_accessible_description(re.compile("Ses duyulur"))
    page.wait_for_timeout(450)
    on.click()
    assert heading(page) == "Sahne 3. 2. gün · Sabah: Ses"
    expect(page.locator("#ses")).to_be_focused()
    until(page, f"rh.getStore().get('{KEY}')")
    assert kept(page) == {"path": ["telefon", "ses.1"], "endings": []}


def test_a_key_held_down_does_not_skip_the_consequence(play: Open) -> None:
    page = play()
    page.get_by_role("link", name="Buyurun").focus()
    page.evaluate(
        """() => { // both at once, as a key that repeats
          document.activeElement.click();
          document.activeElement.click();
        }"""
    )
    expect(page.get_by_role("button", name="Sürdürün")).to_be_focused()
    expect(page.get_by_text("Ses duyulur.").first).to_be_visible()
    assert "Telefon" in heading(page)


def test_an_older_write_does_not_undo_a_newer_choice(play: Open) -> None:
    page = play()
    page.get_by_role("link", name="Buyurun").click()
    until(page, f"rh.getStore().get('{KEY}').then(v => v.path.length === 2)")
    page.evaluate(
        """() => new Promise((resolve) => {
          const $choice = document.querySelector("[data-rh-now] [data-rh-choice] a");
          rh.getStore().addEventListener("change", () => resolve($choice.click()), { once: true });
          document.querySelector("[data-rh-do=back]").click();
        })"""
    )
    until(page, f"rh.getStore().get('{KEY}').then(v => v.path.length === 2)")
    expect(page.get_by_role("button", name="Sürdürün")).to_be_visible()
    expect(page.get_by_text("Ses duyulur.").first).to_be_visible()


def test_the_keyboard_alone_plays_to_the_end(play: Open) -> None:
    page = play()
    page.get_by_role("link", name="Buyurun").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(450)
    page.keyboard.press("Enter")  # on “Sürdürün”
    expect(page.locator("#ses")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Dinlerim.")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_timeout(450)
    page.keyboard.press("Enter")
    expect(page.locator("#son-konusma")).to_be_focused()
    expect(page.get_by_text("Bu vakayı bitirdiniz.")).to_be_visible()


def test_steps_back_any_number_and_a_new_start(play: Open) -> None:
    page = play()
    choose(page, "Beklerim")
    choose(page, "Açarım")
    page.get_by_role("button", name="Bir adım geri").click()
    assert "Bekleme" in heading(page)
    choose(page, "Açarım")
    page.locator(".rh-case__path > summary").click()
    page.get_by_role("button", name=re.compile("Bu sahneye dönün.*Sabah: Telefon")).click()
    assert "Telefon" in heading(page)
    to_the_end(page)
    page.get_by_role("button", name="Baştan oynayın").click()
    assert "Telefon" in heading(page)
    until(page, f"rh.getStore().get('{KEY}').then(v => v.path.length === 1)")
    ended = {"endings": ["son-konusma"], "edition": "2026.11"}
    assert kept(page) == {"path": ["telefon"]} | ended


def test_a_choice_can_be_taken_back_before_going_on(play: Open) -> None:
    page = play()
    page.get_by_role("link", name="Buyurun").click()
    page.get_by_role("button", name="Bir adım geri").click()
    expect(page.get_by_role("link", name="Beklerim.")).to_be_visible()
    expect(page.get_by_text("Ses duyulur.").first).to_be_hidden()


def test_the_browser_steps_back_and_forth(play: Open) -> None:
    page = play()
    choose(page, "Beklerim")
    choose(page, "Açarım")
    page.go_back()
    expect(page.locator("#bekleme")).to_be_visible()
    page.go_back()
    expect(page.locator("#telefon")).to_be_visible()
    until(page, f"rh.getStore().get('{KEY}').then(v => v.path.length === 1)")
    page.go_forward()
    page.go_forward()
    expect(page.locator("#ses")).to_be_visible()
    until(page, f"rh.getStore().get('{KEY}').then(v => v.path.length === 3)")


def test_it_goes_on_where_it_was_left(play: Open) -> None:
    page = play()
    choose(page, "Beklerim")
    until(page, f"rh.getStore().get('{KEY}')")
    page.reload()
    expect(page.locator("#bekleme")).to_be_visible()
    link = page.get_by_role("group", name="Vakayı oynama").get_by_role("link")
    expect(link).to_have_text("Sahne 2. 1. gün · Akşam: Bekleme")
    link.click()
    assert "Bekleme" in heading(page)  # still playing


def test_another_tab_shows_the_same_place(play: Open) -> None:
    page, other = play(), play()
    choose(page, "Beklerim")
    expect(other.locator("#bekleme")).to_be_visible()
    choose(other, "Açarım")
    expect(page.locator("#ses")).to_be_visible()
    choose(page, "Sonra")
    choose_end = other.get_by_text("Bu vakayı bitirdiniz.")
    expect(choose_end).to_be_visible()


def test_endings_of_both_tabs_are_kept(play: Open) -> None:
    page, other = play(), play()
    to_the_end(page)
    other.get_by_role("button", name="Baştan oynayın").click()
    choose(other, "Beklerim")
    choose(other, "Hiç açmam")
    until(page, f"rh.getStore().get('{KEY}').then(v => v.endings.length === 2)")
    expect(page.get_by_text("Bu vakanın bütün sonlarına vardınız.")).to_be_visible()


def test_an_edition_without_a_scene_says_so_and_keeps_the_endings(play: Open) -> None:
    page = play()
    page.evaluate(
        "(key) => rh.getStore().set(key,"
        " {path: ['telefon', 'bekleme.2', 'silinen.1', 'son-sessiz.2'],"
        "  endings: ['son-eski', 'son-sessiz']})",
        KEY,
    )
    page.reload()
    expect(page.locator("#bekleme")).to_be_visible()
    expect(page.locator(".rh-case__removed")).to_be_visible()
    choose(page, "Açarım")
    expect(page.locator(".rh-case__removed")).to_be_hidden()
    until(page, f"rh.getStore().get('{KEY}').then(v => v.path.length === 3)")
    assert kept(page)["endings"] == ["son-eski", "son-sessiz"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        {"path": "x"},
        {"path": [], "endings": []},
        {"path": ["x"], "endings": []},
    ],
    ids=str,
)
def test_a_damaged_record_begins_anew(play: Open, value: object) -> None:
    page = play()
    put_records(page, [record(KEY, value)])
    page.reload()
    page.wait_for_selector("[data-rh-started]", state="attached")
    assert "Telefon" in heading(page)
    choose(page, "Buyurun")
    assert "Ses" in heading(page)


def test_an_ending_shows_the_paths_not_taken(play: Open) -> None:
    page = play()
    to_the_end(page)
    expect(page.get_by_text("Bu vakayı bitirdiniz. 2 sondan 1 tanesine vardınız.")).to_be_visible()
    page.get_by_text("Varmadığınız sonlar (1)").click()
    expect(page.locator("[data-rh-slot=unreached] li")).to_have_text("Sahne 5. Son: Sessizlik")
    expect(page.locator("[data-rh-slot=unreached] li")).to_be_visible()
    steps = page.locator(".rh-case__path li:has(> button)")
    expect(steps).to_have_count(2)
    steps.first.get_by_text("Öbür seçenekler").click()
    other = steps.first.locator("details li")
    expect(other).to_have_text("Beklerim. → Sahne 2. 1. gün · Akşam: Bekleme")
    stages = page.locator(".rh-case__path h3")
    expect(stages).to_have_text(["1. gün", "2. gün"])
    steps.first.get_by_role("button").click()
    assert "Telefon" in heading(page)


def test_the_text_sends_the_reader_back_to_a_scene(play: Open) -> None:
    page = play()
    to_the_end(page)
    page.get_by_role("link", name="telefona").click()
    assert "Telefon" in heading(page)


def test_a_scene_that_is_not_on_the_path_opens_in_the_whole_text(play: Open) -> None:
    page = play()
    to_the_end(page)
    page.get_by_role("link", name="beklemeye").click()
    expect(page.locator("h2.rh-scene:visible")).to_have_count(5)
    expect(page.locator("#bekleme")).to_be_in_viewport()


def test_a_link_from_elsewhere_opens_the_whole_text_there(play: Open) -> None:
    page = play(at="#ses")
    expect(page.locator("h2.rh-scene:visible")).to_have_count(5)
    expect(page.locator("#ses")).to_be_in_viewport()
    page.get_by_role("button", name="Adım adım oynayın").click()
    assert "Telefon" in heading(page)


def test_the_whole_text_and_back(play: Open) -> None:
    page = play()
    choose(page, "Beklerim")
    page.get_by_role("button", name="Bütün metni göster").click()
    expect(page.locator("h2.rh-scene:visible")).to_have_count(5)
    expect(page.get_by_text("Ses duyulur.").first).to_be_visible()
    expect(page.get_by_text("Telefon çalıyor")).to_be_visible()
    page.get_by_role("link", name=re.compile("Açarım. → Sahne 3")).click()
    expect(page.locator("#ses")).to_be_in_viewport()
    page.get_by_role("button", name="Adım adım oynayın").click()
    assert "Bekleme" in heading(page)


def test_meters_add_up_in_words_and_are_read_at_the_end(play: Open) -> None:
    page = play()
    totals = page.locator("[data-rh-slot=total]")
    expect(totals).to_have_text(["0, sıfırda", "0, sıfırda"])
    page.get_by_role("link", name="Beklerim.").click()
    expect(totals).to_have_text(["−2, ekside", "0, sıfırda"])
    page.get_by_role("button", name="Bir adım geri").click()
    expect(totals).to_have_text(["0, sıfırda", "0, sıfırda"])
    to_the_end(page)
    expect(totals).to_have_text(["+3, artıda", "+2, artıda"])
    yours = page.locator(".rh-case__yours")
    expect(yours).to_have_text("Toplamlarınız: Güven +3, artıda · Açıklık +2, artıda")
    following = yours.evaluate("(line) => line.nextElementSibling.textContent")
    assert following == (
        "Toplamlarınız. Sizinki: İkisi de artıda: dinlediniz. Güven ekside: geç açtınız."
    )
    page.get_by_role("button", name="Bütün metni göster").click()
    expect(yours).to_be_hidden()
    expect(page.locator(".rh-case__mine")).to_be_hidden()


def test_hours_are_spent_and_can_be_overspent(play: Open) -> None:
    page = play(HOURS)
    total = page.locator("[data-rh-slot=total]")
    expect(total).to_have_text("10 saat kaldı")
    choose(page, "Birine giderim")
    expect(total).to_have_text("7 saat kaldı")
    choose(page, "Beşine de giderim")
    expect(total).to_have_text("−4 saat, 4 saat fazla harcandı")


def test_the_summary_has_the_path_the_ending_and_questions(play: Open) -> None:
    page = play()
    to_the_end(page)
    page.get_by_role("button", name="Süpervizyon için özet").click()
    expect(page.get_by_role("heading", name="Özet", exact=True)).to_be_focused()
    text = page.locator(".rh-case__summary textarea").input_value()
    for part in (
        "Özet · Vaka: Telefon",
        "Sürüm 2026.11",
        "1. Sahne 1. Sabah: Telefon\n   Seçim: “Buyurun?” derim.\n   Sonucu: Ses duyulur. Güven +1",
        "Varılan son: Sahne 4. Son: Konuşma",
        "Toplamlarınız: Güven +3, artıda",
        "Hâlâ yapılabilir. Yarın arayın. Kim arayacak?",
        "Hangi seçimde durakladım?",
    ):
        assert part in text
    with page.expect_download() as saved:
        page.get_by_role("button", name="Markdown dosyası (.md)").click()
    assert re.fullmatch(r"vaka-ozeti-m01-case-\d{4}-\d\d-\d\d\.md", saved.value.suggested_filename)
    written = Path(saved.value.path()).read_text(encoding="utf-8")
    assert written.startswith("# Özet · Vaka: Telefon\n")
    assert "1. **Sahne 1. Sabah: Telefon**" in written
    with page.expect_download() as saved:
        page.get_by_role("button", name="Metin dosyası (.txt)").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8") == text


def test_the_summary_bears_the_day_that_the_learner_has(play: Open) -> None:
    page = play()
    to_the_end(page)
    past_midnight(page)
    page.get_by_role("button", name="Süpervizyon için özet").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Metin dosyası (.txt)").click()
    assert saved.value.suggested_filename == "vaka-ozeti-m01-case-2026-11-22.txt"


def test_the_summary_is_copied_or_selected(play: Open, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = play()
    to_the_end(page)
    page.get_by_role("button", name="Süpervizyon için özet").click()
    page.get_by_role("button", name="Metni kopyala").click()
    expect(page.get_by_role("status").first).to_have_text("Kopyalandı.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("textarea").input_value()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.get_by_role("button", name="Metni kopyala").click()
    expect(page.locator("textarea")).to_be_focused()
    selected = page.evaluate("getSelection().toString()")
    assert selected.replace("\r", "") == copied.rstrip("\n") or selected == copied


def test_the_summary_is_printed_alone_and_the_page_whole(play: Open) -> None:
    page = play()
    to_the_end(page)
    page.get_by_role("button", name="Süpervizyon için özet").click()
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Özeti yazdır").click()
    page.emulate_media(media="print")
    expect(page.locator(".rh-case-paper")).to_contain_text("Varılan son")
    expect(page.locator("h1")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("h2.rh-scene:visible")).to_have_count(5)
    expect(page.get_by_text("Ses duyulur.").first).to_be_visible()
    expect(page.get_by_text("Telefon çalıyor")).to_be_visible()
    expect(page.get_by_role("button", name="Bir adım geri")).to_be_hidden()


def test_the_text_comes_back_when_the_player_never_starts(
    opened: Open, context: BrowserContext, tmp_path: Path
) -> None:
    context.route("**/case-player.mjs", lambda route: route.abort())
    html = START + render_case(tmp_path, TALK)
    page = opened("late", f'<article data-rh-kind="case">{html}</article>')
    expect(page.locator("#ses")).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    expect(page.locator("#ses")).to_be_visible()
    expect(page.get_by_text("Ses duyulur.")).to_be_visible()


def test_no_axe_violation_in_any_state(play: Open) -> None:
    page = play()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.get_by_role("button", name="Baştan oynayın").click(force=True)
            states = {
                "scene": lambda: None,
                "consequence": lambda: page.get_by_role("link", name="Beklerim.").click(),
                "path": lambda: page.locator(".rh-case__path > summary").click(),
                "end": lambda: (choose_on(page), choose(page, "Açarım"), choose(page, "Dinlerim")),
                "others": lambda: page.locator(".rh-case__path li details summary").first.click(),
                "summary": lambda: page.get_by_role("button", name="Süpervizyon için özet").click(),
                "whole": lambda: page.get_by_role("button", name="Bütün metni göster").click(),
            }
            for name, enter in states.items():
                enter()
                assert violations(page) == [], (name, scheme, width)
            page.get_by_role("button", name="Adım adım oynayın").click()


def choose_on(page: Page) -> None:
    page.wait_for_timeout(450)
    page.get_by_role("button", name="Sürdürün").click()


def test_english_words(play: Open) -> None:
    page = play(language="en")
    page.get_by_role("link", name="Buyurun").click()
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
