"""A test taken as a whole on the published site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import answer, violations, wait_for_record

TEST = PAGE_TYPES["test"]
SHARED = "quizzes/aile-hakki-guvenlik-hakki/"
SENSITIVE = "quizzes/baslarken/"
PRE = "quizzes/on-test/"


def begin(page: Page) -> None:
    page.get_by_role("button", name="Testi çöz", exact=True).click()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()


def bar(page: Page) -> Locator:
    return page.locator(".rh-test__bar [data-rh-do=map]")


def fits(page: Page) -> bool:
    """Nothing is wider than the page."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_quick_exit_lies_over_no_button_of_a_test(
    visit: Callable[..., Visit], width: int
) -> None:
    page = visit(width).open(SENSITIVE)
    begin(page)
    out = page.locator(".rh-exit").bounding_box()
    assert out
    for button in page.locator(".rh-test__bar button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["y"] >= out["y"] + out["height"] or box["x"] + box["width"] <= out["x"]


@pytest.mark.parametrize("how", ["kept", "blocked", "shared"])
def test_a_break_is_advised_only_where_the_answers_are_kept(
    visit: Callable[..., Visit], how: str
) -> None:
    reader = visit(360)
    if how == "blocked":
        reader.context.add_init_script(
            "Object.defineProperty(window, 'indexedDB', {value: undefined});"
        )
    if how == "shared":
        privacy = reader.open(PAGE_TYPES["privacy"])
        privacy.get_by_label("Bu bilgisayar ortak").check()
        expect(privacy.locator("html[data-rh-visit]")).to_have_count(1)
        privacy.close()
    is_kept = how == "kept"
    page = reader.open(TEST)
    begin(page)
    expect(page.get_by_text("sayfayı kapatırsanız test kaldığınız")).to_be_visible(visible=is_kept)
    expect(page.get_by_text("Bu sekme kapanınca silinir")).to_be_visible(visible=not is_kept)
    page.get_by_role("button", name="Testi bırak").click()
    expect(page.get_by_text("Sayfayı kapatın, sonra dönün")).to_be_visible(visible=is_kept)
    expect(page.get_by_text("Bu sekmeyi açık tutun")).to_be_visible(visible=not is_kept)
    case = reader.open(PAGE_TYPES["case"])
    lead = case.locator("[data-rh-slot=lead]")
    said = "bu tarayıcıda kalır" if is_kept else "bu sekme kapanınca silinir"
    expect(lead).to_have_text(
        f"Vaka sahne sahne ilerler. Seçimleriniz {said}.", use_inner_text=True
    )


# Each scheme and each width once; 320 px is a page of 1280 px at 400 % zoom.
@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
)
def test_a_module_test_taken_whole_with_a_reload_in_its_middle(
    visit: Callable[..., Visit], width: int, scheme: str
) -> None:
    reader = visit(width, scheme)
    page = reader.open(TEST)
    assert violations(page) == []
    begin(page)
    assert violations(page) == [] and fits(page)
    ids = [quiz.get_attribute("id") or "" for quiz in page.locator(".rh-quiz").all()]
    half = len(ids) // 2
    for name in ids[:half]:
        answer(page.locator(f"#{name}"))
    page.locator(f"#{ids[1]}").get_by_role("button", name="Sonra bakacağım").click()
    expect(bar(page)).to_have_text(f"{half} / {len(ids)} yanıtlandı, 1 işaretli")
    wait_for_record(page, "draft:m04-test")

    page.reload()
    expect(bar(page)).to_have_text(f"{half} / {len(ids)} yanıtlandı, 1 işaretli")
    expect(page.locator(".rh-test__said")).to_contain_text("Yarım kalan testiniz açıldı")
    bar(page).click()
    expect(page.get_by_role("group", name="Sorular").get_by_role("link")).to_have_count(len(ids))
    assert violations(page) == [] and fits(page)
    bar(page).click()

    for name in ids[half:-1]:
        answer(page.locator(f"#{name}"))
    page.get_by_role("button", name="Teslim et").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Boş ya da eksik bıraktığınız soru: 1")
    assert violations(page) == [] and fits(page)
    dialog.get_by_role("button", name="Teslim et").click()
    result = page.get_by_role("region", name="Test sonucu")
    expect(result).to_contain_text("Puan: ")
    expect(page.locator(".rh-quiz[data-rh-state]")).to_have_count(len(ids))
    assert violations(page) == [] and fits(page)

    page.get_by_text("Önceki sonuçlarınız").click()
    expect(page.locator(".rh-tries li")).to_have_count(1)
    assert violations(page) == [] and fits(page)
    page.get_by_role("button", name="Testi yeniden çöz").click()
    expect(bar(page)).to_have_text(f"0 / {len(ids)} yanıtlandı")
    again = [quiz.get_attribute("id") for quiz in page.locator(".rh-quiz").all()]
    assert sorted(map(str, again)) == sorted(ids) and again != ids


