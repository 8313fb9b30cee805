"""Notes on a lesson: opening, saving, two tabs, shared computer, personal data, limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from markdown import Markdown
from playwright.sync_api import BrowserContext, Locator, Page, expect

from rehber.fragments import Fragments
from rehber.markdown_ext import Current, RehberExtension
from rehber.model.course import Course, Kind
from rehber.model.course import Page as CoursePage
from rehber.render import notes
from rehber.render.renderer import Renderer
from tests.components.conftest import (
    FULL_DISK,
    ROOM_AGAIN,
    SLOW_DISK,
    Site,
    heard,
    stored,
    strings,
    until,
    violations,
)

Open = Callable[..., Page]
LESSON = """
Giriş.

## Düzen bakım değildir {#duzen}

Soba yanıyor.

## Ziyaretin sırası {#sira}

Önce kapı.

/// supervision | Süpervizyona götürün

Hangi yetişkini *yalnız* görmediniz?

///

/// four-weeks | Dört hafta içinde

Bir ebeveynle tek bir hedef seçin.

///
"""
SUPERVISION = "note:m05-s3.supervision"


# What a lesson starts of it; the field is fetched when it is used.
FEW = """
import { start } from "/assets/lib/component.mjs";
import NotesOpen from "/assets/components/notes/notes-open.mjs";
start([NotesOpen]);
window.rhReady = true;
"""


def lesson(language: str = "tr", *, scripts: str = "js") -> str:
    """The HTML of a lesson, as the site makes it; ``scripts`` is the class of its root there."""
    page = CoursePage(
        path="modules/a/b.md",
        source="docs/modules/a/b.md",
        kind=Kind.SECTION,
        id="m05-s3",
        title="Ev ve mahalle",
        body="",
    )
    every = CoursePage(
        path="learning/notlarim.md",
        source="docs/learning/notlarim.md",
        kind=Kind.LEARNING,
        id="my-notes",
        title="Notlarım",
        body="",
    )
    course = Course(language=language, pages={each.path: each for each in (page, every)})
    renderer = Renderer(course, Fragments().to_html)
    extension = RehberExtension(current=Current(renderer, page, links_terms=True))
    blocks = {"pymdownx.blocks.admonition": {"types": ["supervision", "four-weeks"]}}
    html = Markdown(
        extensions=[extension, "attr_list", "pymdownx.blocks.admonition"],
        extension_configs=blocks,
    ).convert(LESSON)
    said = strings("notes", language)
    body = f'<div class="rh-prose">{html}{notes.opener(course, page, said)}</div>'
    return f'<div class="{scripts}">{body}</div>'


@pytest.fixture
def open_lesson(opened: Open) -> Callable[[], Page]:
    def open_page(**options: Any) -> Page:
        return opened("modules/a/b", lesson(), title="Ev ve mahalle", **options)

    return open_page


def button(page: Page, about: str) -> Locator:
    """The button of the place that this heading or title names."""
    return page.locator(".rh-note-at", has=page.locator("button")).locator(
        f"button[aria-describedby='{about}']"
    )


def write(page: Page, about: str, text: str) -> Locator:
    button(page, about).click()
    field = page.locator(".rh-note-field:visible textarea")
    field.fill(text)
    return field


def kept(page: Page, key: str = SUPERVISION) -> str:
    value = stored(page).get(key)
    return value["text"] if value else ""


def wait_for_text(page: Page, text: str, key: str = SUPERVISION) -> None:
    until(page, f"rh.getStore().get('{key}').then(v => v?.text === {text!r})")


def test_each_part_and_each_prompt_has_one_place(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    places = page.locator("[data-rh-note]").evaluate_all("all => all.map(a => a.dataset.rhNote)")
    assert places == ["duzen", "supervision", "four-weeks", "sira"]
    tree = page.locator(".rh-prose").aria_snapshot()
    assert tree.count('button "Not al"') == 4
    assert page.locator(".rh-note-field").count() == 0


def test_without_a_script_there_is_nothing(opened: Open) -> None:
    page = opened("modules/a/b", lesson(scripts="no-js"))
    expect(page.get_by_role("button", name="Not al").first).to_be_hidden()


def test_a_note_is_saved_as_one_types_and_comes_back(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    field = write(page, "prompt-supervision", "Ablasını görmedim.")
    expect(page.get_by_label("Notunuz: Süpervizyona götürün")).to_be_focused()
    expect(page.locator(".rh-note-field__state")).to_have_text("kaydedildi", use_inner_text=True)
    value = stored(page)[SUPERVISION]
    assert value["since"].startswith("20")
    assert value == {
        "text": "Ablasını görmedim.",
        "title": "Ev ve mahalle",
        "section": "Süpervizyona götürün",
        "prompt": "Hangi yetişkini yalnız görmediniz?",
        "kind": "supervision",
        "url": "modules/a/b/#prompt-supervision",
        "since": value["since"],
    }
    assert page.locator("[role=status]").inner_text() == ""  # not said at every key

    field.press_sequentially(" Neden?")
    wait_for_text(page, "Ablasını görmedim. Neden?")
    page.reload()
    again = button(page, "prompt-supervision")
    expect(again).to_have_text("Notunuz: Ablasını görmedim. Neden?")
    expect(button(page, "sira")).to_have_text("Not al")
    again.click()
    expect(page.locator("textarea")).to_have_value("Ablasını görmedim. Neden?")
    assert stored(page)[SUPERVISION]["since"] == value["since"]


def test_opening_and_closing_by_keyboard(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    opener = button(page, "duzen")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Notunuz: Düzen bakım değildir")).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("Soba, sonra yatak.")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rh-note-field")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(opener).to_have_text("Notunuz: Soba, sonra yatak.")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_have_value("Soba, sonra yatak.")
    page.get_by_role("button", name="Kapat").press("Enter")
    expect(page.locator(".rh-note-field")).to_be_hidden()
    expect(opener).to_be_focused()


def test_nothing_moves_when_the_notes_have_been_read(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    write(page, "duzen", "x" * 500)
    wait_for_text(page, "x" * 500, "note:m05-s3.duzen")
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_init_script(
        """new PerformanceObserver((list) => {
             window.shifts = [...(window.shifts ?? []), ...list.getEntries().map((e) => e.value)];
           }).observe({type: 'layout-shift', buffered: true});"""
    )
    page.reload()
    expect(button(page, "duzen")).to_contain_text("Notunuz")
    assert page.evaluate("window.shifts ?? []") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_typed_last_outlives_the_page(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    write(page, "prompt-supervision", "Ablasını görmedim.")
    wait_for_text(page, "Ablasını görmedim.")
    page.locator("textarea").press_sequentially(" Son")
    page.goto("about:blank")  # at once: before the pause after which a note is saved
    again = open_lesson()
    expect(button(again, "prompt-supervision")).to_have_text("Notunuz: Ablasını görmedim. Son")


LEFT = """(base) => localStorage.setItem(`rh-note:${base}!note:m05-s3.supervision`, JSON.stringify({
  place: { key: "note:m05-s3.supervision", url: "modules/a/b/", title: "Ev", section: "",
    kind: "supervision" }, text: "Yarım kaldı.", base: "" }))"""


NOTHING_LEFT = "!Object.keys(localStorage).some((name) => name.startsWith('rh-note:'))"


def left_over(page: Page, base: str = "/") -> list[str]:
    """Keys of the notes that wait outside the disk."""
    names = page.evaluate("Object.keys(localStorage)")
    prefix = f"rh-note:{base}!"
    return sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def test_notes_that_the_disk_refuses_wait_for_one_that_takes_them(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    page = open_lesson()
    until(page, "rh.getStore().ready.then(() => true)")
    page.evaluate(FULL_DISK)
    write(page, "duzen", "Soba.")
    button(page, "prompt-supervision").click()
    page.locator("textarea").nth(1).fill("Abla.")
    until(page, "localStorage.getItem('rh-note:/!note:m05-s3.duzen')")
    until(page, "localStorage.getItem('rh-note:/!note:m05-s3.supervision')")
    # The next page finds no room either: it shows them, and they go on waiting.
    full = context.new_page()
    full.add_init_script(f"({FULL_DISK})()")
    full.goto(page.url)
    page.close()
    expect(button(full, "prompt-supervision")).to_have_text("Notunuz: Abla.")
    assert left_over(full) == ["note:m05-s3.duzen", SUPERVISION]
    full.close()
    later = open_lesson()
    expect(button(later, "duzen")).to_have_text("Notunuz: Soba.")
    expect(button(later, "prompt-supervision")).to_have_text("Notunuz: Abla.")
    until(later, NOTHING_LEFT)


def test_a_double_press_opens_the_note(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    context.add_init_script(SLOW_DISK)
    page = open_lesson()
    button(page, "prompt-supervision").dblclick()
    expect(page.locator("textarea")).to_be_focused()
    expect(button(page, "prompt-supervision")).to_have_attribute("aria-expanded", "true")
    page.wait_for_timeout(500)
    expect(page.locator("textarea")).to_be_visible()


def test_a_refused_note_is_not_called_saved(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    until(page, "rh.getStore().ready.then(() => true)")
    page.evaluate(FULL_DISK)
    field = write(page, "prompt-supervision", "Abla.")
    until(page, f"!({NOTHING_LEFT})")
    state = page.locator(".rh-note-field__state")
    expect(state).to_have_text("", use_inner_text=True)
    page.evaluate(ROOM_AGAIN)
    field.fill("Abla okulda.")
    expect(state).to_have_text("kaydedildi", use_inner_text=True)


def test_a_note_that_was_refused_and_then_deleted_does_not_come_back(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    page = open_lesson()
    until(page, "rh.getStore().ready.then(() => true)")
    page.evaluate(FULL_DISK)
    write(page, "prompt-supervision", "Abla.")
    until(page, f"!({NOTHING_LEFT})")
    full = context.new_page()  # no room here either: the note goes on waiting
    full.add_init_script(f"({FULL_DISK})()")
    full.goto(page.url)
    page.close()
    expect(button(full, "prompt-supervision")).to_have_text("Notunuz: Abla.")
    full.evaluate(ROOM_AGAIN)
    button(full, "prompt-supervision").click()
    full.get_by_role("button", name="Notu sil").click()
    until(full, NOTHING_LEFT)
    full.close()
    later = open_lesson()
    until(later, "rh.getStore().ready.then(() => true)")
    expect(button(later, "prompt-supervision")).to_have_text("Not al")
    assert kept(later) == ""


def test_a_note_that_the_disk_takes_at_last_waits_no_more(
    open_lesson: Callable[[], Page],
) -> None:
    page = open_lesson()
    until(page, "rh.getStore().ready.then(() => true)")
    page.evaluate(FULL_DISK)
    field = write(page, "prompt-supervision", "Abla.")
    until(page, f"!({NOTHING_LEFT})")
    page.evaluate(ROOM_AGAIN)
    field.fill("Abla okulda.")
    until(page, NOTHING_LEFT)
    wait_for_text(page, "Abla okulda.")


def test_on_a_shared_computer_the_owners_note_goes_on_waiting(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    page = open_lesson()
    page.evaluate("rh.getStore().setShared(true)")
    page.evaluate(LEFT, "/")
    page.reload()
    until(page, "rh.getStore().ready.then(() => rh.getStore().mode === 'visit')")
    expect(button(page, "prompt-supervision")).to_have_text("Not al")
    # Whoever asks for notes has asked for what takes them up.
    button(page, "prompt-supervision").click()
    expect(page.locator(".rh-note-field__shared")).to_be_focused()
    assert left_over(page) == [SUPERVISION]
    page.evaluate("rh.getStore().setShared(false)")
    page.reload()
    expect(button(page, "prompt-supervision")).to_have_text("Notunuz: Yarım kaldı.")


def test_what_was_left_over_waits_until_it_is_written(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    page = open_lesson()
    page.evaluate(LEFT, "/")
    # The next page ends before the disk has answered.
    early = context.new_page()
    early.add_init_script("IDBFactory.prototype.open = () => ({});")
    early.goto(page.url)
    early.wait_for_function("window.rh")
    early.close()
    assert left_over(page) == [SUPERVISION]
    page.reload()
    expect(button(page, "prompt-supervision")).to_have_text("Notunuz: Yarım kaldı.")
    until(page, NOTHING_LEFT)


def test_another_copy_of_the_site_takes_no_note(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    page.evaluate(LEFT, "/other/")
    page.reload()
    write(page, "prompt-supervision", "Benim.")
    wait_for_text(page, "Benim.")
    assert left_over(page, "/other/") == [SUPERVISION]


def test_a_left_over_that_is_damaged_is_not_read_for_ever(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    page.evaluate("localStorage.setItem('rh-note:/!note:m05-s3.duzen', '{')")
    page.reload()
    until(page, NOTHING_LEFT)


def test_a_deleted_note_stays_as_an_empty_text_and_can_come_back(
    open_lesson: Callable[[], Page],
) -> None:
    page = open_lesson()
    write(page, "prompt-supervision", "Ablasını görmedim.")
    page.get_by_role("button", name="Notu sil").click()
    expect(page.get_by_role("button", name="Geri al")).to_be_focused()
    assert "Not silindi." in heard(page)
    wait_for_text(page, "")
    seen = page.locator(".rh-note-field__state")
    expect(seen).to_have_text("Not silindi.", use_inner_text=True)
    page.locator("textarea").blur()
    expect(seen).to_have_text("Not silindi.", use_inner_text=True)
    expect(button(page, "prompt-supervision")).to_have_text("Not al")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_have_value("Ablasını görmedim.")
    wait_for_text(page, "Ablasını görmedim.")


def test_a_note_that_was_never_written_leaves_no_record(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    button(page, "duzen").click()
    page.locator("textarea").blur()
    button(page, "duzen").click()
    assert stored(page) == {}


def test_the_other_tab_follows(open_lesson: Callable[[], Page]) -> None:
    one, two = open_lesson(), open_lesson()
    write(one, "prompt-supervision", "Ablasını görmedim.")
    expect(button(two, "prompt-supervision")).to_have_text("Notunuz: Ablasını görmedim.")
    button(two, "prompt-supervision").click()
    one.locator("textarea").press_sequentially(" Neden?")
    expect(two.locator("textarea")).to_have_value("Ablasını görmedim. Neden?")


CUT_OFF = "delete window.BroadcastChannel;"


def test_two_tabs_that_do_not_hear_each_other_keep_both_texts(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    """A tab that slept in the background wakes up with an old text."""
    context.add_init_script(CUT_OFF)
    one, two = open_lesson(), open_lesson()
    write(one, "prompt-supervision", "Başta yazılan.")
    wait_for_text(one, "Başta yazılan.")
    two.reload()
    button(two, "prompt-supervision").click()
    expect(two.locator("textarea")).to_have_value("Başta yazılan.")
    one.locator("textarea").fill("Birinci sekmede yazılan.")
    wait_for_text(one, "Birinci sekmede yazılan.")
    two.locator("textarea").fill("İkinci sekmede yazılan.")
    both = "İkinci sekmede yazılan.\n\n———\n\nBirinci sekmede yazılan."
    expect(two.locator("textarea")).to_have_value(both)
    expect(two.locator(".rh-note-field__united")).to_be_visible()
    assert "iki yazı alt alta" in heard(two)
    assert kept(two) == both
    # What has been seen may be tidied up: it is nobody else's any more.
    two.locator("textarea").fill("Birinci ve ikinci.")
    wait_for_text(two, "Birinci ve ikinci.")


def test_deleting_everything_elsewhere_empties_the_field(open_lesson: Callable[[], Page]) -> None:
    one, two = open_lesson(), open_lesson()
    write(one, "prompt-supervision", "Ablasını görmedim.")
    wait_for_text(one, "Ablasını görmedim.")
    two.evaluate("rh.getStore().deleteAll()")
    expect(one.locator("textarea")).to_have_value("")
    one.locator("textarea").blur()
    expect(button(one, "prompt-supervision")).to_have_text("Not al")
    assert stored(one) == {}


def test_on_a_shared_computer_nothing_is_kept(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    page.evaluate("rh.getStore().setShared(true)")
    button(page, "prompt-supervision").click()
    expect(page.get_by_text("ayarı açık. Bu ayarda yeni not alınmaz")).to_be_visible()
    expect(page.locator("textarea")).to_be_hidden()
    expect(page.locator(".rh-note-field__shared")).to_be_focused()
    assert stored(page) == {}


def test_a_field_closes_when_the_computer_becomes_shared(open_lesson: Callable[[], Page]) -> None:
    page, other = open_lesson(), open_lesson()
    write(page, "prompt-supervision", "Ablasını görmedim.")
    wait_for_text(page, "Ablasını görmedim.")
    other.evaluate("rh.getStore().setShared(true, 'keep')")
    expect(page.locator("textarea")).to_be_hidden()
    assert page.locator("textarea").input_value() == ""
    expect(button(page, "prompt-supervision")).to_have_text("Not al")
    assert "Ablasını" not in page.evaluate("JSON.stringify(sessionStorage)")
    other.evaluate("rh.getStore().setShared(false)")
    expect(page.locator("textarea")).to_have_value("Ablasını görmedim.")


def test_where_nothing_can_be_stored_a_note_lasts_for_the_visit(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined});")
    page = open_lesson()
    write(page, "prompt-supervision", "Ablasını görmedim.")
    wait_for_text(page, "Ablasını görmedim.")
    page.reload()
    expect(button(page, "prompt-supervision")).to_have_text("Notunuz: Ablasını görmedim.")


def test_personal_data_is_pointed_out_and_taken_out(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    field = write(page, "prompt-supervision", "Anne 0532 123 45 67, çocuk 10000000146.")
    found = page.locator(".rh-note-field__found")
    expect(found.locator("li span")).to_have_text(
        ["telefon numarası: 0532 123 45 67", "T.C. kimlik numarası: 10000000146"]
    )
    said = heard(page)
    assert "Gerçek bir kişinin bilgisi olabilir" in said
    assert "0532 123 45 67" in said
    expect(field).to_be_focused()  # typing goes on
    field.press_sequentially(" Sonra")
    wait_for_text(page, "Anne 0532 123 45 67, çocuk 10000000146. Sonra")
    take_out = found.get_by_role("button", name="Çıkar")
    expect(take_out.first).to_have_accessible_description("telefon numarası: 0532 123 45 67")
    take_out.first.press("Enter")
    expect(field).to_be_focused()
    expect(found.locator("li")).to_have_count(1)
    take_out.click()
    expect(found).to_be_hidden()
    expect(field).to_have_value("Anne …, çocuk …. Sonra")
    wait_for_text(page, "Anne …, çocuk …. Sonra")


def test_the_end_of_the_room_is_said_before_it_is_reached(
    open_lesson: Callable[[], Page],
) -> None:
    page = open_lesson()
    field = write(page, "duzen", "a" * 19_400)
    room = page.locator("[data-rh-case=room]")
    expect(room).to_be_hidden()
    field.fill("a" * 19_900)
    expect(room).to_have_text("100 karakterlik yer kaldı.")
    assert "100 karakterlik" in heard(page)
    field.press("End")
    page.keyboard.insert_text("b" * 200)
    expect(room).to_have_text("Bir not en çok 20.000 karakterdir. Sığmayan yazı alınmadı.")
    wait_for_text(page, "a" * 19_900 + "b" * 100, "note:m05-s3.duzen")


def test_two_long_texts_are_both_kept(
    context: BrowserContext, open_lesson: Callable[[], Page]
) -> None:
    context.add_init_script(CUT_OFF)
    one, two = open_lesson(), open_lesson()
    write(one, "duzen", "a" * 20_000)
    wait_for_text(one, "a" * 20_000, "note:m05-s3.duzen")
    button(two, "duzen").click()
    expect(two.locator("textarea")).to_have_value("a" * 20_000)
    one.locator("textarea").fill("b" * 20_000)
    wait_for_text(one, "b" * 20_000, "note:m05-s3.duzen")
    two.locator("textarea").fill("c" * 20_000)
    both = "c" * 20_000 + "\n\n———\n\n" + "b" * 20_000
    expect(two.locator("textarea")).to_have_value(both)
    until(two, "rh.getStore().get('note:m05-s3.duzen').then(v => v.text.length > 40000)")
    assert kept(two, "note:m05-s3.duzen") == both


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(open_lesson: Callable[[], Page], scheme: str, width: int) -> None:
    page = open_lesson()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    button(page, "duzen").click()
    write_into = page.locator(".rh-note-field:visible textarea").first
    write_into.fill("Anne 0532 123 45 67." + "a" * 19_900)
    button(page, "prompt-supervision").click()
    page.locator(".rh-note-field:visible textarea").nth(1).fill("x")
    page.get_by_role("button", name="Notu sil").nth(1).click()
    expect(page.locator(".rh-note-field__found li")).to_have_count(1)
    expect(page.locator("[data-rh-case=room]").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("rh.getStore().setShared(true)")
    expect(page.locator(".rh-note-field__shared").first).to_be_visible()
    assert violations(page) == []


def test_nothing_of_it_is_printed(open_lesson: Callable[[], Page]) -> None:
    page = open_lesson()
    write(page, "duzen", "Soba.")
    page.emulate_media(media="print")
    expect(page.locator(".rh-note-field")).to_be_hidden()
    expect(page.locator(".rh-note-at").first).to_be_hidden()
    expect(page.get_by_text("Soba yanıyor.")).to_be_visible()


def test_a_field_that_cannot_be_fetched_says_so(
    context: BrowserContext, opened: Open, site: Site
) -> None:
    site.write("few.mjs", FEW)
    body = lesson() + '<p data-rh-unloaded="Açılamadı."></p>'
    head = '<script type="module" src="/few.mjs"></script>'
    nothing = {"body": "", "content_type": "text/javascript"}
    context.route("**/start.mjs", lambda route: route.fulfill(**nothing))
    context.route("**/note-field.mjs", lambda route: route.abort())
    page = opened("modules/a/b", body, title="Ev ve mahalle", head=head)
    button(page, "duzen").click()
    expect(page.locator(".rh-unloaded")).to_have_text("Açılamadı.")
    context.unroute("**/note-field.mjs")
    button(page, "duzen").click()
    expect(page.locator("textarea")).to_be_focused()


def test_english_words(opened: Open) -> None:
    page = opened("en/modules/a/b", lesson("en"), title="Home", lang="en", base="/en/")
    write(page, "duzen", "Stove.")
    wait_for_text(page, "Stove.", "note:m05-s3.duzen")
    assert stored(page)["note:m05-s3.duzen"]["url"] == "en/modules/a/b/#duzen"
    expect(button(page, "duzen")).to_have_text("Your note: Stove.")
