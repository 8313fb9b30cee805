"""Matching and ordering items in the browser, beyond what holds for every item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect

from rehber.model.quiz import Item
from rehber.render.quiz import item_digest, option_keys, render_answer_key
from tests.components.conftest import (
    Site,
    heard,
    read_item,
    render_example,
    stored,
    strings,
    to_html,
    until,
)

Open = Callable[..., Page]
MATCH, ORDER = read_item("match"), read_item("order")
RIGHTS, STEPS = option_keys(MATCH), option_keys(ORDER)
PAIRS = RIGHTS[: len(MATCH.pairs)]
WRITTEN = ("Çocuğun", "Duyulan", "Aynı", "Çocuğa")
"""What the steps begin with, in their right order."""


def lists(page: Page) -> list[Locator]:
    return page.get_by_role("combobox").all()


def choose(page: Page, *keys: str) -> None:
    for field, key in zip(lists(page), keys, strict=True):
        field.select_option(key)
    page.get_by_role("button", name="Yanıtla").click()


def order(page: Page) -> list[str]:
    return [text.split()[0].strip(",") for text in page.locator(".rh-quiz__step").all_inner_texts()]


def put(page: Page, *wanted: str) -> None:
    """Move steps up until they stand as wanted."""
    for place, name in enumerate(wanted):
        while order(page).index(name) > place:
            page.get_by_role("button", name=f"Yukarı taşı: {name}").click()


def answer_order(page: Page, *wanted: str) -> None:
    put(page, *wanted)
    page.get_by_role("button", name="Yanıtla").click()


def marks(page: Page) -> list[str]:
    return [text.strip("✓✗ ") for text in page.locator(".rh-quiz__mark").all_inner_texts()]


def state(page: Page) -> Locator:
    return page.locator(".rh-quiz")


def test_all_pairs_right(opened: Open) -> None:
    page = opened("match", render_example("match"))
    choose(page, *PAIRS)
    expect(state(page)).to_have_attribute("data-rh-state", "right")
    assert marks(page) == ["Doğru."] * 3
    expect(page.get_by_text("İzin istemek ile yön vermek")).to_be_visible()
    until(page, "rh.getStore().get('item:m05-q36')")
    record = stored(page)["item:m05-q36"]
    assert (record["given"], record["right"]) == (list(PAIRS), True)


def test_a_wrong_pair_says_what_would_have_been_right(opened: Open) -> None:
    page = opened("match", render_example("match"))
    choose(page, PAIRS[0], PAIRS[0], RIGHTS[3])
    expect(state(page)).to_have_attribute("data-rh-state", "partial")
    letters = dict(line.split(maxsplit=1)[::-1] for line in
                   page.locator(".rh-quiz__sides li").all_inner_texts())  # fmt: skip
    permission, guilt = (
        letters[words] for words in ("İzin ister", "Suçluluğu hafifletir & dinler")
    )
    assert marks(page) == [
        "Doğru.",
        f"Doğru değil. Doğrusu: {permission}. İzin ister",
        f"Doğru değil. Doğrusu: {guilt}. Suçluluğu hafifletir & dinler",
    ]
    said = heard(page)
    assert said.startswith("Kısmen doğru: bazı eşleşmeler tutmadı. “Bunu hâkime yazabilir miyim?”:")
    assert "seninle" not in said  # what is right needs no words


def test_no_pair_right(opened: Open) -> None:
    page = opened("match", render_example("match"))
    choose(page, *([RIGHTS[3]] * 3))
    expect(state(page)).to_have_attribute("data-rh-state", "wrong")


def test_each_list_is_named_by_its_left_side_and_described_by_its_mark(opened: Open) -> None:
    page = opened("match", render_example("match"))
    expect(page.get_by_role("group", name="Hangi söz hangi işi görüyor?")).to_have_count(1)
    expect(page.get_by_role("list", name="Ne işe yarar")).to_have_count(1)
    field = page.get_by_role("combobox", name="“Bunu hâkime yazabilir miyim?”")
    expect(field.get_by_role("option").first).to_have_text("Seçin")
    choose(page, *([PAIRS[0]] * 3))
    expect(field).to_have_accessible_description("Doğru değil. Doğrusu: D. İzin ister")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_pair_left_out_is_said_and_gets_the_focus(opened: Open) -> None:
    page = opened("match", render_example("match"))
    lists(page)[0].select_option(PAIRS[0])
    page.get_by_role("button", name="Yanıtla").click()
    assert heard(page) == "Önce her biri için bir karşılık seçin."
    expect(page.locator(":focus")).to_have_id("m05-q36-2")
    assert stored(page) == {}


def test_answered_lists_offer_no_other_choice(opened: Open) -> None:
    page = opened("match", render_example("match"))
    choose(page, *PAIRS)
    field = lists(page)[0]
    assert field.evaluate("n => [...n.options].filter(o => !o.disabled).map(o => o.value)") == [
        PAIRS[0]
    ]
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(field).to_have_value(PAIRS[0])
    page.wait_for_timeout(450)
    page.get_by_role("button", name="Yeniden dene").click()
    expect(page.locator(":focus")).to_have_id("m05-q36-1")
    expect(field).to_have_value("")
    assert field.evaluate("n => [...n.options].every(o => !o.disabled)")
    assert field.get_attribute("aria-describedby") is None


def test_keyboard_alone_matches(opened: Open) -> None:
    page = opened("match", render_example("match"))
    values = page.locator("select").first.evaluate("n => [...n.options].map(o => o.value)")
    for key in PAIRS:
        page.keyboard.press("Tab")
        for _ in range(values.index(key)):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(state(page)).to_have_attribute("data-rh-state", "right")
    expect(page.locator(":focus")).to_have_text("Yeniden dene")


def test_a_step_moves_keeps_the_focus_and_says_its_place(opened: Open) -> None:
    page = opened("order", render_example("order"))
    first = order(page)[0]
    page.get_by_role("button", name=f"Aşağı taşı: {first}").focus()
    page.keyboard.press("Enter")
    assert order(page)[1] == first
    assert page.evaluate("document.activeElement.ariaLabel").startswith(f"Aşağı taşı: {first}")
    assert heard(page) == "2. sıra, 4 adımdan"
    for _ in range(4):  # at the end there is nowhere to go, and the focus stays
        page.keyboard.press("Space")
    assert order(page)[3] == first
    assert page.evaluate("document.activeElement.ariaLabel").startswith(f"Aşağı taşı: {first}")
    expect(page.get_by_role("button", name=f"Aşağı taşı: {first}")).to_be_disabled()
    expect(page.get_by_role("button", name=f"Yukarı taşı: {order(page)[0]}")).to_be_disabled()
    up = page.get_by_role("button", name=f"Yukarı taşı: {first}")
    expect(up).to_be_enabled()
    up.focus()
    page.keyboard.press("Space")
    assert order(page)[2] == first
    expect(up).to_be_focused()


def test_the_right_order(opened: Open) -> None:
    page = opened("order", render_example("order"))
    assert order(page) != list(WRITTEN)
    answer_order(page, *WRITTEN)
    expect(state(page)).to_have_attribute("data-rh-state", "right")
    assert marks(page) == ["Doğru."] * 4
    expect(page.locator(".rh-quiz__moves >> visible=true")).to_have_count(0)
    expect(page.locator("[data-rh-do=others]")).to_be_hidden()
    until(page, "rh.getStore().get('item:m05-q37')")
    assert stored(page)["item:m05-q37"]["given"] == list(STEPS)


def test_neighbours_count_and_each_wrong_step_says_its_place(opened: Open) -> None:
    page = opened("order", render_example("order"))
    answer_order(page, WRITTEN[1], WRITTEN[2], WRITTEN[0], WRITTEN[3])
    expect(state(page)).to_have_attribute("data-rh-state", "partial")
    assert marks(page) == [
        "Doğru değil. Doğru sırada yeri: 2.",
        "Doğru: öncekini izliyor.",
        "Doğru değil. Doğru sırada yeri: 1.",
        "Doğru.",
    ]
    assert "Duyulan, çocuğun sözleriyle yazılır: Doğru değil." in heard(page)
    page.get_by_role("button", name="Doğru sırayı göster").click()
    shown = page.locator(".rh-quiz__shown")
    expect(shown.get_by_role("listitem")).to_have_text(
        [f"{step.text}".replace("*", "") for step in ORDER.steps]
    )
    expect(page.locator(":focus")).to_have_text("Yeniden dene")


def test_an_order_that_nobody_touched_is_no_answer(opened: Open) -> None:
    page = opened("order", render_example("order"))
    quiz = "rh.Quiz.of(document.querySelector('.rh-quiz'))"
    assert page.evaluate(f"[{quiz}.isComplete, {quiz}.given.length, {quiz}.points]") == [
        False,
        0,
        0,
    ]
    page.get_by_role("button", name="Yanıtla").click()
    assert heard(page) == "Önce adımları sıraya koyun."
    expect(page.locator(":focus")).to_have_attribute("data-rh-move", "down")
    expect(state(page)).not_to_have_attribute("data-rh-state", "wrong")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{quiz}.isComplete")


def test_trying_again_mixes_the_steps_as_before(opened: Open) -> None:
    page = opened("order", render_example("order"))
    mixed = order(page)
    answer_order(page, *WRITTEN)
    page.wait_for_timeout(450)
    page.get_by_role("button", name="Yeniden dene").click()
    assert order(page) == mixed
    assert marks(page) == []
    expect(page.get_by_role("button", name="Aşağı taşı").first).to_be_visible()


BOTH = render_example("match") + render_example("order")


def answer_both(page: Page) -> None:
    for field, key in zip(lists(page), (PAIRS[0], PAIRS[2], PAIRS[1]), strict=True):
        field.select_option(key)
    page.locator("#m05-q36").get_by_role("button", name="Yanıtla").click()
    put(page, *WRITTEN[::-1])
    page.locator("#m05-q37").get_by_role("button", name="Yanıtla").click()
    until(page, "rh.getStore().all('item:').then(found => found.length === 2)")


def test_reload_and_another_tab_show_the_answers(opened: Open) -> None:
    one, two = opened("both", BOTH), opened("both")
    answer_both(one)
    one.reload()
    for page in (one, two):
        expect(page.locator("#m05-q36")).to_have_attribute("data-rh-state", "partial")
        expect(page.locator("#m05-q37")).to_have_attribute("data-rh-state", "wrong")
        expect(lists(page)[1]).to_have_value(PAIRS[2])
        assert order(page) == list(WRITTEN[::-1])


def _translated(item: Item) -> Item:
    return replace(
        item,
        stem="Which?",
        pairs=tuple(replace(p, left=f"Left {n}", right=f"Right {n}")
                    for n, p in enumerate(item.pairs)),
        spare=tuple(replace(p, right="Spare") for p in item.spare),
        steps=tuple(replace(s, text=f"Step {n}") for n, s in enumerate(item.steps)),
    )  # fmt: skip


def test_a_translation_shares_the_record_and_the_mixed_order(opened: Open) -> None:
    page = opened("both", BOTH)
    mixed = [WRITTEN.index(name) for name in order(page)]
    english = "".join(
        render_example(
            name,
            item=_translated(item),
            strings=strings("quiz", "en"),
            digest=item_digest(item),
            keys=option_keys(item),
        )
        for name, item in (("match", MATCH), ("order", ORDER))
    )
    fresh = opened("en/both", english, base="/en/", lang="en")
    steps = fresh.locator(".rh-quiz__step")
    assert steps.all_inner_texts() == [f"Step {place}" for place in mixed]
    answer_both(page)
    expect(steps).to_have_text([f"Step {place}" for place in (3, 2, 1, 0)])
    expect(fresh.locator("#m05-q36")).to_have_attribute("data-rh-state", "partial")
    expect(lists(fresh)[1].locator("option:checked")).to_contain_text("Right 2")
    expect(fresh.locator("#m05-q36 .rh-quiz__changed")).to_be_hidden()


@pytest.mark.parametrize(
    "changed",
    [
        replace(ORDER, steps=ORDER.steps[:3]),
        replace(ORDER, steps=(*ORDER.steps[:3], replace(ORDER.steps[3], text="Başka bir adım"))),
    ],
)
def test_a_changed_order_is_marked_and_not_guessed(opened: Open, changed: Item) -> None:
    page = opened("both", BOTH)
    answer_both(page)
    page = opened("both", render_example("match") + render_example("order", item=changed))
    expect(page.locator("#m05-q37 .rh-quiz__changed")).to_be_visible()
    expect(page.locator("#m05-q37").get_by_role("button", name="Yanıtla")).to_be_visible()
    assert "item:m05-q37" in stored(page)


@pytest.mark.parametrize(
    "given",
    ["x", None, [], ["", ""], [STEPS[0]] * 4, [*STEPS, STEPS[0]], [*STEPS[:3], "x"], list(PAIRS)],
)
def test_what_does_not_fit_changes_nothing(opened: Open, given: object) -> None:
    page = opened("both", BOTH)
    mixed = order(page)
    record = {"given": given, "right": True, "digest": item_digest(ORDER), "tries": 1}
    page.evaluate("value => rh.getStore().set('item:m05-q37', value)", record)
    page.reload()
    page.wait_for_function("window.rhReady")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert order(page) == mixed
    expect(page.locator("#m05-q37")).not_to_have_attribute("data-rh-state", "right")


def test_a_test_holds_them_and_shows_them_when_it_is_over(opened: Open) -> None:
    page = opened("both", BOTH)
    page.evaluate(
        """() => { window.told = [];
            for (const $root of document.querySelectorAll('.rh-quiz')) {
              $root.addEventListener('rh-given', () => told.push($root.id));
              rh.Quiz.of($root).hold(true);
            } }"""
    )
    lists(page)[0].select_option(PAIRS[0])
    page.get_by_role("button", name="Aşağı taşı").first.click()
    assert page.evaluate("told") == ["m05-q36", "m05-q37"]
    pairs, steps = (
        f"rh.Quiz.of(document.getElementById('{name}'))" for name in ("m05-q36", "m05-q37")
    )
    assert page.evaluate(f"{pairs}.given") == [PAIRS[0], "", ""]
    assert page.evaluate(f"[{pairs}.isComplete, {steps}.isComplete]") == [False, True]
    assert page.evaluate(f"{pairs}.points") == pytest.approx(1 / 3)

    # Handed in with gaps, and one left out altogether.
    page.evaluate(f"{pairs}.reveal({[PAIRS[0], '', '']!r}); {steps}.reveal([]);")
    expect(page.locator("#m05-q36")).to_have_attribute("data-rh-state", "partial")
    expect(page.locator("#m05-q37")).to_have_attribute("data-rh-state", "wrong")
    expect(page.locator("#m05-q36 .rh-quiz__mark")).to_have_count(3)
    expect(page.locator("[data-rh-do=retry] >> visible=true")).to_have_count(0)
    assert stored(page) == {}


@pytest.mark.parametrize("count", [3, 7])
def test_points_are_between_none_and_all_and_all_only_when_right(opened: Open, count: int) -> None:
    """A property: whatever is given, points, state and what the rule says agree."""
    where = ORDER.where
    texts = [f"Madde {name}" for name in "abcdefg"[:count]]
    steps = replace(ORDER, steps=tuple(replace(ORDER.steps[0], text=text) for text in texts))
    pairs = replace(
        MATCH,
        pairs=tuple(replace(MATCH.pairs[0], left=f"Sol {n}", right=text, where=where)
                    for n, text in enumerate(texts[:6])),
    )  # fmt: skip
    page = opened("any", render_example("match", item=pairs) + render_example("order", item=steps))
    step_keys, right_keys = option_keys(steps), option_keys(pairs)
    asked = """([id, given]) => { const quiz = rh.Quiz.of(document.getElementById(id));
        quiz.reset(); const fits = quiz.fillIn(given);
        const found = [fits, quiz.points, String(quiz.given) === String(given)];
        quiz.reveal(given); return [...found, quiz.$root.dataset.rhState]; }"""

    spots = st.integers(0, count - 1)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        chosen = list(step_keys)  # and from there some steps away, so that nearly right is tried
        for _ in range(data.draw(st.integers(0, 4))):
            chosen.insert(data.draw(spots), chosen.pop(data.draw(spots)))
        places = [step_keys.index(key) for key in chosen]
        right = sum(after == before + 1 for before, after in pairwise(places))
        _agree(page.evaluate(asked, ["m05-q37", chosen]), right / (count - 1))
        size = len(pairs.pairs)
        picked = list(right_keys[:size])
        for _ in range(data.draw(st.integers(0, 4))):
            picked[data.draw(spots) % size] = data.draw(st.sampled_from(("", *right_keys)))
        hits = sum(a == b for a, b in zip(picked, right_keys, strict=False))
        _agree(page.evaluate(asked, ["m05-q36", picked]), hits / size)

    holds()
    _agree(page.evaluate(asked, ["m05-q37", list(step_keys)]), 1)
    _agree(page.evaluate(asked, ["m05-q36", list(right_keys[: len(pairs.pairs)])]), 1)


def _agree(found: list[object], points: float) -> None:
    assert 0 <= points <= 1
    state = "right" if points == 1 else "partial" if points else "wrong"
    assert found == [True, pytest.approx(points), True, state]


@pytest.mark.parametrize(
    ("name", "right"), [("match", "“Bunu hâkime"), ("order", "Duyulan, çocuğun")]
)
def test_the_whole_item_is_readable_without_a_script(
    browser: Browser, site: Site, name: str, right: str
) -> None:
    address = site.add(f"plain/{name}-all", render_example(name))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    item = read_item(name)
    for text in [pair.right for pair in item.pairs] + [step.text for step in item.steps]:
        words = text.replace("*", "").replace("<b>", "").replace("</b>", "")
        expect(page.locator("fieldset li").filter(has_text=words)).to_be_visible()
    page.locator("summary").click()
    expect(page.locator(".rh-quiz__answers li").filter(has_text=right)).to_be_visible()
    expect(page.get_by_text("Neden:")).to_be_visible()
    context.close()


def test_paper_has_lines_and_boxes_in_the_order_of_the_key(opened: Open) -> None:
    key = render_answer_key([MATCH, ORDER], to_html=to_html, strings=strings("quiz"))
    page = opened("paper", BOTH + key)
    mixed = order(page)
    answer_both(page)
    page.emulate_media(media="print")
    for gone in (".rh-quiz__moves", ".rh-quiz__mark"):
        assert page.locator(f"{gone} >> visible=true").count() == 0, gone
    tops = {
        text.split()[0].strip(","): top
        for text, top in page.evaluate(
            """[...document.querySelectorAll('.rh-quiz__steps li')]
                .map(n => [n.innerText, n.getBoundingClientRect().top])"""
        )
    }
    assert sorted(tops, key=lambda name: tops[name]) == mixed  # however they were moved
    numbers = ", ".join(str(WRITTEN.index(name) + 1) for name in mixed)
    expect(page.locator(".rh-key li").filter(has_text="Soru 2").first).to_contain_text(
        f"Yukarıdan aşağıya: {numbers}"
    )
    select = lists(page)[0]
    assert select.evaluate("n => getComputedStyle(n).color") == "rgba(0, 0, 0, 0)"
    box = page.locator(".rh-quiz__steps li").first
    assert box.evaluate("n => getComputedStyle(n, '::before').borderTopWidth") == "1px"


def test_narrow_screens_and_forced_colours(opened: Open) -> None:
    page = opened("both", BOTH)
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(forced_colors="active")
    for part in ("select", ".rh-quiz__moves button"):
        box = page.locator(part).first.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44, part
        width = page.locator(part).first.evaluate(
            "node => parseFloat(getComputedStyle(node).borderInlineStartWidth)"
        )
        assert width >= 1, part
    answer_both(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
