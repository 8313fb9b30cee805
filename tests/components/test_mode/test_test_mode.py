"""A test taken as a whole: draft, hand-in, review, earlier results, two tabs, later editions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.components.conftest import (
    FULL_DISK,
    SLOW_DISK,
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
TEST = "m05-test"
DRAFT = f"draft:{TEST}"


def whole_test(*names: str, **options: Any) -> str:
    return page_of(*(names or NAMES), before="<p>Üç kısa vaka.</p>", **options)


def begin(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Testi (yeniden )?çöz$")).click()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()


def bar(page: Page) -> Locator:
    return page.locator(".rh-test__bar [data-rh-do=map]")


def hand_in(page: Page) -> None:
    page.locator(".rh-test__bar").get_by_role("button", name="Teslim et").click()
    page.get_by_role("dialog").get_by_role("button", name="Teslim et").click()


def answer_all(page: Page) -> None:
    page.get_by_label("Birkaç görüşmede").check()
    page.get_by_label("Güvenlik planı").check()
    page.locator("#m04-q05 input").fill("yanlış")


def draft(page: Page) -> Any:
    return page.evaluate(f"rh.getStore().get('{DRAFT}')")


def attempts(page: Page) -> list[Any]:
    return [value for key, value in stored(page).items() if key.startswith("attempt:")]


def until_kept(page: Page, item: str) -> None:
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => draft?.given['{item}'])")


def test_practice_is_there_at_once_and_the_test_is_one_press_away(opened: Open) -> None:
    page = opened("mode", whole_test())
    page.get_by_label("Birkaç görüşmede").check()
    page.locator("#m05-q07").get_by_role("button", name="Yanıtla").click()
    expect(page.locator("#m05-q07 .rh-quiz__outcome")).to_have_text("Doğru.")
    begin(page)
    expect(page.locator("#m05-q07 input:checked")).to_have_count(0)
    expect(page.get_by_role("button", name="Yanıtla", exact=True)).to_have_count(0)
    expect(page.locator(".rh-quiz-progress")).to_be_hidden()
    expect(page.locator(":focus")).to_have_text("Test sürüyor")


def test_answers_are_taken_in_any_order_and_judged_only_after_the_hand_in(opened: Open) -> None:
    page = opened("mode", whole_test(edition="2026.11"))
    begin(page)
    expect(bar(page)).to_have_text("0 / 3 yanıtlandı")
    answer_all(page)
    expect(bar(page)).to_have_text("3 / 3 yanıtlandı")
    expect(page.locator(".rh-quiz__feedback")).to_have_count(0)
    assert violations(page) == []

    hand_in(page)
    review = page.get_by_role("region", name="Test sonucu")
    expect(review.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")
    expect(review.get_by_text("%80 çizgisinin altında")).to_be_visible()
    expect(review.get_by_text("%80 çizgisine ulaştınız")).to_be_hidden()
    assert review.get_by_role("link").all_inner_texts() == ["Planlar", "Zaman çizelgesi"]
    expect(page.locator(":focus")).to_have_text("Test sonucu")
    expect(page.locator("#m04-q02 .rh-test__row span")).to_have_text("Puan: 0,5 / 1")
    expect(page.locator("#m05-q07 .rh-quiz__feedback")).to_be_visible()
    expect(page.locator("#m04-q05").get_by_role("link", name="Zaman çizelgesi")).to_be_visible()
    assert violations(page) == []

    until(page, "rh.getStore().get('item:m04-q05')")
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    (attempt,) = attempts(page)
    assert attempt["test"] == TEST and attempt["edition"] == "2026.11"
    assert attempt["points"] == 1.5 and attempt["of"] == 3
    assert [attempt["items"][name]["points"] for name in ("m05-q07", "m04-q02", "m04-q05")] == [
        1,
        0.5,
        0,
    ]
    items = {key: value for key, value in stored(page).items() if key.startswith("item:")}
    assert {key: (value["right"], value["tries"]) for key, value in items.items()} == {
        "item:m05-q07": (True, 1),
        "item:m04-q02": (False, 1),
        "item:m04-q05": (False, 1),
    }


def test_what_was_left_out_is_named_before_the_hand_in(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Birkaç görüşmede").check()
    page.locator("#m05-q07").get_by_role("button", name="Sonra bakacağım").click()
    expect(bar(page)).to_have_text("1 / 3 yanıtlandı, 1 işaretli")
    page.locator(".rh-test__bar").get_by_role("button", name="Teslim et").click()
    dialog = page.get_by_role("dialog", name="Test teslim edilsin mi?")
    expect(dialog).to_contain_text("Boş ya da eksik bıraktığınız soru: 2")
    assert dialog.get_by_role("link").all_inner_texts() == ["Soru 2", "Soru 3", "Soru 1"]
    assert violations(page) == []

    dialog.get_by_role("link", name="Soru 3").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(":focus")).to_have_text("Soru 3")
    hand_in(page)
    expect(page.locator("#m04-q02 .rh-test__row span")).to_have_text("Boş bırakıldı. Puan: 0 / 1")
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    assert attempts(page)[0]["items"]["m04-q02"]["given"] == []
    assert [key for key in stored(page) if key.startswith("item:")] == ["item:m05-q07"]


def test_the_overview_says_the_state_of_each_question(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Birkaç görüşmede").check()
    page.locator("#m04-q02").get_by_role("button", name="Sonra bakacağım").click()
    expect(page.locator("#m04-q02 [data-rh-do=mark]")).to_have_attribute("aria-pressed", "true")
    bar(page).click()
    overview = page.get_by_role("group", name="Sorular")
    expect(overview).to_contain_text("Yanıtlanan: 1. Boş: 2. Sonra bakılacak: 1.")
    names = [link.get_attribute("aria-label") for link in overview.get_by_role("link").all()]
    assert names == ["Soru 1: yanıtlandı", "Soru 2: boş, sonra bakılacak", "Soru 3: boş"]
    assert violations(page) == []
    overview.get_by_role("link", name="Soru 2").click()
    expect(overview).to_be_hidden()
    expect(page.locator(":focus")).to_have_text("Soru 2")
    bar(page).click()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    overview.get_by_role("link").first.focus()
    page.keyboard.press("Escape")
    expect(overview).to_be_hidden()
    expect(bar(page)).to_be_focused()


def test_a_reload_brings_back_answers_marks_and_state(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Güvenlik planı").check()
    page.locator("#m05-q07").get_by_role("button", name="Sonra bakacağım").click()
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => draft?.marked.length)")
    until_kept(page, "m04-q02")
    page.reload()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()
    expect(bar(page)).to_have_text("1 / 3 yanıtlandı, 1 işaretli")
    expect(page.get_by_label("Güvenlik planı")).to_be_checked()
    expect(page.locator("#m05-q07 [data-rh-do=mark]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".rh-test__said")).to_contain_text("Yarım kalan testiniz açıldı: 1 / 3")


def test_leaving_asks_and_then_forgets_the_draft(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Güvenlik planı").check()
    until_kept(page, "m04-q02")
    page.get_by_role("button", name="Testi bırak").click()
    page.get_by_role("dialog").get_by_role("button", name="Teste dön").click()
    expect(bar(page)).to_have_text("1 / 3 yanıtlandı")
    page.get_by_role("button", name="Testi bırak").click()
    page.get_by_role("dialog").get_by_role("button", name="Bırak, yanıtları sil").click()
    expect(page.get_by_role("heading", name="Nasıl çözmek istersiniz?")).to_be_visible()
    expect(page.locator(".rh-test__said")).to_contain_text("Test bırakıldı")
    assert draft(page) is None
    expect(page.get_by_label("Güvenlik planı")).not_to_be_checked()


def test_a_double_press_makes_one_attempt(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    answer_all(page)
    page.locator(".rh-test__bar").get_by_role("button", name="Teslim et").click()
    page.evaluate(
        "() => { const $yes = document.querySelector('[data-rh-ask=hand-in] [data-rh-do=yes]');"
        " $yes.click(); $yes.click(); }"
    )
    expect(page.get_by_role("heading", name="Test sonucu")).to_be_visible()
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    assert len(attempts(page)) == 1
    assert stored(page)["item:m05-q07"]["tries"] == 1


def test_two_tabs_share_one_draft_and_hand_it_in_once(opened: Open) -> None:
    one = opened("mode", whole_test())
    begin(one)
    one.get_by_label("Birkaç görüşmede").check()
    until_kept(one, "m05-q07")
    two = opened("mode")
    expect(bar(two)).to_have_text("1 / 3 yanıtlandı")
    two.get_by_label("Güvenlik planı").check()
    expect(one.get_by_label("Güvenlik planı")).to_be_checked()
    expect(bar(one)).to_have_text("2 / 3 yanıtlandı")
    one.locator("#m04-q05 input").fill("kronoloji")
    expect(two.locator("#m04-q05 input")).to_have_value("kronoloji")
    two.locator("#m04-q05").get_by_role("button", name="Sonra bakacağım").click()
    expect(bar(one)).to_have_text("3 / 3 yanıtlandı, 1 işaretli")
    hand_in(one)
    expect(two.locator(".rh-test__said")).to_contain_text("başka bir sekmede teslim edildi")
    expect(two.locator(".rh-test__score")).to_have_text("Puan: 2,5 / 3 (%83)")
    assert len(attempts(two)) == 1
    until(two, "rh.getStore().get('item:m04-q05')")
    assert stored(two)["item:m04-q05"]["tries"] == 1


def test_two_tabs_that_hand_in_at_once_make_one_attempt(opened: Open) -> None:
    one = opened("mode", whole_test())
    begin(one)
    answer_all(one)
    until_kept(one, "m04-q05")
    two = opened("mode")
    expect(bar(two)).to_have_text("3 / 3 yanıtlandı")
    press = "document.querySelector('[data-rh-ask=hand-in] [data-rh-do=yes]').click()"
    one.evaluate(press)
    two.evaluate(press)
    for page in (one, two):
        expect(page.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")
    until(one, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    assert len(attempts(one)) == 1


def test_a_test_left_in_another_tab_ends_here_with_a_word(opened: Open) -> None:
    one = opened("mode", whole_test())
    begin(one)
    two = opened("mode")
    expect(bar(two)).to_be_visible()
    one.get_by_role("button", name="Testi bırak").click()
    one.get_by_role("dialog").get_by_role("button", name="Bırak, yanıtları sil").click()
    expect(two.locator(".rh-test__said")).to_contain_text("başka bir sekmede bırakıldı")
    expect(two.get_by_role("heading", name="Nasıl çözmek istersiniz?")).to_be_visible()


def test_a_second_try_has_another_order_which_a_reload_keeps(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    hand_in(page)
    page.get_by_role("button", name="Testi yeniden çöz").click()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()
    read = """() => [...document.querySelectorAll(".rh-quiz")].map(($item) => [$item.id,
        $item.querySelector(".rh-quiz__number").textContent,
        [...$item.querySelectorAll(".rh-quiz__option")].map((each) => each.textContent)])"""
    order = page.evaluate(read)
    assert [name for name, *_ in order] != ["m05-q07", "m04-q02", "m04-q05"]
    assert [number for _, number, _ in order] == ["Soru 1", "Soru 2", "Soru 3"]
    for _, _, options in order:
        assert [option[0] for option in options] == list("ABCDE")[: len(options)]
    page.reload()
    expect(bar(page)).to_be_visible()
    assert page.evaluate(read) == order

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = page.evaluate(read)
    assert [name for name, *_ in on_paper] == ["m05-q07", "m04-q02", "m04-q05"]
    written = opened("written", whole_test(test="other"))
    expect(written.get_by_role("button", name="Testi çöz")).to_be_visible()
    assert on_paper == written.evaluate(read)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(read) == order

    hand_in(page)
    page.get_by_role("button", name="Deneme olarak çöz").click()
    assert page.evaluate(read) == on_paper


def test_options_are_mixed_too(opened: Open) -> None:
    page = opened("mode", whole_test())
    mixed = page.evaluate(
        """async () => { const { shuffled, reordered } =
             await import("/assets/components/test-mode/order.mjs");
           const orders = new Set();
           const seeds = [...Array(100).keys()].map(String);
           for (const seed of seeds) orders.add(String(shuffled([1, 2, 3], seed)));
           const same = seeds.map((seed) => reordered(["a", "b"], seed));
           return [orders.size, new Set(same.map(String)).size]; }"""
    )
    assert mixed == [6, 1]


ALL = ("single", "multiple", "match", "order")
PARTS = """() => Object.fromEntries([...document.querySelectorAll(".rh-quiz")].map(($item) => {
  const all = (selector) => [...$item.querySelectorAll(selector)];
  const words = (selector) => all(selector).map(({ textContent }) => textContent.trim());
  // On paper, steps stand where their order among the boxes of a grid puts them.
  const place = ($step) => $step.getBoundingClientRect().top;
  const steps = all(".rh-quiz__steps > li").sort((a, b) => place(a) - place(b));
  return [$item.id, [...words(".rh-quiz__option label"), ...words(".rh-quiz__sides li"),
    ...words(".rh-quiz__pair option"), ...steps.map((each) => each.dataset.rhKey)]];
}))"""


def parts_of(page: Page) -> Any:
    """The words of options, right sides and their lists, and the keys of steps, from the top down,
    by question."""
    return page.evaluate(PARTS)


def second_try(page: Page) -> None:
    begin(page)
    hand_in(page)
    page.get_by_role("button", name="Testi yeniden çöz").click()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()


def test_a_second_try_mixes_options_pairs_and_steps(opened: Open) -> None:
    page = opened("mode", whole_test(*ALL))
    as_written = parts_of(page)
    steps = page.locator("#m05-q37")
    steps.locator("[data-rh-move=down]").first.click()
    steps.get_by_role("button", name="Yanıtla").click()  # practice is no order to begin with
    expect(steps.locator(".rh-quiz__outcome")).to_be_visible()
    second_try(page)
    mixed = parts_of(page)
    assert set(mixed) == set(as_written)
    for item, parts in mixed.items():
        assert parts != as_written[item], item
    # Nobody has touched them: no answer.
    expect(bar(page)).to_have_text("0 / 4 yanıtlandı")

    page.reload()
    expect(bar(page)).to_be_visible()
    assert parts_of(page) == mixed

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert parts_of(page) == as_written
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert parts_of(page) == mixed

    page.get_by_role("button", name="Testi bırak").click()
    page.get_by_role("dialog").get_by_role("button", name="Bırak, yanıtları sil").click()
    expect(page.get_by_role("heading", name="Nasıl çözmek istersiniz?")).to_be_visible()
    expect(steps.locator(".rh-quiz__outcome")).to_be_visible()  # what was practised is back
    steps.get_by_role("button", name="Yeniden dene").click()
    assert parts_of(page) == as_written


def test_mixed_pairs_keep_their_letters_and_answers(opened: Open) -> None:
    page = opened("mode", whole_test("match", "order"))
    second_try(page)
    pairs = page.locator("#m05-q36")
    sides = pairs.locator(".rh-quiz__sides li")
    said = [text.split(" ", 1) for text in sides.all_text_contents()]
    assert [letter for letter, _ in said] == list("ABCDE")[: len(said)]
    for select in pairs.locator("select").all():
        options = select.locator("option").all_text_contents()[1:]
        assert options == [f"{letter}. {words}" for letter, words in said]
        right = select.get_attribute("data-rh-right") or ""
        select.select_option(right)
    steps = page.locator("#m05-q37")
    steps.locator("[data-rh-move=down]").first.click()
    expect(bar(page)).to_have_text("2 / 2 yanıtlandı")
    until_kept(page, "m05-q37")
    moved = parts_of(page)
    chosen = pairs.locator("select").evaluate_all("(all) => all.map(({ value }) => value)")

    for event in ("beforeprint", "afterprint"):  # the answer stays
        page.evaluate(f"dispatchEvent(new Event('{event}'))")
        values = pairs.locator("select").evaluate_all("(all) => all.map(({ value }) => value)")
        assert values == chosen
    page.reload()
    expect(bar(page)).to_have_text("2 / 2 yanıtlandı")
    assert parts_of(page) == moved
    hand_in(page)
    expect(pairs.locator(".rh-test__row span")).to_have_text("Puan: 1 / 1")


def test_mixed_steps_give_nothing_away(opened: Open) -> None:
    page = opened("mode", whole_test())
    orders = page.evaluate(
        """async () => {
          const { unordered } = await import("/assets/components/test-mode/order.mjs");
          const steps = (places) => places.map((rhPlace) => ({ dataset: { rhPlace } }));
          const seen = [];
          for (const written of [[1, 3, 2], [2, 4, 1, 3], [7, 4, 1, 3, 5, 2, 6]]) {
            for (let seed = 0; seed < 100; seed += 1) {
              const mixed = unordered(steps(written), `s${seed}`);
              seen.push([written, mixed.map(({ dataset }) => dataset.rhPlace)]);
            }
          }
          return seen; }"""
    )
    for written, mixed in orders:
        assert sorted(mixed) == sorted(written)
        assert mixed != written and mixed != sorted(written, reverse=True)
        assert all(after != before + 1 for before, after in pairwise(mixed))
    assert len({tuple(mixed) for _, mixed in orders}) > 50


def test_earlier_results_are_listed_and_can_be_looked_at_again(opened: Open) -> None:
    page = opened("mode", whole_test())
    history = page.locator(".rh-test__tries")
    history.locator("summary").click()
    expect(history).to_contain_text("henüz teslim etmediniz")
    begin(page)
    answer_all(page)
    hand_in(page)
    page.get_by_role("button", name="Testi yeniden çöz").click()
    expect(bar(page)).to_be_visible()
    hand_in(page)
    lines = history.locator("li")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("0 / 3")
    expect(lines.last).to_contain_text("1,5 / 3")
    lines.last.get_by_role("button").click()
    expect(page.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")
    expect(page.locator("[data-rh-view=review] h2")).to_contain_text("Test sonucu: ")
    expect(page.get_by_label("Güvenlik planı")).to_be_checked()
    assert page.locator(".rh-quiz").first.get_attribute("id") == "m05-q07"
    assert violations(page) == []


def test_a_question_that_changed_since_is_not_judged_anew(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    answer_all(page)
    hand_in(page)
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    single = read_item("single")
    changed = replace(single, stem=f"{single.stem} Bugün?")
    again = opened("mode", whole_test("single", "multiple", changed={"single": changed}))
    again.locator(".rh-test__tries summary").click()
    again.locator(".rh-test__tries li").get_by_role("button").click()
    row = again.locator("#m05-q07 .rh-test__row")
    expect(row).to_contain_text("değişti; yanıtınız yeniden değerlendirilmedi")
    expect(row).to_contain_text("O günkü puan: 1 / 1")
    expect(again.locator("#m05-q07 .rh-quiz__feedback")).to_have_count(0)
    expect(again.locator("#m05-q07 input:checked")).to_have_count(0)
    expect(again.locator("#m04-q02 .rh-quiz__feedback")).to_have_count(1)
    expect(again.locator(".rh-test__missing")).to_contain_text("m04-q05")
    expect(again.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")


def test_an_edition_that_changed_the_test_in_its_middle_says_so(opened: Open) -> None:
    page = opened("mode", whole_test("single", "multiple"))
    begin(page)
    page.get_by_label("Birkaç görüşmede").check()
    page.get_by_label("Güvenlik planı").check()
    until_kept(page, "m04-q02")
    until_kept(page, "m05-q07")
    many = read_item("multiple")
    changed = replace(many, stem=f"{many.stem} Bugün?")
    again = opened("mode", whole_test("multiple", "fill", changed={"multiple": changed}))
    said = again.locator(".rh-test__said")
    expect(said).to_contain_text("teste soru eklendi: 1")
    expect(said).to_contain_text("testten soru çıkarıldı: 1")
    expect(said).to_contain_text("değişen soru: 1")
    expect(bar(again)).to_have_text("1 / 2 yanıtlandı")
    expect(again.locator("#m04-q02 .rh-quiz__changed")).to_be_visible()
    expect(again.get_by_label("Güvenlik planı")).to_be_checked()
    again.get_by_label("Çocuğun görüşü").check()
    expect(again.locator("#m04-q02 .rh-quiz__changed")).to_be_hidden()
    hand_in(again)
    expect(again.locator(".rh-test__score")).to_have_text("Puan: 1 / 2 (%50)")


def test_a_tab_closed_while_handing_in_leaves_nothing_half_done(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    answer_all(page)
    until_kept(page, "m04-q05")
    value = draft(page)
    hand_in(page)
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    # As after a crash: the attempt is there, the draft as well, one answer is missing.
    page.evaluate("value => rh.getStore().set('draft:m05-test', value)", value)
    page.evaluate("rh.getStore().remove(['item:m04-q05'])")
    page.reload()
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    found = stored(page)
    assert found["item:m04-q05"]["tries"] == 1 and found["item:m05-q07"]["tries"] == 1
    assert len(attempts(page)) == 1
    expect(page.get_by_role("heading", name="Nasıl çözmek istersiniz?")).to_be_visible()


def test_answers_given_at_once_before_the_tab_is_closed_are_kept(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Birkaç görüşmede").check()
    page.get_by_label("Güvenlik planı").check()
    page.locator("#m04-q05 input").fill("kronoloji")
    page.close()
    again = opened("mode")
    expect(bar(again)).to_have_text("3 / 3 yanıtlandı")
    expect(again.locator("#m04-q05 input")).to_have_value("kronoloji")


def test_a_full_disk_keeps_the_test_for_the_visit(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.evaluate(FULL_DISK)
    page.get_by_label("Birkaç görüşmede").check()
    page.get_by_label("Güvenlik planı").check()
    until_kept(page, "m04-q02")
    page.reload()
    expect(bar(page)).to_have_text("2 / 3 yanıtlandı")
    hand_in(page)
    expect(page.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")
    assert len(attempts(page)) == 1


def test_a_full_disk_does_not_lose_the_draft_of_what_it_did_not_take(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    answer_all(page)
    until_kept(page, "m04-q05")
    page.evaluate(FULL_DISK)
    hand_in(page)
    expect(page.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")
    page.close()
    again = opened("mode")  # the attempt is gone with its tab, the answers are not
    expect(bar(again)).to_have_text("3 / 3 yanıtlandı")
    hand_in(again)
    expect(again.locator(".rh-test__score")).to_have_text("Puan: 1,5 / 3 (%50)")
    until(again, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    assert len(attempts(again)) == 1


def test_a_draft_that_came_back_after_its_hand_in_does_not_take_the_next_try(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    answer_all(page)
    until_kept(page, "m04-q05")
    value = draft(page)
    hand_in(page)
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    page.evaluate(f"value => rh.getStore().set('{DRAFT}', value)", value)
    begin(page)
    expect(bar(page)).to_have_text("0 / 3 yanıtlandı")
    page.get_by_label("Birkaç görüşmede").check()
    hand_in(page)
    expect(page.locator(".rh-test__score")).to_have_text("Puan: 1 / 3 (%33)")
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    assert sorted(attempt["points"] for attempt in attempts(page)) == [1, 1.5]


def test_an_answer_that_was_emptied_does_not_come_back_from_an_older_copy(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.locator("#m04-q05 input").fill("kronoloji")
    until_kept(page, "m04-q05")
    (older,) = page.evaluate(f"rh.getStore().all('{DRAFT}')")
    page.locator("#m04-q05 input").fill("")
    until(page, f"rh.getStore().get('{DRAFT}').then((d) => d.given['m04-q05'].length === 0)")
    page.evaluate("record => rh.getStore().merge([record])", older)
    page.reload()
    expect(bar(page)).to_have_text("0 / 3 yanıtlandı")
    expect(page.locator("#m04-q05 input")).to_have_value("")


@pytest.mark.parametrize("how", ["blocked", "shared"])
def test_a_test_goes_on_where_nothing_is_kept(
    context: BrowserContext, opened: Open, how: str
) -> None:
    if how == "blocked":
        context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined});")
    page = opened("mode", whole_test())
    if how == "shared":
        page.evaluate("rh.getStore().setShared(true)")
    begin(page)
    page.get_by_label("Birkaç görüşmede").check()
    until_kept(page, "m05-q07")
    page.reload()
    expect(bar(page)).to_have_text("1 / 3 yanıtlandı")
    hand_in(page)
    expect(page.locator(".rh-test__score")).to_have_text("Puan: 1 / 3 (%33)")
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    assert len(attempts(page)) == 1


def test_a_draft_that_the_browser_cleared_is_written_again(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Birkaç görüşmede").check()
    until_kept(page, "m05-q07")
    page.evaluate(
        """() => new Promise((resolve) => {
             const opening = indexedDB.open(rh.getStore().name);
             opening.onsuccess = () => {
               const work = opening.result.transaction("records", "readwrite");
               work.objectStore("records").clear();
               work.oncomplete = () => { opening.result.close(); resolve(); }; }; })"""
    )
    page.get_by_label("Güvenlik planı").check()
    until_kept(page, "m04-q02")
    assert set(draft(page)["given"]) == {"m05-q07", "m04-q02"}


def test_everything_deleted_in_another_tab_ends_the_test_with_a_word(opened: Open) -> None:
    one = opened("mode", whole_test())
    begin(one)
    one.get_by_label("Birkaç görüşmede").check()
    until_kept(one, "m05-q07")
    two = opened("other", "")
    two.evaluate("rh.getStore().deleteAll()")
    expect(one.locator(".rh-test__said")).to_contain_text("yanıtları silindi")
    expect(one.get_by_role("heading", name="Nasıl çözmek istersiniz?")).to_be_visible()


def test_two_tabs_that_begin_at_once_share_one_draft(opened: Open) -> None:
    one, two = opened("mode", whole_test()), opened("mode")
    press = "document.querySelector('[data-rh-do=start]').click()"
    one.evaluate(press)
    two.evaluate(press)
    for page in (one, two):
        expect(bar(page)).to_be_visible()
    two.get_by_label("Birkaç görüşmede").check()
    expect(bar(one)).to_have_text("1 / 3 yanıtlandı")


def test_two_tabs_that_answer_the_same_question_end_with_the_last_answer(opened: Open) -> None:
    one = opened("mode", whole_test())
    begin(one)
    two = opened("mode")
    expect(bar(two)).to_be_visible()
    one.get_by_label("Birkaç görüşmede").check()
    expect(two.get_by_label("Birkaç görüşmede")).to_be_checked()
    two.locator("#m05-q07 input").last.check()
    expect(one.locator("#m05-q07 input").last).to_be_checked()
    expect(bar(one)).to_have_text("1 / 3 yanıtlandı")


def test_what_cannot_be_fetched_is_said_and_tried_again(
    context: BrowserContext, opened: Open
) -> None:
    page = opened("mode", whole_test())
    context.route("**/test-mode.css", lambda route: route.abort())
    page.get_by_role("button", name="Testi çöz").click()
    said = page.locator(".rh-test__said")
    expect(said).to_contain_text("Test açılamadı")
    page.get_by_label("Birkaç görüşmede").check()  # practice goes on
    page.locator("#m05-q07").get_by_role("button", name="Yanıtla").click()
    expect(page.locator("#m05-q07 .rh-quiz__outcome")).to_have_text("Doğru.")
    context.unroute("**/test-mode.css")
    begin(page)
    expect(said).to_be_hidden()


def test_while_the_test_is_fetched_nothing_is_answered_that_it_would_not_know(
    context: BrowserContext, opened: Open
) -> None:
    page = opened("mode", whole_test())
    held: list[Route] = []
    context.route("**/test-mode.css", lambda route: held.append(route))
    with page.expect_request("**/test-mode.css"):
        page.get_by_role("button", name="Testi çöz").click()
    option = page.get_by_label("Birkaç görüşmede")
    place = option.bounding_box() or {}
    page.mouse.click(place["x"] + 8, place["y"] + 8)
    expect(option).not_to_be_checked()
    held[0].continue_()
    option.check()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()
    until_kept(page, "m05-q07")
    expect(option).to_be_checked()


def test_before_an_unfinished_test_is_found_nothing_is_answered_beside_it(
    context: BrowserContext, opened: Open
) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Güvenlik planı").check()
    until_kept(page, "m04-q02")
    page.close()
    context.add_init_script(SLOW_DISK)
    slow = opened("mode", wait=False)
    option = slow.get_by_label("Birkaç görüşmede")
    slow.locator("#m05-q07[data-rh-started]").wait_for()
    place = option.bounding_box() or {}
    slow.mouse.click(place["x"] + 8, place["y"] + 8)
    assert not option.is_checked()  # at once: it would be taken back when the test opens
    # The start button is pressed before the test has opened by itself.
    slow.get_by_role("button", name="Testi çöz").click(force=True)
    expect(bar(slow)).to_have_text("1 / 3 yanıtlandı")
    expect(option).not_to_be_checked()
    option.check()
    expect(bar(slow)).to_have_text("2 / 3 yanıtlandı")
    until(slow, f"rh.getStore().get('{DRAFT}').then((d) => Object.keys(d.given).length === 2)")
    expect(option).to_be_checked()


def test_earlier_results_wait_until_the_test_is_over(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    hand_in(page)
    page.get_by_text("Önceki sonuçlarınız").click()
    expect(page.locator(".rh-tries li")).to_have_count(1)
    page.get_by_role("button", name="Testi yeniden çöz").click()
    expect(page.get_by_role("heading", name="Test sürüyor")).to_be_visible()
    expect(page.locator(".rh-tries li")).to_be_hidden()
    expect(page.get_by_text("Önceki sonuçlarınız")).to_be_hidden()


def test_ten_thousand_results_are_listed_some_at_a_time(opened: Open) -> None:
    page = opened("mode", whole_test())
    page.evaluate(
        """async () => {
          const item = { given: ["a"], points: 1, digest: "0f0f0f0f" };
          const value = { test: "m05-test", started: "2026-01-01T00:00:00.000Z", points: 1, of: 1,
                          items: { "m05-q07": item } };
          await rh.getStore().merge(Array.from({ length: 10000 }, (_, index) => ({
            key: `attempt:m05-test.20260101T000000000Z-${index}`, type: "attempt", value,
            at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() }))); }"""
    )
    page.get_by_text("Önceki sonuçlarınız").click()
    lines = page.locator(".rh-tries li")
    expect(lines).to_have_count(10)
    expect(lines.first).to_contain_text("7 Ocak 2026")
    page.get_by_role("button", name="Daha eskileri göster").click()
    expect(lines).to_have_count(20)
    expect(lines.nth(10).get_by_role("button")).to_be_focused()
    begin(page)
    hand_in(page)
    expect(lines.first).to_contain_text("0 / 3")


def test_matching_and_ordering_are_taken_like_all_others(opened: Open) -> None:
    page = opened("mode", whole_test("match", "order", "single"))
    begin(page)
    for field in page.locator("select").all():
        field.select_option(index=1)
    page.locator("[data-rh-move=down]").first.click()
    expect(bar(page)).to_have_text("2 / 3 yanıtlandı")
    until_kept(page, "m05-q37")
    page.reload()
    expect(bar(page)).to_have_text("2 / 3 yanıtlandı")
    hand_in(page)
    expect(page.locator(".rh-quiz[data-rh-state]")).to_have_count(3)
    until(page, f"rh.getStore().get('{DRAFT}').then((draft) => !draft)")
    points = {name: each["points"] for name, each in attempts(page)[0]["items"].items()}
    assert 0 < points["m05-q36"] < 1 and points["m05-q07"] == 0


def test_both_languages_share_draft_and_attempts(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Güvenlik planı").check()
    until_kept(page, "m04-q02")
    english = opened("en/mode", whole_test(lang="en"), lang="en")
    expect(bar(english)).to_have_text("1 of 3 answered")
    english.locator(".rh-test__bar").get_by_role("button", name="Hand in").click()
    english.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    expect(english.locator(".rh-test__score")).to_have_text("Points: 0.5 / 3 (16%)")
    expect(page.locator(".rh-test__score")).to_have_text("Puan: 0,5 / 3 (%16)")


def test_a_test_of_the_whole_course_has_no_line(opened: Open) -> None:
    page = opened("mode", whole_test(form="post", gain="/ogrenmem/"))
    begin(page)
    hand_in(page)
    review = page.get_by_role("region", name="Test sonucu")
    for line in review.get_by_text("%80").all():
        expect(line).to_be_hidden()
    expect(review.get_by_role("link", name="Öğrenme kazancınızı görün")).to_be_visible()
    assert attempts(page)[0]["points"] == 0


def test_the_rule_of_points_stands_on_the_page(browser: Browser, site: Site) -> None:
    html = whole_test()
    for kind in ("Tek doğrusu", "Birden çok doğrusu", "Boşluk doldurma"):
        assert kind in html
    assert "Eşleştirme:" not in html and "Sıralama:" not in html
    address = site.add("plain/mode", html)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".rh-test__box")).to_be_hidden()
    expect(page.locator(".rh-quiz").first).to_be_visible()
    context.close()


def test_progress_is_said(opened: Open) -> None:
    page = opened("mode", whole_test())
    begin(page)
    page.get_by_label("Güvenlik planı").check()
    assert heard(page).endswith("1 / 3 yanıtlandı")
