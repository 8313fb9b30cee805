"""The learner's way through the real course: what is done, what is next, back to the same line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PAGE_TYPES, Visit
from tests.browser_tools import put_records, violations, wait_for_record
from tests.learner_records import record

LEARNING = PAGE_TYPES["learning"]
SECTION = PAGE_TYPES["section"]
AT = "2026-11-22T08:00:00.000Z"


def passed(test: str, points: float = 12) -> dict[str, Any]:
    value = {"test": test, "started": AT, "points": points, "of": 12, "edition": "2026.11"}
    return {f"attempt:{test}.20261122T080000000Z-4f2a": value | {"items": {}}}


def finished(module: str) -> dict[str, Any]:
    """The records of a module that is done."""
    case = {"path": ["a"], "endings": ["b"], "edition": "2026.11"}
    return passed(f"{module}-test") | {f"case:{module}-case": case}


def with_records(reader: Visit, records: dict[str, Any]) -> None:
    """Put records on the device before the page is opened that shows them."""
    page = reader.open("about/")
    put_records(page, (record(key, value, at=AT) for key, value in records.items()))
    page.close()


def test_a_finished_module_is_ticked_in_the_list_and_in_the_catalogue(
    visit: Callable[..., Visit],
) -> None:
    reader = visit()
    with_records(reader, finished("m04") | passed("m05-test") | {"read:m04-s1": {"done": True}})
    page = reader.open(PAGE_TYPES["catalogue"])
    listed = page.locator(".rh-nav")
    done = "4. Yol haritası: aşamalar, karar kapıları ve ekip (tamamlandı)"
    expect(listed.get_by_role("link", name=done)).to_be_visible()
    expect(listed.locator(".rh-tick")).to_have_count(1)
    expect(page.locator(".rh-card .rh-tick")).to_have_count(1)
    section = reader.open(SECTION)
    expect(section.locator(".rh-nav").get_by_role("link", name="(okundu)")).to_have_count(1)
    expect(section.locator(".rh-nav .rh-tick")).to_have_count(4)  # module, section, case, test
    assert violations(section) == []


def test_ticks_move_nothing(visit: Callable[..., Visit]) -> None:
    reader = visit()
    with_records(reader, finished("m01") | finished("m04"))
    page = reader.open(PAGE_TYPES["module"])
    expect(page.locator(".rh-nav .rh-tick").first).to_be_visible()
    shift = page.evaluate(
        """() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        })"""
    )
    assert shift == 0


def test_a_guide_page_does_not_fetch_what_it_does_not_show(visit: Callable[..., Visit]) -> None:
    reader = visit()
    asked: list[str] = []
    reader.context.on("request", lambda request: asked.append(request.url))
    for path in ("", PAGE_TYPES["guide"], PAGE_TYPES["form"]):
        reader.open(path).close()
    names = [url.rpartition("/")[2].partition(".")[0] for url in asked]
    assert not {"ticks", "progress", "changes", "certificate", "come-back"} & set(names)


def test_the_learners_page_sums_up_and_goes_on(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    with_records(reader, finished("m01") | passed("m02-test", 8.1) | {"read:m02-s1": {"done": 1}})
    page = reader.open(LEARNING)
    expect(page.locator(".rh-progress__count")).to_have_text("16 modülden 1 tamamlandı.")
    second = page.locator("[data-rh-step=m02]")
    expect(second).to_contain_text("Sürüyor")
    expect(second).to_contain_text("Test: %67, gereken %80")
    expect(page.locator("[data-rh-step=m00]")).to_contain_text("Sırada")
    page.get_by_label("Yolunuz").select_option("starter")
    expect(page.locator(".rh-progress__left")).to_contain_text("“Başlangıç” yolunda kalan")
    wait_for_record(page, "setting:path")
    catalogue = reader.open(PAGE_TYPES["catalogue"])
    expect(
        catalogue.get_by_text("Seçtiğiniz yol").and_(catalogue.locator(":visible"))
    ).to_have_count(1)
    page.get_by_role("link", name="Sürdür").click()
    page.wait_for_url("**/modules/baslarken/")  # module 2 is not on this path


LINE = """() => {
  const lines = [...document.querySelectorAll(".rh-prose p, .rh-prose li")];
  const first = lines.find((line) => line.getBoundingClientRect().top > 80);
  return [first.textContent.slice(0, 80), first.getBoundingClientRect().top];
}"""


@pytest.mark.parametrize(("width", "start"), [(360, ""), (1280, LEARNING)])
def test_where_you_left_off_is_the_same_line(
    visit: Callable[..., Visit], width: int, start: str
) -> None:
    reader = visit(width)
    page = reader.open(SECTION)
    # An answered question: shown again with its feedback, it makes the page longer.
    quiz = page.locator(".rh-quiz").first
    quiz.locator("label").first.click()
    quiz.get_by_role("button", name="Yanıtla").click()
    wait_for_record(page, f"item:{quiz.get_attribute('data-rh-item')}")
    page.locator(".rh-prose h2").nth(3).scroll_into_view_if_needed()
    page.mouse.wheel(0, 533)
    wait_for_record(page, "place", lambda place: place["scroll"] > 0.2)
    line, top = page.evaluate(LINE)
    page.close()

    home = reader.open(start)
    link = home.locator(".rh-resume a, .rh-progress__now .rh-button").first
    expect(link).to_have_attribute("href", re.compile(SECTION))
    link.click()
    home.wait_for_url(f"**/{SECTION}*")
    home.wait_for_function(
        f"([text, top]) => {{ const [line, now] = ({LINE})();"
        " return line === text && Math.abs(now - top) <= 4; }",
        arg=[line, top],
    )


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_axe_violation_in_mid_course(
    visit: Callable[..., Visit], width: int, scheme: str
) -> None:
    reader = visit(width, scheme)
    with_records(
        reader,
        finished("m01")
        | passed("m02-test", 5)
        | passed("pre-test", 6)
        | {"read:m02-s1": {"done": True, "edition": "2026.11"}, "setting:path": "starter"},
    )
    for path in (LEARNING, PAGE_TYPES["catalogue"], PAGE_TYPES["module"]):
        page = reader.open(path)
        page.wait_for_function("() => document.querySelector('.rh-tick')")
        for summary in page.locator(".rh-step summary").all()[:2]:
            summary.click()
        assert violations(page) == [], path
        page.close()


def test_the_certificate_is_one_page_and_nothing_else(visit: Callable[..., Visit]) -> None:
    reader = visit()
    records: dict[str, Any] = {"setting:name": "Ayşegül İğdırlı Çağşırtmaoğlu"}
    for number in range(15):
        records |= finished(f"m{number:02d}")
    with_records(reader, records | finished("capstone") | passed("pre-test", 6))
    page = reader.open(PAGE_TYPES["certificate"])
    expect(page.locator(".rh-cert")).to_be_visible()
    assert violations(page) == []
    page.emulate_media(media="print")
    sheet = page.locator(".rh-cert").inner_text()
    assert "Ayşegül İğdırlı Çağşırtmaoğlu" in sheet
    assert "bütün modüllerini ve bitirme vakasını tamamladı" in sheet
    assert page.locator("body").inner_text().strip() == sheet.strip()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45](?:\.\d+)? 84[12]", paper)


def test_without_a_certificate_the_page_prints_as_any_other(visit: Callable[..., Visit]) -> None:
    page = visit().open(PAGE_TYPES["certificate"])
    expect(page.locator(".rh-certificate__missing")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Tamamlama belgesi")).to_be_visible()


def test_english_pages_of_ones_own(visit: Callable[..., Visit]) -> None:
    reader = visit(360)
    with_records(reader, finished("m01"))
    page = reader.open("en/learning/")
    first = page.locator("[data-rh-step=m01]")
    expect(first).to_contain_text("A right to family, a right to safety")
    expect(first).to_contain_text("Completed")
    expect(page.locator("[data-rh-step=m02] a[lang=tr]").first).to_be_visible()
    assert violations(page) == []
    certificate = reader.open("en/learning/belge/")
    expect(certificate.locator(".rh-cert__said")).to_contain_text("has completed")
