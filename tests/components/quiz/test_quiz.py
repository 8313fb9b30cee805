"""A quiz item in the browser: answers, feedback, announcements, keyboard, paper, no script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rehber.model.quiz import Item
from rehber.render.quiz import item_digest, option_keys, render_answer_key
from tests.components.conftest import (
    EXAMPLES,
    SLOW_DISK,
    Site,
    heard,
    read_item,
    render_example,
    stored,
    strings,
    to_html,
    until,
    violations,
)

Open = Callable[..., Page]
SHOWABLE = [name for name in EXAMPLES if name != "broken"]


def answer(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label).check()
    page.get_by_role("button", name="Yanıtla").click()


def fill(page: Page, *texts: str) -> None:
    for field, text in zip(page.locator(".rh-quiz__blank input").all(), texts, strict=True):
        field.fill(text)
    page.get_by_role("button", name="Yanıtla").click()


def outcome(page: Page) -> str:
    return page.locator(".rh-quiz__outcome").inner_text()


def test_right_answer_shows_why_explanation_section_and_source(opened: Open) -> None:
    page = opened("single", render_example("single"))
    expect(page.get_by_text("Yaş, görüşün alınmasını değil")).to_be_hidden()
    answer(page, "Birkaç görüşmede gözler")

    assert outcome(page) == "Doğru."
    expect(page.locator(".rh-quiz__feedback")).to_have_count(1)
    expect(page.locator(".rh-quiz__feedback")).to_have_text(
        "Doğru. Çünkü sözden önceki anlatım da görüştür; tarih onu sınanabilir kılar."
    )
    expect(page.get_by_text("Yaş, görüşün alınmasını değil")).to_be_visible()
    expect(page.get_by_role("link", name="Görüşe ağırlık vermek")).to_be_visible()
    expect(page.get_by_role("link", name="CRC Genel Yorum 12, par. 21")).to_be_visible()


def test_wrong_answer_explains_itself_and_opens_the_others(opened: Open) -> None:
    page = opened("single", render_example("single"))
    answer(page, "Yaşı küçük olduğu için")
    expect(page.locator(".rh-quiz__feedback")).to_contain_text("Doğru değil. Çünkü küçük çocuk da")
    expect(page.get_by_text("Çünkü yetişkinin yorumu")).to_be_hidden()

    page.get_by_role("button", name="Öbür seçenekleri de gör").click()
    expect(page.locator(".rh-quiz__feedback")).to_have_count(3)
    expect(page.get_by_text("Çünkü yetişkinin yorumu").last).to_be_visible()
    expect(page.locator(":focus")).to_have_text("Yeniden dene")


def test_one_live_region_says_the_outcome_and_the_feedback(opened: Open) -> None:
    page = opened("single", render_example("single"))
    assert page.locator("[role=status], [aria-live]").count() == 1
    answer(page, "Yaşı küçük olduğu için")
    assert heard(page) == (
        "Doğru değil. Çünkü küçük çocuk da görüşünü davranışıyla, oyunuyla ve bedeniyle bildirir."
    )


def test_no_choice_is_said_and_focus_goes_to_the_options(opened: Open) -> None:
    page = opened("single", render_example("single"))
    page.get_by_role("button", name="Yanıtla").click()
    assert outcome(page) == "Önce bir seçenek işaretleyin."
    assert heard(page) == "Önce bir seçenek işaretleyin."
    expect(page.locator(":focus")).to_have_id("m05-q07-1")
    assert stored(page) == {}


def test_keyboard_alone_answers_and_tries_again(opened: Open) -> None:
    page = opened("single", render_example("single"))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_id("m05-q07-2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    expect(page.locator(":focus")).to_have_text("Yeniden dene")

    page.keyboard.press("Enter")  # too soon: a key held down must not undo the answer
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    page.wait_for_timeout(450)
    page.keyboard.press("Enter")
    expect(page.locator(".rh-quiz__outcome")).to_be_hidden()
    expect(page.locator(":focus")).to_have_id("m05-q07-1")
    assert page.locator(":checked").count() == 0
    page.wait_for_timeout(100)
    expect(page.locator(".rh-quiz__outcome")).to_be_hidden()  # the stored answer stays away


def test_an_answer_that_is_quicker_than_the_disk_stays(
    context: BrowserContext, opened: Open
) -> None:
    first = opened("single", render_example("single"))
    answer(first, "Yaşı küçük olduğu için")
    until(first, "rh.getStore().get('item:m05-q07')")
    context.add_init_script(SLOW_DISK)
    page = opened("single", wait=False)
    states = page.evaluate_handle(
        """() => { const states = [], seen = () => states.push(
               document.querySelector(".rh-quiz").dataset.rhState ?? "");
             new MutationObserver(seen)
               .observe(document.body, {subtree: true, attributeFilter: ["data-rh-state"]});
             return states; }"""
    )
    page.locator(".rh-quiz[data-rh-started] label").nth(1).click()
    page.get_by_role("button", name="Yanıtla").press("Enter")
    until(page, "rh.getStore().get('item:m05-q07').then(({right}) => right)")
    page.wait_for_timeout(900)  # a reading that was under way would end now
    assert states.json_value() == ["right"]
    expect(page.locator(":focus")).to_have_text("Yeniden dene")


def test_enter_in_an_option_answers_and_focus_stays(opened: Open) -> None:
    page = opened("single", render_example("single"))
    page.get_by_label("Yaşı küçük").check()
    page.keyboard.press("Enter")
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "wrong")
    expect(page.locator(":focus")).to_have_id("m05-q07-1")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "wrong")


def test_answered_options_are_locked_but_can_be_walked(opened: Open) -> None:
    page = opened("multiple", render_example("multiple"))
    answer(page, "Komşuların görüşü")
    page.get_by_label("Güvenlik planı").click(force=True)
    expect(page.get_by_label("Güvenlik planı")).not_to_be_checked()
    expect(page.get_by_label("Güvenlik planı")).to_have_attribute("aria-disabled", "true")
    page.get_by_label("Güvenlik planı").focus()
    expect(page.locator(":focus")).to_have_id("m04-q02-1")


@pytest.mark.parametrize(
    ("labels", "state"),
    [
        (("Güvenlik planı", "Çocuğun görüşü"), "right"),
        (("Güvenlik planı",), "partial"),
        (("Güvenlik planı", "Komşuların görüşü", "Çocuğun görüşü"), "partial"),
        (("Komşuların görüşü",), "wrong"),
    ],
)
def test_multiple_choice_is_right_only_as_a_whole(
    opened: Open, labels: tuple[str, ...], state: str
) -> None:
    page = opened("multiple", render_example("multiple"))
    answer(page, *labels)
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", state)
    expect(page.locator(".rh-quiz__feedback")).to_have_count(len(labels))
    until(page, "rh.getStore().get('item:m04-q02')")
    assert stored(page)["item:m04-q02"]["right"] is (state == "right")


def test_accessibility_tree_names_group_options_and_feedback(opened: Open) -> None:
    page = opened("single", render_example("single"))
    group = page.get_by_role("group", name="Ne yaparsınız?")
    expect(group).to_have_accessible_description(
        "Baran üç yaşında. Toplantıdan önce görüşünü kaydetmeniz isteniyor."
    )
    option = page.get_by_role("radio", name="A Yaşı küçük olduğu için bu bölümü boş bırakırım.")
    expect(option).to_have_count(1)
    answer(page, "Yaşı küçük olduğu için")
    expect(option).to_have_accessible_description(
        "Doğru değil. Çünkü küçük çocuk da görüşünü davranışıyla, oyunuyla ve bedeniyle bildirir."
    )
    assert "disabled" in page.locator("fieldset").aria_snapshot()


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("İSTANBUL", True),
        ("istanbul", True),
        ("  İstanbul. ", True),
        ("I\u0307stanbul", True),  # İ typed as two characters
        ("ISTANBUL", False),  # ı, not i: another letter
        ("Iğdır", True),
        ("ığdır", True),
        ("IĞDIR", True),
        ("iğdır", False),
        ("igdir", False),
    ],
)
def test_fill_in_compares_by_turkish_rules(opened: Open, typed: str, is_right: bool) -> None:
    page = opened("fill-city", render_example("fill-city"))
    fill(page, typed)
    expect(page.locator(".rh-quiz")).to_have_attribute(
        "data-rh-state", "right" if is_right else "wrong"
    )


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        (("igdir", "ISTANBUL"), "right"),
        (("IĞDIR", "istanbul"), "right"),
        (("igdir", "Ankara"), "partial"),
        (("Van", "Ankara"), "wrong"),
    ],
)
def test_diacritics_do_not_count_where_the_author_says_so(
    opened: Open, typed: tuple[str, ...], state: str
) -> None:
    page = opened("fill-folded", render_example("fill-folded"))
    fill(page, *typed)
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", state)


@pytest.mark.parametrize(
    "typed", ["zaman cizelgesi", "Kronoloji", "ZAMAN   ÇİZELGESİ", "“zaman çizelgesi”"]
)
def test_further_accepted_answers(opened: Open, typed: str) -> None:
    page = opened("fill", render_example("fill"))
    fill(page, typed)
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")


def test_named_wrong_answer_gets_its_own_feedback(opened: Open) -> None:
    page = opened("fill", render_example("fill"))
    fill(page, "sir")
    expect(page.locator(".rh-quiz__feedback")).to_contain_text("Çünkü sosyal inceleme raporu")
    expect(page.get_by_label("Boşluk")).to_have_attribute("aria-invalid", "true")
    assert "sosyal inceleme raporu" in heard(page)

    expect(page.get_by_text("Kabul edilen yanıt")).to_be_hidden()
    page.get_by_role("button", name="Yanıtı göster").click()
    expect(page.get_by_text("zaman çizelgesi · zaman cizelgesi · kronoloji").first).to_be_visible()


def test_each_blank_has_its_own_name_and_mark(opened: Open) -> None:
    page = opened("fill-folded", render_example("fill-folded"))
    expect(page.get_by_role("textbox", name="Boşluk 1")).to_have_count(1)
    fill(page, "Iğdır", "Ankara")
    marks = page.locator(".rh-quiz__mark").all_inner_texts()
    assert [mark.strip("✓✗ ") for mark in marks] == ["Doğru.", "Doğru değil."]
    assert "Boşluk 1: Doğru. Boşluk 2: Doğru değil." in heard(page)


def test_reload_keeps_the_answer(opened: Open) -> None:
    page = opened("single", render_example("single"))
    answer(page, "Yaşı küçük olduğu için")
    until(page, "rh.getStore().get('item:m05-q07')")
    page.reload()
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "wrong")
    expect(page.get_by_label("Yaşı küçük olduğu için")).to_be_checked()
    expect(page.locator(".rh-quiz__changed")).to_be_hidden()
    assert page.locator("[role=status]").inner_text() == ""  # nothing new to announce


def test_second_try_is_counted(opened: Open) -> None:
    page = opened("single", render_example("single"))
    answer(page, "Yaşı küçük olduğu için")
    page.wait_for_timeout(450)
    page.get_by_role("button", name="Yeniden dene").click()
    answer(page, "Birkaç görüşmede")
    until(page, "rh.getStore().get('item:m05-q07').then(v => v?.tries === 2)")
    value = stored(page)["item:m05-q07"]
    assert (value["right"], value["tries"]) == (True, 2)
    assert value["given"] == [option_keys(read_item("single"))[1]]
    assert value["digest"] == item_digest(read_item("single"))


def _edit(item: Item, **changes: object) -> Item:
    return replace(item, **changes)  # type: ignore[arg-type]


def test_reworded_item_is_marked_as_changed_and_keeps_the_answer(opened: Open) -> None:
    page = opened("moved", render_example("single"))
    answer(page, "Birkaç görüşmede")
    until(page, "rh.getStore().get('item:m05-q07')")
    edited = _edit(read_item("single"), stem="Baran üç yaşında.\n\nSiz ne yaparsınız?")
    page = opened("moved", render_example("single", item=edited))
    expect(page.get_by_text("Bu soru siz yanıtladıktan sonra değişti.")).to_be_visible()
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")


def test_reworded_option_is_marked_and_not_guessed(opened: Open) -> None:
    page = opened("moved", render_example("single"))
    answer(page, "Birkaç görüşmede")
    until(page, "rh.getStore().get('item:m05-q07')")
    item = read_item("single")
    first, second, third = item.options
    edited = _edit(item, options=(first, replace(second, text="Başka bir söz"), third))
    page = opened("moved", render_example("single", item=edited))
    expect(page.get_by_text("Bu soru siz yanıtladıktan sonra değişti.")).to_be_visible()
    expect(page.get_by_role("button", name="Yanıtla")).to_be_visible()
    assert page.locator(":checked").count() == 0
    assert "item:m05-q07" in stored(page)  # what was answered stays until there is a new answer


def test_moved_option_on_a_moved_page_is_not_a_change(opened: Open) -> None:
    page = opened("moved", render_example("single"))
    answer(page, "Birkaç görüşmede")
    until(page, "rh.getStore().get('item:m05-q07')")
    item = read_item("single")
    edited = _edit(item, options=item.options[::-1])
    other = render_example("multiple") + render_example("single", item=edited)
    page = opened("another/place", other)
    single = page.locator("#m05-q07")
    expect(single).to_have_attribute("data-rh-state", "right")
    expect(single.locator(".rh-quiz__changed")).to_be_hidden()
    expect(page.get_by_label("Birkaç görüşmede")).to_be_checked()


def test_translation_shares_the_record(opened: Open) -> None:
    page = opened("single", render_example("single"))
    answer(page, "Birkaç görüşmede")
    until(page, "rh.getStore().get('item:m05-q07')")
    item = read_item("single")
    english = _edit(
        item,
        stem="What do you do?",
        options=tuple(
            replace(option, text=f"Option {index}") for index, option in enumerate(item.options)
        ),
    )
    html = render_example(
        "single",
        item=english,
        strings=strings("quiz", "en"),
        digest=item_digest(item),
        keys=option_keys(item),
    )
    page = opened("en/single", html, base="/en/", lang="en")
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    expect(page.get_by_label("Option 1")).to_be_checked()
    expect(page.locator(".rh-quiz__changed")).to_be_hidden()


def test_two_tabs_see_each_others_answers(opened: Open) -> None:
    body = render_example("single") + render_example("multiple")
    one, two = opened("both", body), opened("both")
    answer_in = one.locator("#m05-q07")
    answer_in.get_by_label("Birkaç görüşmede").check()
    answer_in.get_by_role("button", name="Yanıtla").click()
    expect(two.locator("#m05-q07")).to_have_attribute("data-rh-state", "right")
    answer_in = two.locator("#m04-q02")
    answer_in.get_by_label("Komşuların görüşü").check()
    answer_in.get_by_role("button", name="Yanıtla").click()
    expect(one.locator("#m04-q02")).to_have_attribute("data-rh-state", "wrong")
    assert set(stored(one)) == {"item:m05-q07", "item:m04-q02"}


def test_a_choice_in_progress_is_not_taken_away_by_another_tab(opened: Open) -> None:
    one, two = opened("single", render_example("single")), opened("single")
    two.get_by_label("Koruyucu ailesinin").check()
    answer(one, "Birkaç görüşmede")
    until(one, "rh.getStore().get('item:m05-q07')")
    two.wait_for_timeout(150)
    expect(two.get_by_label("Koruyucu ailesinin")).to_be_checked()
    two.get_by_role("button", name="Yanıtla").click()
    until(two, "rh.getStore().get('item:m05-q07').then(v => v.tries === 2)")


def test_a_second_try_is_not_taken_away_by_another_tab(opened: Open) -> None:
    one, two = opened("single", render_example("single")), opened("single")
    answer(one, "Yaşı küçük")
    expect(two.locator(".rh-quiz")).to_have_attribute("data-rh-state", "wrong")
    two.wait_for_timeout(450)
    two.get_by_role("button", name="Yeniden dene").click()
    one.wait_for_timeout(450)
    one.get_by_role("button", name="Yeniden dene").click()
    answer(one, "Birkaç görüşmede")
    until(two, "rh.getStore().get('item:m05-q07').then(v => v.tries === 2)")
    two.wait_for_timeout(100)
    expect(two.locator(".rh-quiz__outcome")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_before_and_after_answering(
    opened: Open, scheme: str, width: int
) -> None:
    body = "".join(render_example(name, heading=2) for name in EXAMPLES)
    page = opened("all", body)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert violations(page) == []
    for quiz in page.locator(".rh-quiz[data-rh-item]").all():
        for field in quiz.locator(".rh-quiz__blank input").all():
            field.fill("Ankara")
        for option in quiz.locator(".rh-quiz__option input").all()[-1:]:
            option.check()
        for choice in quiz.locator("select").all():
            choice.select_option(index=1)
        for move in quiz.get_by_role("button", name="Aşağı taşı").all()[:1]:
            move.click()
        quiz.get_by_role("button", name="Yanıtla").click()
        others = quiz.locator("[data-rh-do=others]")
        if others.is_visible():
            others.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_forced_colours_keep_the_words_and_borders(opened: Open) -> None:
    page = opened("single", render_example("single"))
    page.emulate_media(forced_colors="active")
    answer(page, "Yaşı küçük olduğu için")
    expect(page.locator(".rh-quiz__feedback strong")).to_have_text("Doğru değil.")
    for part in (".rh-quiz", ".rh-why", "[data-rh-do=retry]"):
        width = page.locator(part).first.evaluate(
            "node => parseFloat(getComputedStyle(node).borderInlineStartWidth)"
        )
        assert width >= 1, part


def test_nothing_moves_for_readers_who_asked_for_less_motion(opened: Open) -> None:
    page = opened("single", render_example("single"))
    page.emulate_media(reduced_motion="reduce")
    answer(page, "Birkaç görüşmede")
    assert page.evaluate("document.getAnimations().length") == 0


def test_starting_moves_nothing(opened: Open) -> None:
    page = opened("single", render_example("single") + "<p id='after'>Sonraki paragraf</p>")
    page.set_viewport_size({"width": 360, "height": 900})
    with_script = page.locator("#after").bounding_box()
    page.evaluate(
        """() => { document.querySelector('.rh-quiz__key').hidden = false;
                   document.querySelector('.rh-quiz__actions').hidden = true; }"""
    )
    without = page.locator("#after").bounding_box()
    assert with_script and without
    assert abs(with_script["y"] - without["y"]) < 1


@pytest.mark.parametrize("name", SHOWABLE)
def test_readable_without_script(browser: Browser, site: Site, name: str) -> None:
    address = site.add(f"plain/{name}", render_example(name))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    item = read_item(name)
    for option in item.options:
        plain = re.sub(r"[*`]", "", option.text)
        expect(page.locator("label").filter(has_text=plain)).to_be_visible()
    assert page.get_by_role("button").count() == 0
    key = page.locator("details")
    assert key.get_attribute("open") is None
    page.locator("summary").click()
    expect(key.locator(".rh-quiz__answers")).to_be_visible()
    for right in ("Doğru.", "Doğru değil.") if item.options else ():
        assert right in key.inner_text()
    context.close()


def test_enter_without_script_goes_nowhere(browser: Browser, site: Site) -> None:
    address = site.add("plain/enter", render_example("fill"))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".rh-quiz__blank input").press("Enter")
    assert page.url == address
    context.close()


def test_paper_has_clean_questions_then_the_key(opened: Open) -> None:
    items = [read_item("single"), read_item("fill")]
    key = render_answer_key(items, to_html=to_html, strings=strings("quiz"))
    page = opened("paper", render_example("single") + render_example("fill") + key)
    expect(page.locator(".rh-key")).to_be_hidden()
    page.get_by_label("Yaşı küçük").check()
    page.locator("#m05-q07").get_by_role("button", name="Yanıtla").click()

    page.emulate_media(media="print")
    for gone in ("button", ".rh-quiz__outcome", ".rh-quiz__feedback", ".rh-quiz__more", "details"):
        assert page.locator(f".rh-quiz {gone} >> visible=true").count() == 0, gone
    expect(page.get_by_text("Koruyucu ailesinin anlattığını")).to_be_visible()
    expect(page.locator(".rh-key")).to_be_visible()
    expect(page.locator(".rh-key li").first).to_contain_text("Soru 1: B Birkaç görüşmede")
    expect(page.locator(".rh-key li").last).to_contain_text("zaman çizelgesi")
    assert page.locator(".rh-key").evaluate("n => getComputedStyle(n).breakBefore") == "page"
    assert page.pdf().count(b"/Type /Page\n") == 2


def test_broken_item_says_so(opened: Open) -> None:
    page = opened("broken", render_example("broken") + render_example("single"))
    expect(page.get_by_text("Bu soru gösterilemiyor.")).to_be_visible()
    expect(page.get_by_text("QZ004")).to_be_visible()
    expect(page.locator("#m05-q07 button[type=submit]")).to_be_visible()


def test_one_failing_component_leaves_the_others_alone(opened: Open) -> None:
    spoiled = render_example("multiple").replace("rh-quiz__outcome", "rh-quiz__gone")
    page = opened("spoiled", spoiled + render_example("single"))
    expect(page.locator("#m04-q02")).to_have_attribute("data-rh-failed", "")
    answer(page.locator("#m05-q07"), "Birkaç görüşmede")  # type: ignore[arg-type]
    expect(page.locator("#m05-q07")).to_have_attribute("data-rh-state", "right")


def test_starting_twice_changes_nothing(opened: Open) -> None:
    page = opened("single", render_example("single"))
    page.evaluate("rh.start([rh.Quiz])")
    answer(page, "Birkaç görüşmede")
    until(page, "rh.getStore().get('item:m05-q07')")
    assert stored(page)["item:m05-q07"]["tries"] == 1
    expect(page.locator(".rh-quiz__feedback")).to_have_count(1)
    expect(page.locator(".rh-quiz")).not_to_have_attribute("data-rh-failed", "")


def test_answering_moves_nothing_else(opened: Open) -> None:
    page = opened("single", render_example("single"))
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate(
        """() => {
             window.shift = 0;
             new PerformanceObserver(list => {
               for (const entry of list.getEntries())
                 if (!entry.hadRecentInput) window.shift += entry.value;
             }).observe({type: 'layout-shift'}); }"""
    )
    answer(page, "Birkaç görüşmede")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == 0
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
