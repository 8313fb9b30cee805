"""The controls over the learner's data, the way back, and the reading place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

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
        page.get_by_role("button", name="Dosyaya kaydet").press("Enter")
    assert download.value.suggested_filename.startswith("rehber-20")
    path = tmp_path / "kayit.json"
    download.value.save_as(path)
    assert heard(page).startswith("Dosya hazırlandı: rehber-20")

    page.get_by_role("button", name="Bütün kayıtları sil").press("Enter")
    assert "geri alınamaz" in page.evaluate("document.activeElement.textContent")
    assert stored(page) != {}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-data__said")).to_have_text("Bütün kayıtlar silindi.")
    assert stored(page) == {}

    page.get_by_label("Dosyadan yükle").set_input_files(path)
    expect(page.locator(".rh-data__said")).to_have_text(
        "Yüklendi. Yeni kayıt: 1, yenilenen: 0, değişmeyen: 0."
    )
    assert page.evaluate("rh.getStore().all()") == before


def test_deleting_can_be_thought_over(opened: Open) -> None:
    page = opened("data", controls())
    put(page, "item:m05-q07", VALUE)
    page.get_by_role("button", name="Bütün kayıtları sil").click()
    page.get_by_role("button", name="Vazgeç").click()
    expect(page.get_by_role("button", name="Evet, sil")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Bütün kayıtları sil"
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
    page.evaluate(
        "() => { setTimeout = () => 0;"
        "document.dispatchEvent(new Event('visibilitychange', {bubbles: true})); }"
    )
    until(page, "rh.getStore().get('place')")


def test_the_notice_stays_out_of_the_way_of_answering(
    context: BrowserContext, opened: Open
) -> None:
    context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined});")
    notice = render_store_notice(strings("store"), privacy_url="/gizlilik/")
    page = opened("blocked", render_example("single") + notice)
    page.get_by_role("button", name="Tamam").click()
    expect(page.locator(".rh-notice")).to_be_hidden()
