"""The spaced review: what comes on which day, what an answer does, and what must not harm it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rehber.model.quiz import Item
from rehber.render.quiz import item_digest
from tests.components.conftest import (
    SLOW_DISK,
    heard,
    read_item,
    stored,
    until,
    violations,
)
from tests.components.review.conftest import (
    FILL,
    FILL_TWO,
    MULTIPLE,
    Desk,
    practised,
    question,
    reviewed,
)

TODAY = "2026-11-22"
YESTERDAY = "2026-11-21"


def title(page: Page) -> Any:
    return expect(page.locator(".rh-review__title"))


def asked(page: Page) -> str:
    """The id of the question that is shown."""
    return page.locator(".rh-review__item .rh-quiz").get_attribute("data-rh-item") or ""


def answer(page: Page, label: str = "Doğru olan") -> None:
    page.locator(".rh-review__item").get_by_label(label).check()
    page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator("[data-rh-slot=after]")).to_be_visible()


def go_on(page: Page, name: str = "Sıradaki soru") -> None:
    page.get_by_role("button", name=name).click()


def record(page: Page, name: str) -> Any:
    until(page, f"rh.getStore().get('review:{name}')")
    return stored(page)[f"review:{name}"]


def test_nothing_answered_yet(desk: Desk) -> None:
    desk.publish(question("m01-q01"))
    page = desk.open()
    title(page).to_have_text("Tekrar edilecek soru henüz yok")
    link = page.get_by_role("link", name="Modüllere git")
    assert link.get_attribute("href") == "../../modules/"
    expect(page.locator(".rh-review-due")).to_be_hidden()


def test_what_was_answered_in_a_lesson_comes_from_the_next_day_on(desk: Desk) -> None:
    first, second = question("m01-q01"), question("m01-q02")
    desk.publish(first, second)
    desk.seed(practised(first, YESTERDAY), practised(second, TODAY))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    assert asked(page) == "m01-q01"
    expect(page.locator(".rh-review-due a")).to_have_text("Bugünün tekrarı: 1 soru")

    answer(page)
    assert heard(page).startswith("Doğru. ")
    expect(page.get_by_text("Neden doğru: Bunu sorar.").first).to_be_visible()
    expect(page.locator("[data-rh-slot=when]")).to_be_focused()
    go_on(page, "Bitir")
    title(page).to_have_text("Bugünün soruları bitti")
    title(page).to_be_focused()
    expect(page.locator("[data-rh-slot=days] li").first).to_have_text("23 Kasım Pazartesi: 1 soru")
    expect(page.locator("[data-rh-slot=week]")).to_have_text(
        "Son yedi günde 1 soruya döndünüz: 1 doğru, 0 kısmen doğru, 0 doğru değil."
    )
    expect(page.locator(".rh-review-due")).to_be_hidden()


def test_what_was_answered_in_a_test_comes_too_and_the_course_tests_do_not(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    given = {"given": ["x"], "points": 1, "digest": item_digest(item)}
    desk.seed(
        *(
            {
                "key": f"attempt:{test}.20261121T093000123Z-4f2a",
                "type": "attempt",
                "at": "2026-11-21T09:30:00.000Z",
                "value": {
                    "test": test,
                    "started": "2026-11-21T09:00:00.000Z",
                    "points": 1,
                    "of": 1,
                    "items": {name: given},
                },
            }
            for test, name in (("m01-test", "m01-q01"), ("pre-test", "pre-q01"))
        )
    )
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    assert asked(page) == "m01-q01"
    page.get_by_text("Ayarlar").click()
    expect(page.get_by_role("button", name="Tekrarı durdur")).to_be_visible()
    expect(page.locator("[data-rh-slot=missing]")).to_be_hidden()


def test_what_was_left_out_in_a_test_is_no_answer(desk: Desk) -> None:
    never, before, now = (question(f"m01-q0{number}") for number in (1, 2, 3))
    desk.publish(never, before, now)

    def handed_in(at: str, given: dict[Item, list[str]]) -> dict[str, Any]:
        items = {
            item.id: {"given": keys, "points": 0, "digest": item_digest(item)}
            for item, keys in given.items()
        }
        started = f"{at[:10]}T06:00:00.000Z"
        value = {"test": "m01-test", "started": started, "points": 0, "of": 3, "items": items}
        key = f"attempt:m01-test.{at[:10].replace('-', '')}T060000000Z-4f2a"
        return {"key": key, "type": "attempt", "at": at, "value": value}

    desk.seed(
        handed_in("2026-11-21T09:30:00.000Z", {never: [], before: ["x"], now: ["x"]}),
        # Today: what was left out keeps the day of the answer before.
        handed_in("2026-11-22T05:30:00.000Z", {never: [], before: [], now: ["x"]}),
    )
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    assert asked(page) == before.id
    expect(page.locator(".rh-review-due a")).to_have_text("Bugünün tekrarı: 1 soru")
    answer(page)
    go_on(page, "Bitir")
    expect(page.locator("[data-rh-slot=days] li")).to_have_text(
        ["23 Kasım Pazartesi: 1 soru", "24 Kasım Salı: 1 soru"]
    )


def test_due_ones_first_then_new_ones_and_modules_take_turns(desk: Desk) -> None:
    items = [question(f"m0{module}-q0{n}") for module in (1, 2) for n in range(1, 6)]
    desk.publish(*items)
    desk.seed(
        *(practised(item, "2026-11-10") for item in items),
        reviewed(items[1], "2026-11-12", "2026-11-15"),
        reviewed(items[2], "2026-11-12", "2026-11-16"),
        reviewed(items[6], "2026-11-12", "2026-11-22"),
        reviewed(items[7], "2026-11-20", "2026-11-23"),
    )
    page = desk.open()
    order = []
    for number in range(1, 6):
        title(page).to_have_text(f"Soru {number} / 5")
        order.append(asked(page))
        answer(page)
        go_on(page, "Sıradaki soru" if number < 5 else "Bitir")
    title(page).to_have_text("Bugünün soruları bitti")
    # Three were due; of the new ones the first of each module. Neighbours are of different modules
    # as long as the day's questions allow.
    assert order == ["m01-q02", "m02-q02", "m01-q03", "m02-q01", "m01-q01"]
    expect(page.locator("[data-rh-slot=days] li").first).to_contain_text(": 5 soru")


@pytest.mark.parametrize(
    ("kind", "labels", "rating"),
    [
        ("single", ["Doğru olan"], "Good"),
        ("single", ["Yanlış olan"], "Again"),
        ("multiple", ["Doğru olan"], "Hard"),
        ("multiple", ["Doğru olan", "Öbür doğru"], "Good"),
        ("fill", ["müdür"], "Good"),
        ("fill", ["vali"], "Again"),
    ],
)
def test_an_outcome_is_a_rating(desk: Desk, kind: str, labels: list[str], rating: str) -> None:
    kinds = {"single": "", "multiple": MULTIPLE, "fill": FILL}
    item = question("m01-q01", kinds[kind]) if kinds[kind] else question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    if kind == "fill":
        page.locator(".rh-quiz input").fill(labels[0])
        page.keyboard.press("Enter")
    else:
        for label in labels:
            page.locator(".rh-review__item").get_by_label(label).check()
        page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator("[data-rh-slot=after]")).to_be_visible()
    felt = expect(page.locator("[data-rh-slot=felt]"))
    felt.to_be_visible() if rating == "Good" else felt.to_be_hidden()
    value = record(page, "m01-q01")
    assert value["rating"] == page.evaluate(f"rhFsrs.Rating.{rating}")
    assert value["digest"] == item_digest(item)


OWN = """(ratings) => {
  const own = rhFsrs.fsrs({
    enable_fuzz: false, maximum_interval: 365, request_retention: 0.9,
    learning_steps: [], relearning_steps: ["1d"],
  });
  let card = rhFsrs.createEmptyCard(new Date("2026-11-22T12:00:00Z"));
  return ratings.map((rating) => {
    card = own.next(card, card.due, rating).card;
    return { ...card, due: card.due.toISOString(), last: card.last_review.toISOString() };
  });
}"""


def test_the_days_are_those_of_the_library(desk: Desk) -> None:
    """Right, right with effort, wrong, easy, each on the day that it comes back."""
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    page = desk.open()
    own = page.evaluate(OWN, [3, 3, 2, 1, 4])
    page.close()
    day = TODAY
    for expected, felt in zip(own, ["", "", "Zorlandım", "wrong", "Kolaydı"], strict=True):
        desk.at(f"{day}T20:00:00+03:00")
        page = desk.open()
        title(page).to_have_text("Soru 1 / 1")
        answer(page, "Yanlış olan" if felt == "wrong" else "Doğru olan")
        if felt not in ("", "wrong"):
            page.get_by_label(felt).check()
        until(
            page, f"rh.getStore().get('review:m01-q01').then((v) => v.due === '{expected['due']}')"
        )
        value = record(page, "m01-q01")
        for name in ("last", "stability", "difficulty", "state", "reps", "lapses"):
            assert value[name] == expected[name], name
        day = value["due"][:10]
        page.close()
    gaps = [each["scheduled_days"] for each in own]
    assert gaps[0] == 2 and gaps[0] < gaps[1] < gaps[2] and gaps[3] == 1 < gaps[4]


def test_two_tabs_count_an_item_once(desk: Desk) -> None:
    item, other = question("m01-q01"), question("m01-q02")
    desk.publish(item, other)
    desk.seed(practised(item, YESTERDAY), practised(other, YESTERDAY))
    here, there = desk.open(), desk.open()
    title(here).to_have_text("Soru 1 / 2")
    title(there).to_have_text("Soru 1 / 2")
    assert asked(here) == asked(there) == "m01-q01"
    there.locator(".rh-review__item").get_by_label(
        "Yanlış olan"
    ).check()  # has begun: is left alone
    answer(here)
    first = record(here, "m01-q01")
    there.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(there.locator("[data-rh-slot=when]")).to_contain_text("bugün yanıtlamıştınız")
    assert record(there, "m01-q01") == first
    go_on(there)
    title(there).to_have_text("Soru 2 / 2")
    assert asked(there) == "m01-q02"

    # A tab where nothing has been chosen goes on by itself.
    go_on(here)
    title(here).to_have_text("Soru 2 / 2")
    answer(there)
    title(here).to_have_text("Bugünün soruları bitti")


def test_a_clock_that_was_wrong_loses_nothing(desk: Desk) -> None:
    items = [question(f"m01-q0{n}") for n in range(1, 5)]
    desk.publish(*items)
    desk.seed(
        practised(items[0], "2019-01-01"),
        # The clock was ten years ahead when this was answered.
        reviewed(items[1], "2036-11-20", "2036-11-23", stability=3.0),
        # A foreign file: in a hundred years, with what the library would refuse.
        reviewed(items[2], "2026-11-01", "2126-01-01", difficulty=99, stability=1e5),
        reviewed(items[3], "1999-01-01", "1999-01-02", difficulty=0.2),
    )
    page = desk.open()
    order = []
    for number in range(1, 5):
        title(page).to_have_text(f"Soru {number} / 4")
        order.append(asked(page))
        answer(page)
        value = record(page, order[-1])
        assert value["last"].startswith(TODAY)
        assert TODAY < value["due"][:10] <= "2027-11-22"
        go_on(page, "Sıradaki soru" if number < 4 else "Bitir")
    assert sorted(order) == [item.id for item in items]
    page.close()

    # Now the clock goes back a year: nothing breaks, and the records are still there.
    desk.at("2025-11-22T09:00:00+03:00")
    page = desk.open()
    title(page).to_have_text("Soru 1 / 4")
    assert len(stored(page)) == 5


def test_an_edition_that_removed_or_changed_a_question(desk: Desk) -> None:
    gone, changed, new = question("m01-q01"), question("m01-q02"), question("m01-q03")
    desk.publish(changed, new)
    desk.seed(
        reviewed(gone, "2026-11-10", "2026-11-13"),
        reviewed(changed, "2026-11-20", "2026-12-20", digest="0f0f0f0f"),
        practised(new, YESTERDAY, digest="0f0f0f0f"),
    )
    page = desk.open()
    title(page).to_have_text("Soru 1 / 2")
    assert asked(page) == "m01-q02"
    expect(page.get_by_text("siz son yanıtladıktan sonra değişti")).to_be_visible()
    page.get_by_text("Ayarlar").click()
    expect(page.get_by_text("Yanıtladığınız 1 soru bu sürümde yok")).to_be_visible()
    answer(page)
    assert record(page, "m01-q02")["digest"] == item_digest(changed)
    go_on(page)
    title(page).to_have_text("Soru 2 / 2")
    assert asked(page) == "m01-q03"
    expect(page.locator(".rh-review__changed")).to_be_visible()
    assert "review:m01-q01" in stored(page)


def test_paused_and_resumed_in_every_tab(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    page, other = desk.open(), desk.open()
    title(page).to_have_text("Soru 1 / 1")
    page.get_by_text("Ayarlar").click()
    page.get_by_role("button", name="Tekrarı durdur").click()
    title(page).to_have_text("Tekrar durduruldu")
    title(other).to_have_text("Tekrar durduruldu")
    expect(page.get_by_text("günde en çok 5 soru gelir")).to_be_visible()
    expect(page.locator(".rh-review-due")).to_be_hidden()
    page.get_by_role("button", name="Sürdür").click()
    title(page).to_have_text("Soru 1 / 1")
    title(other).to_have_text("Soru 1 / 1")


SLOWLY = """async () => {
  for (let reading = 0; reading < 8; reading += 1) await rh.getStore().all();
}"""


def test_quick_presses_leave_what_was_felt_last(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    desk.context.add_init_script(SLOW_DISK)
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    answer(page)
    page.get_by_label("Hatırladım").focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight"):  # quicker than the disk
        page.keyboard.press(key)
    expect(page.get_by_label("Kolaydı")).to_be_checked()
    page.evaluate(SLOWLY)
    assert record(page, "m01-q01")["rating"] == page.evaluate("rhFsrs.Rating.Easy")
    expect(page.locator("[data-rh-slot=when]")).to_contain_text("8 gün sonra")


@pytest.mark.parametrize("is_answered", [False, True])
def test_a_late_look_takes_nothing_away(desk: Desk, is_answered: bool) -> None:
    items = [question("m01-q01"), question("m01-q02")]
    desk.publish(*items)
    desk.seed(*(practised(item, YESTERDAY) for item in items))
    desk.context.add_init_script(SLOW_DISK)
    page = desk.open()
    # The learner comes back to this tab while the first question is still being read.
    page.evaluate("rh.getStore().all()")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    title(page).to_have_text("Soru 1 / 2")
    chosen = page.locator(".rh-review__item").get_by_label("Doğru olan")
    chosen.check()
    if is_answered:
        page.get_by_role("button", name="Yanıtla", exact=True).click()
    page.evaluate(SLOWLY)
    if is_answered:
        expect(page.get_by_text("Neden doğru: Bunu sorar.").first).to_be_visible()
        expect(page.locator("[data-rh-slot=when]")).to_be_focused()
    else:
        expect(chosen).to_be_checked()
        expect(chosen).to_be_focused()


def test_what_was_begun_stays_when_another_tab_answers_it(desk: Desk) -> None:
    item, other = question("m01-q01", FILL_TWO), question("m01-q02")
    desk.publish(item, other)
    desk.seed(practised(item, YESTERDAY), practised(other, YESTERDAY))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 2")
    first = page.locator(".rh-quiz input").first
    first.fill("müdür")  # one of two blanks
    page.evaluate("(record) => rh.getStore().merge([record])", reviewed(item, TODAY, "2026-11-25"))
    expect(page.locator(".rh-review-due a")).to_have_text("Bugünün tekrarı: 1 soru")
    page.evaluate(SLOWLY)
    expect(first).to_have_value("müdür")
    expect(first).to_be_focused()


@pytest.mark.parametrize("disk", ["", SLOW_DISK])
def test_the_focus_goes_with_pausing_and_resuming(desk: Desk, disk: str) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    desk.context.add_init_script(disk)
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    page.get_by_text("Ayarlar").click()
    page.get_by_role("button", name="Tekrarı durdur").click()
    title(page).to_have_text("Tekrar durduruldu")
    title(page).to_be_focused()
    page.get_by_role("button", name="Sürdür").click()
    title(page).to_have_text("Soru 1 / 1")
    title(page).to_be_focused()


def test_the_number_a_day_is_the_learners(desk: Desk) -> None:
    items = [question(f"m01-q{n:02}") for n in range(1, 31)]
    desk.publish(*items)
    desk.seed(*(practised(item, YESTERDAY) for item in items))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 5")
    page.get_by_text("Ayarlar").click()
    page.get_by_label("Günde en çok kaç soru gelsin?").select_option("20")
    title(page).to_have_text("Soru 1 / 20")
    expect(page.locator(".rh-review-due")).to_contain_text("20 soru")
    page.evaluate("rh.getStore().set('setting:review-daily', 400)")
    page.reload()
    title(page).to_have_text("Soru 1 / 20")
    page.evaluate("rh.getStore().set('setting:review-daily', 'x')")
    title(page).to_have_text("Soru 1 / 5")


def test_a_question_that_is_set_aside_can_be_taken_back(desk: Desk) -> None:
    items = [question("m01-q01"), question("m01-q02")]
    desk.publish(*items)
    desk.seed(*(practised(item, YESTERDAY) for item in items))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 2")
    answer(page)
    page.get_by_role("button", name="Bu soru bir daha gelmesin").click()
    title(page).to_have_text("Soru 2 / 2")
    desk.at("2027-03-01T09:00:00+03:00")
    page.reload()
    title(page).to_have_text("Soru 1 / 1")
    assert asked(page) == "m01-q02"
    page.get_by_text("Ayarlar").click()
    page.get_by_role("button", name="Ayırdığınız 1 soruyu geri al").click()
    title(page).to_have_text("Soru 1 / 2")
    assert "off" not in record(page, "m01-q01")


def test_extra_questions_and_what_they_count(desk: Desk) -> None:
    items = [question(f"m01-q0{n}") for n in range(1, 4)]
    desk.publish(*items)
    desk.seed(
        reviewed(items[0], "2026-11-20", "2026-11-30"),
        practised(items[1], TODAY),
        reviewed(items[2], "2026-11-21", "2026-11-25"),
    )
    page = desk.open()
    title(page).to_have_text("Bugün gelen soru yok")
    page.get_by_role("button", name="3 soru daha").click()
    title(page).to_have_text("Ek soru 1 / 3")
    # What comes soonest first; what was answered today last, and that does not count.
    assert asked(page) == "m01-q03"
    answer(page)
    assert record(page, "m01-q03")["reps"] == 2
    go_on(page)
    title(page).to_have_text("Ek soru 2 / 3")
    assert asked(page) == "m01-q01"
    answer(page)
    go_on(page)
    title(page).to_have_text("Ek soru 3 / 3")
    assert asked(page) == "m01-q02"
    answer(page)
    expect(page.locator("[data-rh-slot=when]")).to_contain_text("günde bir kez sayılır")
    go_on(page, "Bitir")
    title(page).to_have_text("Bugünün soruları bitti")
    assert "review:m01-q02" not in stored(page)


def test_links_of_a_question_lead_on_from_the_review_page(desk: Desk) -> None:
    items = [question("m01-q01"), question("m01-q02")]
    desk.publish(*items)
    desk.seed(*(practised(item, YESTERDAY) for item in items))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 2")
    answer(page)  # a question of a section names that section
    link = page.locator(".rh-quiz__more a").last
    expect(link).to_have_text("Bölüm")
    assert link.evaluate("(a) => a.pathname") == "/kurs/modules/m01/bir/"
    go_on(page)
    title(page).to_have_text("Soru 2 / 2")
    answer(page)  # one of a test has its own link, written for the test's page
    assert (
        page.locator(".rh-quiz__more a").evaluate("(a) => a.pathname") == "/kurs/modules/m01/bir/"
    )
    expect(page.locator(".rh-quiz__number")).to_have_count(0)


def test_a_script_that_does_not_come(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    desk.context.route("**/assets/items/**", lambda route: route.abort())
    page = desk.open()
    title(page).to_have_text("Sorular yüklenemedi")
    assert violations(page) == []
    desk.context.unroute("**/assets/items/**")
    page.get_by_role("button", name="Yeniden dene").click()
    title(page).to_have_text("Soru 1 / 1")


def test_pairs_and_steps_come_back_too(desk: Desk) -> None:
    pairs, steps = read_item("match"), read_item("order")
    desk.publish(pairs, steps)
    desk.seed(practised(pairs, YESTERDAY), practised(steps, YESTERDAY))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 2")
    assert asked(page) == pairs.id
    page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator(".rh-quiz select").first).to_be_focused()
    for select in page.locator(".rh-quiz select").all():
        select.select_option(index=1)  # one of three pairs can be right
    page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator("[data-rh-slot=after]")).to_be_visible()
    assert "Doğru değil" in heard(page)
    value = record(page, pairs.id)
    assert (value["rating"], value["points"]) == (2, pytest.approx(1 / 3))
    assert violations(page) == []
    go_on(page)

    title(page).to_have_text("Soru 2 / 2")
    page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator("[data-rh-slot=after]")).to_be_hidden()  # an order that nobody touched
    page.evaluate(
        """() => {
          const quiz = rh.Quiz.of(document.querySelector(".rh-review__item .rh-quiz"));
          const steps = [...document.querySelectorAll(".rh-quiz__steps > li")];
          steps.sort((a, b) => a.dataset.rhPlace - b.dataset.rhPlace);
          quiz.fillIn(steps.map((step) => step.dataset.rhKey));
        }"""
    )
    page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator("[data-rh-slot=felt]")).to_be_visible()
    assert record(page, steps.id)["rating"] == 3


def test_the_other_options_are_shown_and_the_focus_is_kept(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    answer(page)
    page.get_by_role("button", name="Öbür seçenekleri de gör").click()
    expect(page.get_by_text("Neden değil: Bunu sormaz.").first).to_be_visible()
    expect(page.locator(".rh-quiz__outcome")).to_be_focused()


def test_only_the_modules_of_due_questions_are_fetched(desk: Desk) -> None:
    items = [question("m01-q01"), question("m02-q01"), question("m03-q01")]
    desk.publish(*items)
    desk.seed(practised(items[0], YESTERDAY), practised(items[2], YESTERDAY))
    fetched: list[str] = []
    desk.context.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 2")
    assert "m01.js" in fetched and "m03.js" not in fetched
    answer(page)
    go_on(page)
    title(page).to_have_text("Soru 2 / 2")
    assert "m03.js" in fetched and "m02.js" not in fetched


def test_by_keyboard_alone(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.seed(practised(item, YESTERDAY))
    page = desk.open()
    title(page).to_have_text("Soru 1 / 1")
    page.get_by_role("button", name="Yanıtla", exact=True).focus()
    page.keyboard.press("Enter")
    assert heard(page) == "Önce bir seçenek işaretleyin."
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("[data-rh-slot=when]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Kolaydı")).to_be_checked()
    expect(page.locator("[data-rh-slot=when]")).to_contain_text("8 gün sonra")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    title(page).to_have_text("Bugünün soruları bitti")
    title(page).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="1 soru daha")).to_be_focused()


def test_a_shared_computer_keeps_the_review_for_the_visit(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    page = desk.open()
    page.evaluate("rh.getStore().setShared(true, 'move')")
    page.evaluate("(record) => rh.getStore().merge([record])", practised(item, YESTERDAY))
    title(page).to_have_text("Soru 1 / 1")
    answer(page)
    until(page, "rh.getStore().get('review:m01-q01')")
    page.reload()
    title(page).to_have_text("Bugünün soruları bitti")


def test_a_browser_that_keeps_nothing(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item)
    desk.context.add_init_script("indexedDB.open = () => { throw new Error('blocked'); }")
    page = desk.open()
    title(page).to_have_text("Tekrar edilecek soru henüz yok")
    page.evaluate("(record) => rh.getStore().merge([record])", practised(item, YESTERDAY))
    title(page).to_have_text("Soru 1 / 1")
    answer(page)
    go_on(page, "Bitir")
    title(page).to_have_text("Bugünün soruları bitti")


def test_english_words(desk: Desk) -> None:
    item = question("m01-q01")
    desk.publish(item, language="en")
    desk.seed(practised(item, YESTERDAY))
    page = desk.open()
    title(page).to_have_text("Question 1 / 1")
    expect(page.locator(".rh-review-due a")).to_have_text("To review today: 1 question")
    page.locator(".rh-review__item").get_by_label("Yanlış olan").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("[data-rh-slot=when]")).to_contain_text("tomorrow: Monday, November 23")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_any_state(desk: Desk, width: int, scheme: Any) -> None:
    items = [question("m01-q01"), question("m01-q02", FILL)]
    desk.publish(*items)
    page = desk.open()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    title(page).to_have_text("Tekrar edilecek soru henüz yok")
    found["empty"] = violations(page)
    for item in items:
        page.evaluate("(record) => rh.getStore().merge([record])", practised(item, YESTERDAY))
    title(page).to_have_text("Soru 1 / 2")
    page.get_by_text("Ayarlar").click()
    found["question"] = violations(page)
    answer(page)
    found["answered"] = violations(page)
    go_on(page)
    title(page).to_have_text("Soru 2 / 2")
    page.locator(".rh-quiz input").fill("vali")
    page.get_by_role("button", name="Yanıtla", exact=True).click()
    expect(page.locator("[data-rh-slot=after]")).to_be_visible()
    found["answered wrong"] = violations(page)
    go_on(page, "Bitir")
    title(page).to_have_text("Bugünün soruları bitti")
    found["done"] = violations(page)
    page.get_by_role("button", name="Tekrarı durdur").click()
    title(page).to_have_text("Tekrar durduruldu")
    found["paused"] = violations(page)
    assert found == {state: [] for state in found}
