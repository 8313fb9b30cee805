"""A learner reads, answers, goes away and comes back."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import answer, wait_for_record

SECTION = PAGE_TYPES["section"]
TEST = PAGE_TYPES["test"]


def test_answers_survive_and_the_home_page_offers_to_go_on(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    page = reader.open(SECTION)
    quiz = page.locator(".rh-quiz").first
    quiz.scroll_into_view_if_needed()
    quiz.locator("label").first.click()
    quiz.get_by_role("button", name="Yanıtla").click()
    expect(quiz.get_by_text("Doğru").first).to_be_visible()
    wait_for_record(page, f"item:{quiz.get_attribute('data-rh-item')}")
    wait_for_record(page, "place")
    page.close()

    again = reader.open(SECTION)
    # Read from the device a moment after the page is there.
    expect(again.locator(".rh-quiz").first.locator("input:checked")).to_have_count(1)
    again.close()

    home = reader.open("")
    link = home.locator(".rh-resume a").first
    # Before the device has been read, the link leads to where the course begins.
    expect(link).to_have_attribute("href", re.compile(re.escape(SECTION)))
    link.click()
    expect(home).to_have_url(re.compile(re.escape(SECTION)))


def test_a_test_counts_and_names_what_to_read_again(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(TEST)
    total = page.locator(".rh-quiz").count()
    assert total >= 10
    for index in range(total):
        quiz = page.locator(".rh-quiz").nth(index)
        answer(quiz)
        quiz.get_by_role("button", name="Yanıtla").click()
    result = page.locator(".rh-quiz-result")
    result.wait_for(state="visible")
    expect(page.locator(".rh-quiz-progress")).to_contain_text(f"{total} / {total}")
    assert result.locator("a").count() >= 1


def test_one_question_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(TEST)
    quiz = page.locator(".rh-quiz[data-rh-type=single]").first
    quiz.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("oğru")


def test_english_and_turkish_share_answers(visit: Callable[..., Visit]) -> None:
    reader = visit()
    path = "quizzes/aile-hakki-guvenlik-hakki/"
    page = reader.open(path)
    quiz = page.locator(".rh-quiz[data-rh-type=single]").first
    name = quiz.get_attribute("data-rh-item")
    quiz.locator("input").nth(1).check()
    quiz.get_by_role("button", name="Yanıtla").click()
    wait_for_record(page, f"item:{name}")
    page.close()
    english = reader.open(f"en/{path}")
    same = english.locator(f".rh-quiz[data-rh-item={name}]")
    expect(same.locator("input").nth(1)).to_be_checked()
    expect(same.locator(".rh-quiz__changed")).to_be_hidden()


def test_terms_and_citations_explain_themselves_by_keyboard(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(SECTION)
    for kind in (".rh-term", ".rh-cite"):
        page.locator(kind).first.focus()
        note = page.locator("#rh-note")
        note.wait_for(state="visible")
        assert len(note.inner_text()) > 20
        page.keyboard.press("Escape")
        note.wait_for(state="hidden")


def test_a_reader_of_english_finds_the_way_from_an_untranslated_page(
    visit: Callable[..., Visit],
) -> None:
    reader = visit()
    page = reader.open("guide/law/5395/#m-9")
    page.locator(".rh-language").click()
    page.wait_for_load_state()
    assert "/en/guide/law/5395/" in page.url
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator("main a[hreflang=tr]").first.click()
    page.wait_for_load_state()
    assert "/en/" not in page.url
