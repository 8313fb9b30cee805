"""Links to a place: a section, a paragraph, the words that were selected."""

from __future__ import annotations

import time
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.components.conftest import heard, violations
from tests.components.reading.conftest import Lesson, use


@pytest.fixture(autouse=True)
def _clipboard(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def copied(page: Page, link: str) -> None:
    """Wait until the page says so and this link is there; without the address of the page. What was
    copied before may still be there for a moment."""
    expect(page.get_by_text("Bağlantı kopyalandı.").first).to_be_visible()
    deadline = time.monotonic() + 15
    while True:
        found = unquote(page.evaluate("navigator.clipboard.readText()").partition("/lesson/")[2])
        if found == link:
            return
        assert time.monotonic() < deadline, found
        page.wait_for_timeout(20)


def test_the_link_to_a_section(lesson: Lesson) -> None:
    page = lesson()
    use(page, "Bölüm bağlantısını kopyala", "Dört adım")
    copied(page, "#dort-adim")
    assert heard(page) == "Bağlantı kopyalandı."
    button = page.get_by_role("button", name="Okuma araçları: Dört adım")
    expect(button).to_be_focused()


def test_above_the_first_heading_there_is_no_section(lesson: Lesson) -> None:
    page = lesson(f'<p style="height: 3000px">{"Uzun. " * 9}</p><h2 id="son">Son</h2>')
    page.get_by_role("button", name="Okuma araçları", exact=True).click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("button", name="Baştan dinle")).to_be_visible()
    expect(panel.get_by_role("button", name="Bölüm bağlantısını kopyala")).to_be_hidden()
    expect(panel.get_by_role("button", name="Seçili yerin bağlantısını kopyala")).to_be_hidden()


def test_each_paragraph_has_a_button_when_one_asks_for_them(lesson: Lesson) -> None:
    page = lesson()
    before = page.locator(".rh-prose").inner_text()
    use(page, "Paragraf bağlantıları")
    marks = page.get_by_role("button", name="Bu paragrafın bağlantısını kopyala")
    expect(marks).to_have_count(5)  # three paragraphs, two items; not the question, not its key
    expect(page.get_by_role("button", name="Paragraf bağlantıları")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("Escape")
    assert violations(page) == []
    page.locator("#uzun .rh-mark").press("Enter")
    copied(
        page,
        "#dort-adim:~:text=1. Duyun. Kalemi bırakın, yüzünüzü"
        ",bugünkü güvenliğe yetecek kadar sorun.",
    )
    assert "%2C" in page.evaluate("navigator.clipboard.readText()")  # its own comma is escaped
    expect(page.locator("#uzun .rh-mark")).to_be_focused()
    page.locator("li .rh-mark").first.click()
    expect(page.get_by_text("Bağlantı kopyalandı.").first).to_be_visible()
    copied(page, "#dort-adim:~:text=Ne oldu?")
    page.locator(".rh-prose > p .rh-mark").first.click()
    copied(page, "#:~:text=Önce dinleyin. Sonra yazın (Kaya,,Karar m. 5/3’e göre verilir.")

    use(page, "Paragraf bağlantıları")
    expect(marks).to_have_count(0)
    assert page.locator(".rh-prose").inner_text() == before


def test_the_words_that_were_selected(lesson: Lesson) -> None:
    page = lesson()
    page.evaluate(
        "() => { const range = document.createRange();"
        " range.selectNodeContents(document.querySelector('#uzun strong'));"
        " getSelection().addRange(range); }"
    )
    page.get_by_role("button", name="Okuma araçları", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Seçili yerin bağlantısını kopyala").click()
    copied(page, "#dort-adim:~:text=1. Duyun.")


def test_hyphens_are_escaped_and_repeated_words_are_told_apart(lesson: Lesson) -> None:
    page = lesson()
    name = "import('/assets/components/reading/links.mjs')"
    directive = f"async ([text, page]) => (await {name}).directive(text, page)"
    assert page.evaluate(directive, ["aile-okul işi", ""]) == "aile%2Dokul%20i%C5%9Fi"
    first = "Bu bölümde en çok sorulan soru, kararın kime ait olduğudur ve yanıtı açık değildir."
    other = "Bu bölümde en çok sorulan konu"
    found = unquote(page.evaluate(directive, [first, f"{other}. {first}"]))
    assert found.split(",")[0] == "Bu bölümde en çok sorulan soru"


@pytest.mark.parametrize("works", [True, False])
def test_without_the_clipboard_there_is_another_way(lesson: Lesson, works: bool) -> None:
    page = lesson(
        init="Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        f"document.execCommand = () => {{ window.asked = true; return {str(works).lower()} }};"
    )
    use(page, "Bölüm bağlantısını kopyala", "Dört adım")
    if works:
        expect(page.get_by_text("Bağlantı kopyalandı.").first).to_be_visible()
        assert page.evaluate("asked")
        return
    field = page.get_by_label("Bağlantı", exact=True)
    expect(field).to_be_focused()
    assert field.input_value().endswith("/lesson/#dort-adim")
    assert violations(page) == []
    page.keyboard.press("Tab")
    expect(field).to_be_hidden()
