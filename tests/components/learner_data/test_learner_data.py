"""The controls over the learner's data, the way back, and the reading place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from rehber.render.learner_data import render_learner_data, render_resume, render_store_notice
from tests.components.conftest import (
    Site,
    heard,
    render_example,
    stored,
    strings,
    until,
    violations,
)

Open = Callable[..., Page]
VALUE = {"given": ["abc"], "right": True, "digest": "0f0f0f0f", "tries": 1}


def controls() -> str:
    return render_learner_data(strings("store"), edition="2026.11")


def resume() -> str:
    return render_resume(strings("store"), start=("modules/a/", "Aile hakkı"))


def put(page: Page, key: str, value: object) -> None:
    page.evaluate("([key, value]) => rh.getStore().set(key, value)", [key, value])


def fact(page: Page, slot: str) -> str:
    return page.locator(f"[data-rh-slot={slot}]").inner_text()


def test_it_says_what_is_kept_and_where(opened: Open) -> None:
    page = opened("data", controls())
    expect(page.locator("[data-rh-slot=place]")).to_have_text("yok")
    put(page, "item:m05-q07", VALUE)
    put(page, "item:m05-q08", VALUE | {"right": False})
    put(page, "read:m05-s1", {"done": True})
    put(page, "place", {"url": "a/", "title": "Çocuğu duymak", "scroll": 0})
    expect(page.locator("[data-rh-slot=place]")).to_have_text("Çocuğu duymak")
    assert [fact(page, f"count-{name}") for name in ("items", "right", "read")] == ["2", "1", "1"]
    expect(page.locator("[data-rh-slot=where]")).to_have_text("bu tarayıcıda", use_inner_text=True)
    expect(page.get_by_text("Safari, yedi gün")).to_be_visible()


def test_save_delete_load_by_keyboard(opened: Open, tmp_path: Path) -> None:
    page = opened("data", controls())
    put(page, "item:m05-q07", VALUE)
    before = page.evaluate("rh.getStore().all()")
    with page.expect_download() as download:
        page.get_by_role("button", name="Dosyaya kaydet").first.press("Enter")
    assert download.value.suggested_filename.startswith("rehber-20")
    path = tmp_path / "kayit.json"
    download.value.save_as(path)
    assert heard(page).startswith("Dosya hazırlandı: rehber-20")

    page.get_by_role("button", name="Bütün kayıtları sil").press("Enter")
    question = page.locator("[data-rh-ask=delete] > p").first
    expect(question).to_be_focused()
    expect(question).to_contain_text("geri alınamaz")
    assert stored(page) != {}
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Dosyaya kaydet").last).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-data__said")).to_have_text("Bütün kayıtlar silindi.")
    assert stored(page) == {}

    page.get_by_label("Dosyadan yükle").set_input_files(path)
    expect(page.locator("[data-rh-ask=import] > p").first).to_be_focused()
    assert stored(page) == {}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-data__said")).to_have_text(
        "Birleştirildi. Yeni kayıt: 1, yenilenen: 0, değişmeyen: 0."
    )
    assert page.evaluate("rh.getStore().all()") == before


def test_deleting_can_be_thought_over(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "item:m05-q07", VALUE)
    page.get_by_role("button", name="Bütün kayıtları sil").click()
    page.get_by_role("button", name="Vazgeç").click()
    expect(page.get_by_role("button", name="Evet, sil")).to_be_hidden()
    expect(page.locator(":focus")).to_have_text("Bütün kayıtları sil")
    assert "item:m05-q07" in stored(page)


def test_a_deletion_that_fails_is_not_called_done(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "item:m05-q07", VALUE)
    page.evaluate("() => { IDBObjectStore.prototype.clear = () => { throw new Error('no'); }; }")
    page.get_by_role("button", name="Bütün kayıtları sil").click()
    page.get_by_role("button", name="Evet, sil").click()
    expect(page.locator(".rh-data__said")).to_contain_text("Silinemedi")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "JSON değil"),
        ('{"format": "x"}', "bu sitenin kayıt dosyası değil"),
        (json.dumps({"format": "rehber-learner-data", "version": 9}), "daha yeni bir sürümünde"),
        (
            json.dumps({"format": "rehber-learner-data", "version": 1, "records": [{}]}),
            "içindeki 1. kayıt bozuk",
        ),
    ],
)
def test_a_refused_file_says_why(opened: Open, content: str, reason: str) -> None:
    page = opened("data", controls())
    page.get_by_label("Dosyadan yükle").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    )
    expect(page.locator(".rh-data__said")).to_contain_text(reason)
    assert reason in heard(page)


def file_of(*records: dict[str, Any], **changes: Any) -> FilePayload:
    data = {
        "format": "rehber-learner-data",
        "version": 1,
        "edition": "2026.11",
        "exported_at": "2026-11-20T10:00:00.000Z",
        "records": list(records),
    }
    text = json.dumps(data | changes)
    return {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}


def record(key: str, value: object, at: str = "2026-11-20T09:30:00.000Z") -> dict[str, Any]:
    return {"key": key, "type": key.partition(":")[0], "value": value, "at": at}


NOTE = {"text": "Soba.", "title": "Ev", "url": "modules/a/b/#duzen"}


def rows(page: Page, inside: str) -> list[list[str]]:
    """The visible lines of a list or table of kinds."""
    lines = page.locator(f"{inside} [data-rh-kind]:visible").all()
    return [line.locator(":scope > *").all_inner_texts() for line in lines]


def test_a_file_is_shown_before_it_is_merged_and_its_effect_after(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "note:m05-s1.duzen", NOTE)
    put(page, "item:m05-q07", VALUE)
    here = {each["key"]: each for each in page.evaluate("rh.getStore().all()")}
    choose = page.get_by_label("Dosyadan yükle")
    choose.set_input_files(
        file_of(
            here["item:m05-q07"],
            record("note:m05-s1.duzen", NOTE | {"text": "Yeni."}, "2030-01-01T00:00:00.000Z"),
            record("note:m05-s1.sira", NOTE),
            record("badge:x", {"a": 1}),
        )
    )
    question = page.locator("[data-rh-ask=import] > p").first
    expect(question).to_be_focused()
    expect(question).to_contain_text("20 Kasım 2026")
    expect(question).to_contain_text("Sitenin sürümü: 2026.11")
    assert rows(page, "[data-rh-ask=import]") == [
        ["Soru yanıtı", "1"],
        ["Not", "2"],
        ["Başka kayıt", "1"],
    ]
    page.locator("[data-rh-ask=import]").get_by_role("button", name="Vazgeç").click()
    expect(choose).to_be_focused()
    assert stored(page)["note:m05-s1.duzen"]["text"] == "Soba."

    choose.set_input_files(
        file_of(
            here["item:m05-q07"],
            record("note:m05-s1.duzen", NOTE | {"text": "Yeni."}, "2030-01-01T00:00:00.000Z"),
            record("note:m05-s1.sira", NOTE),
            record("badge:x", {"a": 1}),
        )
    )
    page.get_by_role("button", name="Birleştir").click()
    said = page.locator(".rh-data__said")
    expect(said).to_have_text("Birleştirildi. Yeni kayıt: 2, yenilenen: 1, değişmeyen: 1.")
    expect(said).to_be_focused()
    assert rows(page, ".rh-data__taken") == [
        ["Soru yanıtı", "0", "0", "1"],
        ["Not", "1", "1", "0"],
        ["Başka kayıt", "1", "0", "0"],
    ]
    assert stored(page)["note:m05-s1.duzen"]["text"] == "Yeni."


def test_the_sound_records_of_a_damaged_file_are_taken_only_when_asked(opened: Open) -> None:
    page = opened("data", controls())
    broken = record("item:m05-q08", VALUE | {"given": "a"})
    page.get_by_label("Dosyadan yükle").set_input_files(
        file_of(record("item:m05-q07", VALUE), broken, broken)
    )
    expect(page.locator(".rh-data__said")).to_contain_text("içindeki 2. kayıt bozuk")
    expect(page.locator(".rh-data__damaged")).to_contain_text("sayısı: 2, ilki 2. sırada")
    assert stored(page) == {}
    page.get_by_role("button", name="Birleştir").click()
    expect(page.locator(".rh-data__said")).to_contain_text("Yeni kayıt: 1,")
    assert stored(page) == {"item:m05-q07": VALUE}


MANY = {
    "item:m05-q07": VALUE,
    "review:m05-q07": {
        "due": "2026-12-01T00:00:00.000Z",
        "stability": 1,
        "difficulty": 5,
        "state": 2,
        "reps": 1,
        "lapses": 0,
    },
    "attempt:m05-test.1": {
        "test": "m05-test",
        "started": "2026-11-20T09:30:00.000Z",
        "points": 1,
        "of": 2,
        "items": {},
    },
    "draft:m05-test": {
        "started": "2026-11-20T09:30:00.000Z",
        "order": [],
        "marked": [],
        "given": {},
    },
    "case:m05-case": {"path": ["a"], "endings": []},
    "note:m05-s1.duzen": NOTE,
    "note:m05-s1.sira": NOTE | {"text": ""},
    "read:m05-s1": {"done": True},
    "setting:path": "okul",
}
GROUPS = {
    "Yanıtları sil": ["item:m05-q07", "review:m05-q07"],
    "Test sonuçlarını sil": ["attempt:m05-test.1", "draft:m05-test"],
    "Vakaları sil": ["case:m05-case"],
    "Notları sil": ["note:m05-s1.duzen", "note:m05-s1.sira"],
    "Okuma kaydını sil": ["read:m05-s1", "place"],
}


# A note that waits for the disk.
LEFT_OVER = "rh-note:/!note:m05-s1.duzen"


@pytest.mark.parametrize("name", GROUPS)
def test_one_kind_is_deleted_alone(opened: Open, name: str) -> None:
    page = opened("data", controls())
    for key, value in MANY.items():
        put(page, key, value)
    for own in (LEFT_OVER, "rh-scheme"):
        page.evaluate("name => localStorage.setItem(name, 'x')", own)
    button = page.get_by_role("button", name=name)
    button.click()
    question = page.locator("[data-rh-ask=delete] p").first
    expect(question).to_be_focused()
    expect(question).to_contain_text("Silinecek: ")
    assert len(stored(page)) == len(MANY)
    page.locator("[data-rh-ask=delete]").get_by_role("button", name="Vazgeç").click()
    expect(button).to_be_focused()
    assert len(stored(page)) == len(MANY)

    button.click()
    with page.expect_download():
        page.locator("[data-rh-ask=delete]").get_by_role("button", name="Dosyaya kaydet").click()
    page.get_by_role("button", name="Evet, sil").click()
    expect(page.locator(".rh-data__said")).to_contain_text("Silindi: ")
    expect(button).to_be_hidden()
    assert set(stored(page)) == set(MANY) - set(GROUPS[name])
    kept = page.evaluate("Object.keys(localStorage).sort()")
    assert kept == (["rh-scheme"] if name == "Notları sil" else [LEFT_OVER, "rh-scheme"])


def test_on_a_shared_computer_the_question_says_what_stays(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "item:m05-q07", VALUE)
    page.evaluate("rh.getStore().setShared(true, 'keep')")
    put(page, "item:m05-q08", VALUE)
    page.get_by_role("button", name="Bütün kayıtları sil").click()
    question = page.locator("[data-rh-ask=delete] > p").first
    expect(question).to_contain_text("daha önce saklananlar varsa onlara dokunulmaz")
    page.get_by_role("button", name="Evet, sil").click()
    expect(page.locator(".rh-data__said")).to_have_text("Bu ziyaretin kayıtları silindi.")
    page.evaluate("rh.getStore().setShared(false)")
    assert list(stored(page)) == ["item:m05-q07"]


def test_a_file_that_would_take_the_place_of_a_running_test_says_so(opened: Open) -> None:
    page = opened("data", controls())
    key = "draft:m05-test"
    draft = {
        "started": "2026-11-22T10:00:00.000Z",
        "order": ["m05-q01"],
        "marked": [],
        "given": {"m05-q01": ["a"]},
    }
    put(page, key, draft)
    later = draft | {"started": "2030-01-01T00:00:00.000Z", "given": {"m05-q01": ["b"]}}
    replaced = page.locator(".rh-data__replaced")
    for value, at, is_said in (
        (draft | {"given": {}}, "2030-01-01T00:00:00.000Z", False),  # the same test
        (later, "2020-01-01T00:00:00.000Z", False),  # an older record: what is here stays
        (later, "2030-01-01T00:00:00.000Z", True),
    ):
        page.get_by_label("Dosyadan yükle").set_input_files(file_of(record(key, value, at)))
        expect(page.locator("[data-rh-ask=import] > p").first).to_be_focused()
        expect(replaced).to_be_visible(visible=is_said)
        if is_said:
            expect(replaced).to_contain_text("test sayısı: 1")
        page.get_by_role("button", name="Vazgeç").click()
    assert stored(page)[key] == draft


def test_deleted_notes_are_not_counted(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "note:m05-s1.duzen", NOTE)
    put(page, "note:m05-s1.sira", NOTE | {"text": ""})
    expect(page.locator("[data-rh-group=notes] span")).to_have_text("Notlar: 1")
    expect(page.locator("[data-rh-group=tests]")).to_be_hidden()


def test_deleting_one_kind_that_fails_is_not_called_done(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "note:m05-s1.duzen", NOTE)
    page.evaluate("() => { IDBObjectStore.prototype.delete = () => { throw new Error('no'); }; }")
    page.get_by_role("button", name="Notları sil").click()
    page.get_by_role("button", name="Evet, sil").click()
    expect(page.locator(".rh-data__said")).to_contain_text("Silinemedi")


def test_shared_computer_asks_before_it_moves(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "item:m05-q07", VALUE)
    shared = page.get_by_label("Bu bilgisayar ortak")
    shared.check()
    expect(page.get_by_text("Bu tarayıcıda kayıtlı veri var")).to_be_visible()
    assert page.evaluate("rh.getStore().mode") == "disk"
    page.locator("[data-rh-ask=shared]").get_by_role("button", name="Vazgeç").click()
    expect(shared).not_to_be_checked()

    shared.check()
    page.get_by_role("button", name="Bu ziyarete taşı").click()
    expect(page.locator(".rh-data__said")).to_contain_text("ayarı açık")
    expect(page.locator("[data-rh-slot=where]")).to_have_text(
        "yalnız bu ziyarette (ortak bilgisayar)", use_inner_text=True
    )
    assert "item:m05-q07" in stored(page)
    page.reload()
    expect(shared).to_be_checked()
    shared.uncheck()
    expect(page.locator(".rh-data__said")).to_contain_text("ayarı kapalı")
    expect(page.locator("[data-rh-slot=where]")).to_have_text("bu tarayıcıda", use_inner_text=True)
    assert "item:m05-q07" in stored(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, scheme: str) -> None:
    body = controls() + render_store_notice(strings("store"), privacy_url="/gizlilik/")
    page = opened("data", body + resume())
    page.set_viewport_size({"width": 360, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    put(page, "item:m05-q07", VALUE)
    put(page, "place", {"url": "a/", "title": "Çocuğu duymak", "scroll": 0})
    page.evaluate(
        """for (const code of ['blocked', 'full', 'damaged', 'shared'])
             rh.getStore().dispatchEvent(new CustomEvent('notice', {detail: {code}}))"""
    )
    page.get_by_label("Dosyadan yükle").set_input_files(
        file_of(record("item:m05-q08", VALUE), record("note:m05-s1.duzen", NOTE), {})
    )
    expect(page.locator(".rh-data__damaged")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Birleştir").click()
    expect(page.locator(".rh-data__taken")).to_be_visible()
    page.get_by_role("button", name="Notları sil").click()
    expect(page.get_by_role("button", name="Evet, sil")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Bütün kayıtları sil").click()
    page.get_by_label("Bu bilgisayar ortak").check()
    expect(page.locator(".rh-resume")).to_contain_text("Kaldığınız yer")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_script_it_says_that_nothing_is_kept(browser: Browser, site: Site) -> None:
    notice = render_store_notice(strings("store"), privacy_url="/gizlilik/")
    address = site.add("plain/data", controls() + resume() + notice)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("JavaScript kapalıyken site hiçbir kayıt tutmaz.")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    expect(page.locator(".rh-resume")).to_contain_text("Buradan başlayın")
    expect(page.locator(".rh-notice")).to_be_hidden()
    context.close()


def lesson() -> str:
    filler = "".join(f"<h2 id='b{n}'>Başlık {n}</h2>" + "<p>Söz.</p>" * 30 for n in range(4))
    return f'<article data-rh-module="place" data-rh-page="m05-s3">{filler}</article>'


def test_the_last_page_and_heading_are_offered_at_home(
    context: BrowserContext, opened: Open
) -> None:
    home = opened("home", resume())
    expect(home.get_by_role("link", name="Aile hakkı")).to_be_visible()
    height = home.locator(".rh-resume").bounding_box()["height"]  # type: ignore[index]
    page = opened("modules/a/b", lesson(), title="Çocuğu duymak")
    page.locator("#b2").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#b2').scrollIntoView()")
    until(page, "rh.getStore().get('place').then(v => v?.anchor === 'b2')")
    place = page.evaluate("rh.getStore().get('place')")
    assert place["url"] == "modules/a/b/"
    assert 0.3 < place["scroll"] < 0.9
    assert "read:m05-s3" not in stored(page)

    link = home.get_by_role("link", name="Çocuğu duymak")
    expect(link).to_be_visible()
    assert home.locator(".rh-resume").bounding_box()["height"] == height  # type: ignore[index]
    link.click()
    home.wait_for_url("**/modules/a/b/#b2")


def test_a_page_read_to_its_end_is_marked(opened: Open) -> None:
    page = opened("modules/a/b", lesson(), title="Çocuğu duymak")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(page, "rh.getStore().get('read:m05-s3')")


def test_putting_the_page_away_keeps_the_place_at_once(opened: Open) -> None:
    page = opened("modules/a/b", lesson(), title="Çocuğu duymak")
    kept = page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true });
          document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
          return rh.getStore().get("place");
        }"""
    )
    assert kept["title"] == "Çocuğu duymak"


def test_the_notice_stays_out_of_the_way_of_answering(
    context: BrowserContext, opened: Open
) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined});")
    notice = render_store_notice(strings("store"), privacy_url="/gizlilik/")
    page = opened("blocked", render_example("single") + notice)
    page.get_by_role("button", name="Tamam").click()
    expect(page.locator(".rh-notice")).to_be_hidden()
