"""Practice on a test page: its progress line, its result, and what to read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Browser, Locator, Page, expect

from tests.components.conftest import (
    Site,
    heard,
    read_item,
    stored,
    until,
    violations,
)
from tests.components.test_mode.conftest import page_of

Open = Callable[..., Page]
NAMES = ("single", "multiple", "fill")


def whole_test() -> str:
    return page_of(*NAMES, "broken")


def answer(page: Page, item: str, *labels: str) -> Locator:
    quiz = page.locator(f"#{item}")
    for label in labels:
        quiz.get_by_label(label).check()
    quiz.get_by_role("button", name="Yanıtla").click()
    return quiz


def fill(page: Page, text: str) -> None:
    page.locator("#m04-q05 input").fill(text)
    page.locator("#m04-q05").get_by_role("button", name="Yanıtla").click()


def test_progress_is_shown_and_said(opened: Open) -> None:
    page = opened("test", whole_test())
    progress = page.locator(".rh-quiz-progress")
    expect(progress).to_have_text("0 / 3 yanıtlandı, 0 doğru")
    answer(page, "m05-q07", "Birkaç görüşmede")
    expect(progress).to_have_text("1 / 3 yanıtlandı, 1 doğru")
    assert heard(page).endswith("1 / 3 yanıtlandı, 1 doğru")
    expect(page.locator(".rh-quiz-result")).to_be_hidden()


def test_progress_stays_in_view_and_covers_no_field_with_focus(opened: Open) -> None:
    page = opened("test", whole_test())
    page.set_viewport_size({"width": 360, "height": 400})
    progress = page.locator(".rh-quiz-progress")
    expect(progress).to_be_in_viewport()
    for _ in range(8):
        page.keyboard.press("Tab")
        field = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        line = progress.bounding_box()
        assert line and (field["bottom"] <= line["y"] + 1 or field["top"] >= line["y"])


def test_result_below_the_line_names_the_sections_to_read_again(opened: Open) -> None:
    page = opened("test", whole_test())
    answer(page, "m05-q07", "Birkaç görüşmede")
    answer(page, "m04-q02", "Komşuların görüşü")
    fill(page, "kronoloji")
    result = page.get_by_role("region", name="Deneme sonucu")
    expect(result).to_contain_text("Doğru yanıt: 2 / 3 (%66)")
    expect(result.get_by_text("%80 çizgisinin altında")).to_be_visible()
    expect(result.get_by_text("%80 çizgisine ulaştınız")).to_be_hidden()
    assert result.get_by_role("link").all_inner_texts() == ["Planlar"]
    assert heard(page).endswith("3 / 3 yanıtlandı, 2 doğru. Doğru yanıt: 2 / 3 (%66)")
    assert violations(page) == []


def test_result_above_the_line(opened: Open) -> None:
    page = opened("test", whole_test())
    answer(page, "m05-q07", "Birkaç görüşmede")
    answer(page, "m04-q02", "Güvenlik planı", "Çocuğun görüşü")
    fill(page, "kronoloji")
    result = page.locator(".rh-quiz-result")
    expect(result.get_by_text("%80 çizgisine ulaştınız")).to_be_visible()
    assert result.get_by_role("link").count() == 0
    page.reload()
    expect(result).to_contain_text("Doğru yanıt: 3 / 3 (%100)")
    assert page.locator("[role=status]").inner_text() == ""


def test_starting_again_forgets_this_test_alone(opened: Open) -> None:
    page = opened("test", whole_test())
    value = {"given": [], "right": True, "digest": "", "tries": 1}
    page.evaluate("value => rh.getStore().set('item:m01-q01', value)", value)
    answer(page, "m05-q07", "Birkaç görüşmede")
    answer(page, "m04-q02", "Komşuların görüşü")
    fill(page, "kronoloji")
    until(page, "rh.getStore().get('item:m04-q05')")
    page.get_by_role("button", name="Denemeye baştan başla").click()
    expect(page.locator(".rh-quiz-progress")).to_have_text("0 / 3 yanıtlandı, 0 doğru")
    expect(page.locator(".rh-quiz-result")).to_be_hidden()
    assert set(stored(page)) == {"item:m01-q01"}
    expect(page.locator(":focus")).to_have_id("m05-q07-1")


def test_nothing_to_count_without_a_script(browser: Browser, site: Site) -> None:
    address = site.add("plain/test", whole_test())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".rh-quiz-summary")).to_be_hidden()
    context.close()


def test_a_section_is_listed_once(opened: Open) -> None:
    twin = replace(read_item("fill"), id="m04-q09")
    page = opened("twins", page_of("fill", "fill-folded", changed={"fill-folded": twin}))
    for name in ("m04-q05", "m04-q09"):
        page.locator(f"#{name} input").fill("yanlış")
        page.locator(f"#{name}").get_by_role("button", name="Yanıtla").click()
    links = page.get_by_role("region", name="Deneme sonucu").get_by_role("link")
    expect(links).to_have_text(["Zaman çizelgesi"])


def test_paper_leaves_the_summary_out(opened: Open) -> None:
    page = opened("test", whole_test())
    page.emulate_media(media="print")
    expect(page.locator(".rh-quiz-progress")).to_be_hidden()