def test_from_the_first_press_to_the_hand_in_by_keyboard_alone(
    visit: Callable[..., Visit],
) -> None:
    reader = visit()
    page = reader.open(TEST)

    def tab_to(selector: str, *, back: bool = False) -> None:
        key = "Shift+Tab" if back else "Tab"
        for _ in range(200):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press(key)
        raise AssertionError(f"no way by keyboard to {selector}")

    tab_to("[data-rh-do=start]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_focused()
    tab_to(".rh-quiz__option input")
    page.keyboard.press("Space")
    expect(bar(page)).to_have_text("1 / 12 yanıtlandı")
    tab_to("[data-rh-do=mark]")
    page.keyboard.press("Space")
    expect(bar(page)).to_have_text("1 / 12 yanıtlandı, 1 işaretli")
    tab_to("[data-rh-do=map]")
    page.keyboard.press("Enter")
    tab_to(".rh-test__map a", back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Soru 12")).to_be_focused()
    tab_to("[data-rh-do=hand-in]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to("[data-rh-ask=hand-in] [data-rh-do=yes]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Test sonucu")).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("Puan: ")


def test_the_english_page_goes_on_with_the_same_test(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.open(SHARED)
    begin(page)
    answer(page.locator(".rh-quiz[data-rh-type=single]").first)
    wait_for_record(page, "draft:m01-test")
    page.close()
    english = reader.open(f"en/{SHARED}")
    expect(bar(english)).to_have_text("1 of 12 answered")
    english.get_by_role("button", name="Hand in").click()
    english.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    expect(english.get_by_role("region", name="Test result")).to_contain_text("Points: ")
    assert violations(english) == []
    english.close()
    turkish = reader.open(SHARED)
    turkish.get_by_text("Önceki sonuçlarınız").click()
    expect(turkish.locator(".rh-tries li")).to_have_count(1)


def test_nothing_moves_when_a_test_page_opens(visit: Callable[..., Visit]) -> None:
    """Cumulative layout shift, also when an unfinished test opens by itself."""
    reader = visit(360)
    shifts = """() => new Promise((resolve) => new PerformanceObserver((list) => resolve(
        list.getEntries().reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => resolve(0), 500))"""
    page = reader.open(PRE)
    expect(page.locator(".rh-quiz-progress")).to_be_visible()
    assert page.evaluate(shifts) == 0
    begin(page)
    answer(page.locator(".rh-quiz").first)
    wait_for_record(page, "draft:pre-test")
    page.close()
    again = reader.open(PRE)
    expect(bar(again)).to_be_visible()
    assert again.evaluate(shifts) == 0


def test_a_lesson_fetches_nothing_of_a_test(visit: Callable[..., Visit]) -> None:
    reader = visit()
    asked: list[str] = []
    reader.context.on("request", lambda request: asked.append(request.url))
    for path in (PAGE_TYPES["section"], TEST):
        page = reader.open(path)
        page.wait_for_load_state("networkidle")
        page.close()
    assert not [url for url in asked if "test-mode" in url]
