"""The page of all notes: order, editing, deleting, the plan, files, paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from rehber import messages
from rehber.model.course import Course, Kind, Module
from rehber.model.course import Page as CoursePage
from rehber.render import notes
from tests.components.conftest import (
    FULL_DISK,
    ROOM_AGAIN,
    SLOW_DISK,
    heard,
    stored,
    until,
    violations,
)

Open = Callable[..., Page]


def course_page(path: str, kind: Kind, name: str, title: str) -> CoursePage:
    return CoursePage(path=path, source=path, kind=kind, id=name, title=title, body="")


SECTIONS = (
    course_page("modules/a/b.md", Kind.SECTION, "m05-s1", "Ev ve mahalle"),
    course_page("modules/a/c.md", Kind.SECTION, "m05-s2", "Ebeveynle çalışma"),
)
OVERVIEW = course_page("modules/a/index.md", Kind.MODULE, "m05", "Aileyi tanımak")
HERE = course_page("learning/notlarim.md", Kind.LEARNING, "my-notes", "Notlarım")
MODULE = Module("m05", 5, "a", OVERVIEW, (), SECTIONS)


def body(language: str = "tr") -> str:
    course = Course(language=language, pages={p.path: p for p in (*SECTIONS, OVERVIEW)})
    course = Course(language=language, pages=course.pages, modules=(MODULE,))
    html = notes.my_notes(course, course, HERE, messages.load(language))
    return f'<div class="rh-prose"><p>Giriş.</p>{html}</div>'


def note(text: str, place: str, **more: Any) -> dict[str, Any]:
    value = {
        "text": text,
        "title": "Ev ve mahalle",
        "section": "Düzen bakım değildir",
        "kind": "free",
        "url": f"modules/a/b/#{place}",
        "since": "2026-11-21T09:30:00.000Z",
    }
    return value | more


NOTES = {
    "note:m05-s2.duzen": note("İkinci sayfanın notu.", "duzen", section="Bir hedef"),
    "note:m05-s1.duzen": note("Soba yanıyor.\nYatak gergin.", "duzen"),
    "note:m05-s1.supervision": note(
        "Ablasını.",
        "prompt-supervision",
        section="Süpervizyona götürün",
        kind="supervision",
        prompt="Hangi yetişkini yalnız görmediniz?",
        since="2026-11-20T09:30:00.000Z",
    ),
    "note:m05-s1.four-weeks": note(
        "Sabah ziyareti.",
        "prompt-four-weeks",
        section="Dört hafta içinde",
        kind="four-weeks",
        prompt="Bir ebeveynle tek bir hedef seçin.",
    ),
    "note:m05.page": note("Bütün modül.", "", section="", title="Aileyi tanımak", url="modules/a/"),
    "note:m99-s1.eski": note("Eski not.", "eski", title="Kalkmış sayfa", url="modules/x/y/#eski"),
    "note:m05-s1.bos": note("", "bos"),
}


def put(page: Page, key: str, value: object) -> None:
    page.evaluate("([key, value]) => rh.getStore().set(key, value)", [key, value])


@pytest.fixture
def my_notes(opened: Open) -> Callable[..., Page]:
    def open_page(records: dict[str, dict[str, Any]] = NOTES) -> Page:
        page = opened("learning/notlarim", body(), title="Notlarım")
        for key, value in records.items():
            put(page, key, value)
        return page

    return open_page


def outline(page: Page) -> list[str]:
    found: list[str] = page.locator(
        ":is(h2, h3, .rh-my-note__where, .rh-my-note__prompt, .rh-my-note__text):visible"
    ).all_inner_texts()
    return [text for text in found if text]


def test_without_notes_it_says_how_to_take_one(my_notes: Callable[..., Page]) -> None:
    page = my_notes({})
    expect(page.locator(".rh-my-notes__none")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Notlar JavaScript ile çalışır")).to_be_hidden()


def test_notes_stand_by_module_and_page_in_the_order_of_the_course(
    my_notes: Callable[..., Page],
) -> None:
    page = my_notes()
    expect(page.locator(".rh-my-note:visible")).to_have_count(6)
    page.reload()  # read at once, whatever the order in which they came
    expect(page.locator(".rh-my-note:visible")).to_have_count(6)
    assert outline(page) == [
        "Dört hafta içinde",
        "Ev ve mahalle · Dört hafta içinde",
        "Bir ebeveynle tek bir hedef seçin.",
        "Sabah ziyareti.",
        "Modül 5: Aileyi tanımak",
        "Aileyi tanımak",
        "Aileyi tanımak",
        "Bütün modül.",
        "Ev ve mahalle",
        "Süpervizyona götürün",
        "Hangi yetişkini yalnız görmediniz?",
        "Ablasını.",
        "Düzen bakım değildir",
        "Soba yanıyor.\nYatak gergin.",
        "Ebeveynle çalışma",
        "Bir hedef",
        "İkinci sayfanın notu.",
        "Artık bulunmayan sayfalar",
        "Kalkmış sayfa · Düzen bakım değildir",
        "Eski not.",
    ]
    link = page.get_by_role("link", name="Süpervizyona götürün")
    assert link.evaluate("a => a.pathname + a.hash") == "/modules/a/b/#prompt-supervision"
    gone = page.get_by_role("link", name="Kalkmış sayfa")
    assert gone.evaluate("a => a.pathname + a.hash") == "/modules/x/y/#eski"
    expect(page.locator(".rh-my-note__at").first).to_have_text("Yazıldığı gün: 21 Kasım 2026")


def test_the_plan_is_ticked(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    tick = page.get_by_role("checkbox", name="Yaptım")
    expect(tick).to_have_accessible_description("Ev ve mahalle · Dört hafta içinde")
    tick.press("Space")
    until(page, "rh.getStore().get('note:m05-s1.four-weeks').then(v => v.done)")
    page.reload()
    expect(tick).to_be_checked()
    value = stored(page)["note:m05-s1.four-weeks"]
    assert (value["text"], value["since"]) == ("Sabah ziyareti.", "2026-11-21T09:30:00.000Z")


def test_editing_in_place(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    item = page.locator("#note-m05-s1-duzen")
    edit = item.get_by_role("button", name="Düzenle")
    expect(edit).to_have_accessible_description("Düzen bakım değildir")
    edit.press("Enter")
    field = item.get_by_label("Notunuz: Düzen bakım değildir")
    expect(field).to_be_focused()
    expect(item.locator(".rh-my-note__text")).to_be_hidden()
    field.fill("Soba, 0532 123 45 67.")
    expect(item.get_by_text("telefon numarası: 0532 123 45 67")).to_be_visible()
    field.fill("Soba.")
    expect(item.get_by_text("telefon numarası")).to_be_hidden()  # what it moves is where it was
    until(page, "rh.getStore().get('note:m05-s1.duzen').then(v => v.text === 'Soba.')")
    item.get_by_role("button", name="Düzenlemeyi bitir").click()
    expect(item.locator(".rh-my-note__text")).to_have_text("Soba.")
    expect(item.locator(".rh-my-note__text")).to_be_visible()
    expect(item.locator("textarea")).to_be_hidden()
    value = stored(page)["note:m05-s1.duzen"]
    assert value == NOTES["note:m05-s1.duzen"] | {"text": "Soba."}


def test_a_note_has_one_field_however_often_it_is_opened(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    item = page.locator("#note-m05-s1-duzen")
    edit = item.get_by_role("button", name="Düzenle", exact=True)
    edit.evaluate("(b) => { b.click(); b.click(); b.click(); }")
    expect(item.locator("textarea")).to_be_focused()
    item.get_by_role("button", name="Düzenlemeyi bitir").click()
    expect(item.locator("textarea")).to_be_hidden()
    edit.click()
    expect(item.locator("textarea")).to_be_focused()
    twice = "(all) => all.map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i)"
    assert page.locator("[id]").evaluate_all(twice) == []


def test_deleting_and_bringing_back(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    item = page.locator("#note-m05-s1-duzen")
    item.get_by_role("button", name="Notu sil").click()
    expect(item.get_by_role("button", name="Geri al")).to_be_focused()
    assert "Not silindi." in heard(page)
    expect(item.get_by_text("Soba yanıyor.")).to_be_hidden()
    until(page, "rh.getStore().get('note:m05-s1.duzen').then(v => v.text === '')")
    page.keyboard.press("Enter")
    expect(item.get_by_text("Soba yanıyor.")).to_be_visible()
    until(page, "rh.getStore().get('note:m05-s1.duzen').then(v => v.text !== '')")

    item.get_by_role("button", name="Notu sil").click()
    until(page, "rh.getStore().get('note:m05-s1.duzen').then(v => v.text === '')")
    page.reload()
    expect(page.locator(".rh-my-note:visible")).to_have_count(5)
    assert stored(page)["note:m05-s1.duzen"]["text"] == ""


def test_another_tab_is_followed(my_notes: Callable[..., Page]) -> None:
    one, two = my_notes(), my_notes({})
    expect(two.locator(".rh-my-note:visible")).to_have_count(6)
    one.locator("#note-m05-s1-duzen").get_by_role("button", name="Notu sil").click()
    expect(two.locator(".rh-my-note:visible")).to_have_count(5)
    put(two, "note:m05-s2.duzen", note("Yeni yazı.", "duzen"))
    expect(one.locator("#note-m05-s2-duzen")).to_contain_text("Yeni yazı.")
    two.evaluate("rh.getStore().deleteAll()")
    expect(one.locator(".rh-my-notes__none")).to_be_visible()
    expect(one.locator(".rh-my-note:visible")).to_have_count(0)


def read(download: Download) -> str:
    return download.path().read_bytes().decode("utf-8")


def test_a_text_file(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    page.get_by_role("checkbox").check()
    with page.expect_download() as started:
        page.get_by_role("button", name="Metin dosyası al").click()
    assert started.value.suggested_filename.startswith("rehber-notlarim-20")
    text = read(started.value)
    assert text.startswith("\ufeffNotlarım\r\n")
    assert "\n" not in text.replace("\r\n", "")
    plain = text.replace("\r\n", "\n")
    assert "\nDört hafta içinde\n=================\n" in plain
    assert "[x] Yaptım: Ev ve mahalle · Dört hafta içinde\n“Bir ebeveynle" in plain
    assert (
        "\nSüpervizyona götürün\n“Hangi yetişkini yalnız görmediniz?”\n\nAblasını.\n\n"
        "Yazıldığı gün: 20 Kasım 2026\n"
    ) in plain
    assert plain.index("Bütün modül.") < plain.index("Ablasını.") < plain.index("Eski not.")
    assert "bos" not in plain


def test_what_was_ticked_a_moment_ago_is_in_the_file(
    context: BrowserContext, my_notes: Callable[..., Page]
) -> None:
    context.add_init_script(SLOW_DISK)
    page = my_notes()
    page.get_by_role("checkbox").check()
    with page.expect_download() as started:
        page.get_by_role("button", name="Metin dosyası al").click()
    assert "[x] Yaptım: Ev ve mahalle" in read(started.value)


def test_a_markdown_file(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    put(page, "note:m05-s2.ozel", note("- bir\n- *iki*", "ozel", section="Ne [ve] *neden*?"))
    expect(page.locator("#note-m05-s2-ozel")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Markdown dosyası al").click()
    assert started.value.suggested_filename.endswith(".md")
    text = read(started.value)
    assert text.startswith("# Notlarım\n\n")
    assert "\n## Modül 5: Aileyi tanımak\n\n### Aileyi tanımak\n" in text
    assert "\n- [ ] [Ev ve mahalle · Dört hafta içinde](http://127.0.0.1:" in text
    assert "/modules/a/b/#prompt-supervision)\n\n> Hangi yetişkini yalnız" in text
    assert "[Ne \\[ve\\] \\*neden\\*?](http" in text
    assert "\n\n- bir\n- *iki*\n\n*Yazıldığı gün: 21 Kasım 2026*\n" in text


def test_on_paper_there_are_the_notes_alone(my_notes: Callable[..., Page]) -> None:
    page = my_notes()
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Notları yazdır").click()
    assert page.evaluate("window.printed")
    page.locator("#note-m05-s1-duzen").get_by_role("button", name="Düzenle").click()
    page.emulate_media(media="print")
    for text in ("Giriş.", "Metin dosyası al", "Düzenle", "Kendiniz için yazdığınız işler"):
        expect(page.get_by_text(text, exact=True).first).to_be_hidden()
    expect(page.locator("textarea")).to_be_hidden()
    for text in ("Soba yanıyor.", "Sabah ziyareti.", "Yazıldığı gün: 20 Kasım 2026"):
        expect(page.get_by_text(text).first).to_be_visible()


def test_on_a_shared_computer_what_was_brought_can_be_read_and_deleted(
    my_notes: Callable[..., Page],
) -> None:
    page = my_notes()
    page.evaluate("rh.getStore().setShared(true, 'move')")
    expect(page.locator(".rh-my-notes__shared")).to_be_visible()
    expect(page.locator(".rh-my-notes__brought")).to_be_visible()
    expect(page.locator(".rh-my-note:visible")).to_have_count(6)
    expect(page.get_by_role("button", name="Düzenle")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_role("button", name="Notu sil").first.click()
    page.reload()
    expect(page.locator(".rh-my-note:visible")).to_have_count(5)


def test_a_note_that_waits_for_the_disk_does_not_outlive_its_deletion(
    context: BrowserContext, my_notes: Callable[..., Page]
) -> None:
    page = my_notes({})
    page.evaluate(
        """([key, value]) => localStorage.setItem(`rh-note:/!${key}`,
             JSON.stringify({place: {...value, key}, text: value.text, base: ""}))""",
        ["note:m05-s1.duzen", NOTES["note:m05-s1.duzen"]],
    )
    page.close()
    context.add_init_script(f"({FULL_DISK})()")
    full = my_notes({})
    expect(full.locator("#note-m05-s1-duzen")).to_be_visible()
    full.evaluate(ROOM_AGAIN)
    full.locator("#note-m05-s1-duzen").get_by_role("button", name="Notu sil").click()
    until(full, "localStorage.length === 0")


def test_a_broken_or_foreign_note_harms_no_other(
    context: BrowserContext, my_notes: Callable[..., Page]
) -> None:
    page = my_notes()
    put(page, "note:m05-s1", note("Yeri olmayan not.", ""))
    put(page, "note:x", note("Kısa.", "", title="", section="", url=""))
    expect(page.locator(".rh-my-note:visible")).to_have_count(8)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(my_notes: Callable[..., Page], scheme: str, width: int) -> None:
    page = my_notes({})
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert violations(page) == []
    for key, value in NOTES.items():
        put(page, key, value)
    expect(page.locator(".rh-my-note:visible")).to_have_count(6)
    page.locator("#note-m05-s1-duzen").get_by_role("button", name="Düzenle").click()
    page.locator("textarea").fill("10000000146")
    page.locator("#note-m05-page").get_by_role("button", name="Notu sil").click()
    expect(page.locator("#note-m05-page").get_by_text("Not silindi.")).to_be_visible()
    expect(page.locator(".rh-note-field__found li")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("rh.getStore().setShared(true, 'move')")
    expect(page.locator(".rh-my-notes__shared")).to_be_visible()
    assert violations(page) == []


def test_english_words(opened: Open) -> None:
    page = opened("en/learning/notlarim", body("en"), title="My notes", lang="en", base="/en/")
    put(page, "note:m05-s1.duzen", NOTES["note:m05-s1.duzen"])
    expect(page.locator(".rh-my-note__at")).to_have_text("Written on November 21, 2026")
    expect(page.get_by_role("button", name="Print the notes")).to_be_visible()
