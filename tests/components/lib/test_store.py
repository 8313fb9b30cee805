"""Learner's data survives what happens to it: blocked, full, damaged, two tabs, shared computer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import BrowserContext, Page, expect

from rehber.render.learner_data import render_store_notice
from tests.components.conftest import (
    FULL_DISK,
    ROOM_AGAIN,
    ROOT,
    SLOW_DISK,
    heard,
    render_example,
    stored,
    strings,
    until,
)

Open = Callable[..., Page]
KEY = "item:m05-q07"
VALUE = {"given": ["abc"], "right": True, "digest": "0f0f0f0f", "tries": 1}


def notice() -> str:
    return render_store_notice(strings("store"), privacy_url="/gizlilik/", edition="2026.11")


def put_raw(page: Page, record: object) -> None:
    """Write past the store, as a damaged disk or another program would."""
    page.evaluate(
        """record => new Promise((resolve, reject) => {
             const request = indexedDB.open(rh.getStore().name);
             request.onsuccess = () => {
               const db = request.result;
               const work = db.transaction('records', 'readwrite');
               work.objectStore('records').put(record);
               work.oncomplete = () => { db.close(); resolve(); };
               work.onabort = () => reject(work.error);
             }; })""",
        record,
    )


def raw(page: Page, store: str) -> list[Any]:
    found: list[Any] = page.evaluate(
        """store => new Promise(resolve => {
             const request = indexedDB.open(rh.getStore().name);
             request.onsuccess = () => {
               const all = request.result.transaction(store).objectStore(store).getAll();
               all.onsuccess = () => { request.result.close(); resolve(all.result); };
             }; })""",
        store,
    )
    return found


def put(page: Page, key: str, value: object) -> None:
    page.evaluate("([key, value]) => rh.getStore().set(key, value)", [key, value])


def answer(page: Page, label: str = "Birkaç görüşmede") -> None:
    page.get_by_label(label).check()
    page.get_by_role("button", name="Yanıtla").click()


def test_the_name_carries_the_base_path_and_not_the_language(opened: Open) -> None:
    tr = opened("x/tr", "", base="/rehber/")
    en = opened("x/en", "", base="/rehber/en/", lang="en")
    other = opened("x/other", "", base="/onizleme/")
    names = [page.evaluate("rh.getStore().name") for page in (tr, en, other)]
    assert names == ["rehber:/rehber/", "rehber:/rehber/", "rehber:/onizleme/"]
    put(tr, KEY, VALUE)
    assert stored(en) == {KEY: VALUE}
    assert stored(other) == {}


def test_each_record_is_written_alone(opened: Open) -> None:
    page = opened("x", "")
    page.evaluate(
        """() => { window.puts = [];
             const put = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = function (record) {
               window.puts.push(record.key);
               return put.call(this, record);
             }; }"""
    )
    put(page, KEY, VALUE)
    put(page, "item:m05-q08", VALUE)
    assert page.evaluate("window.puts") == [KEY, "item:m05-q08"]


def test_two_tabs_writing_at_once_lose_nothing(opened: Open) -> None:
    one, two = opened("x", ""), opened("x", "")
    for page, name in ((one, "a"), (two, "b")):
        page.evaluate(
            """name => {
             const value = {given: [], right: true, digest: '', tries: 1};
             window.work = Promise.all(Array.from({length: 30}, (_, i) => Promise.all([
               rh.getStore().set(`item:${name}${i}`, value),
               rh.getStore().set('item:both', old => ({...value, tries: (old?.tries ?? 0) + 1})),
             ]))); }""",
            name,
        )
    for page in (one, two):
        page.evaluate("window.work")
    found = stored(one)
    assert len(found) == 61
    assert found["item:both"]["tries"] == 60


def test_a_later_answer_wins_even_if_the_clock_was_set_back(opened: Open) -> None:
    page = opened("x", "")
    late = {"key": KEY, "type": "item", "value": VALUE, "at": "2031-01-01T00:00:00.000Z"}
    put_raw(page, late)
    put(page, KEY, VALUE | {"right": False})
    assert stored(page)[KEY]["right"] is False
    assert page.evaluate("rh.getStore().all()")[0]["at"] == "2031-01-01T00:00:00.001Z"


NOTE_KEY = "note:m05-s1.duzen"
NOTE = {"text": "Soba.", "title": "Ev", "url": "a/#duzen"}


@pytest.mark.parametrize(("key", "value"), [(KEY, VALUE), (NOTE_KEY, NOTE)])
def test_lasting_storage_is_asked_for_with_the_first_work_only(
    context: BrowserContext, opened: Open, key: str, value: dict[str, Any]
) -> None:
    context.add_init_script(
        """window.asked = 0;
           navigator.storage.persist = async () => { window.asked += 1; return true; };"""
    )
    page = opened("x", "")
    put(page, "setting:colour", "dark")
    assert page.evaluate("window.asked") == 0
    put(page, key, value)
    put(page, key, value)
    assert page.evaluate("window.asked") == 1


BLOCKED = {
    "no such thing": "Object.defineProperty(window, 'indexedDB', {value: undefined});",
    "access throws": """Object.defineProperty(window, 'indexedDB', {
        get() { throw new DOMException('no', 'SecurityError'); }});""",
    "open throws": """IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError'); };""",
    "open fails": """IDBFactory.prototype.open = () => {
        const request = new EventTarget();
        setTimeout(() => request.onerror?.());
        return request; };""",
    "never answers": "IDBFactory.prototype.open = () => new EventTarget();",
}


@pytest.mark.parametrize("how", BLOCKED)
def test_blocked_storage_is_said_and_answering_goes_on(
    context: BrowserContext, opened: Open, how: str
) -> None:
    context.add_init_script(BLOCKED[how])
    page = opened("blocked", render_example("single") + notice())
    expect(page.locator(".rh-notice [data-rh-case=blocked]")).to_be_visible()
    assert "saklamıyor" in heard(page)
    answer(page)
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    until(page, "rh.getStore().get('item:m05-q07')")
    assert stored(page)[KEY]["right"] is True


def test_everything_blocked_still_answers(context: BrowserContext, opened: Open) -> None:
    no = "get() { throw new DOMException('no', 'SecurityError'); }"
    context.add_init_script(
        f"""for (const name of ['indexedDB', 'sessionStorage', 'localStorage', 'BroadcastChannel'])
              Object.defineProperty(window, name, {{ {no} }});"""
    )
    page = opened("blocked", render_example("single") + notice())
    answer(page)
    until(page, "rh.getStore().get('item:m05-q07')")
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")


FULL = {
    "put throws": FULL_DISK,
    "commit fails": """() => { IDBObjectStore.prototype.put = function () {
          const work = this.transaction;
          Object.defineProperty(work, 'error', {
            get: () => new DOMException('full', 'QuotaExceededError')});
          setTimeout(() => work.onabort());
          work.abort(); }; }""",
}


@pytest.mark.parametrize("how", FULL)
def test_full_storage_is_said_and_nothing_is_lost(
    context: BrowserContext, opened: Open, how: str
) -> None:
    page = opened("full", render_example("single") + notice())
    page.evaluate(FULL[how])
    answer(page)
    expect(page.locator(".rh-notice [data-rh-case=full]")).to_be_visible()
    until(page, "rh.getStore().get('item:m05-q07')")
    assert raw(page, "records") == []

    page.reload()  # the answer outlives the page, and reaches the disk once there is room
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    page.wait_for_function("window.rhReady")
    assert [record["key"] for record in raw(page, "records")] == [KEY]
    assert page.evaluate("Object.keys(sessionStorage)") == []


DAMAGED: list[Any] = [
    {"key": KEY, "type": "item", "value": "?", "at": "2026-11-21T09:30:00.000Z"},
    {"key": KEY, "type": "item", "value": {"given": "a"}, "at": "2026-11-21T09:30:00.000Z"},
    {"key": KEY, "type": "item", "value": VALUE, "at": "yesterday"},
    {"key": KEY, "type": "place", "value": VALUE, "at": "2026-11-21T09:30:00.000Z"},
    {"key": KEY},
]


@pytest.mark.parametrize("record", DAMAGED)
def test_a_damaged_record_is_set_aside_and_the_others_stay(
    opened: Open, record: dict[str, Any]
) -> None:
    page = opened("damaged", render_example("single") + notice())
    put(page, "item:m01-q01", VALUE)
    put_raw(page, record)
    page.reload()
    expect(page.locator(".rh-notice [data-rh-case=damaged]")).to_be_visible()
    assert stored(page) == {"item:m01-q01": VALUE}
    assert raw(page, "damaged") == [record]
    assert [each["key"] for each in raw(page, "records")] == ["item:m01-q01"]
    answer(page)
    until(page, "rh.getStore().get('item:m05-q07')")


def test_a_damaged_record_is_set_aside_when_it_is_written_over(opened: Open) -> None:
    page = opened("damaged", notice())
    put_raw(page, DAMAGED[0])
    put(page, KEY, VALUE)
    assert stored(page) == {KEY: VALUE}
    assert raw(page, "damaged") == [DAMAGED[0]]


def test_a_damaged_record_of_the_visit_is_set_aside(opened: Open) -> None:
    page = opened("damaged", notice())
    page.evaluate("sessionStorage.setItem(rh.getStore().name + '|item:x', '{')")
    page.reload()
    expect(page.locator(".rh-notice [data-rh-case=damaged]")).to_be_visible()
    assert page.evaluate("Object.values(sessionStorage)") == ["{"]


def test_kinds_of_a_later_edition_are_kept(opened: Open) -> None:
    page = opened("x", "")
    put(page, "badge:m05-c1", {"path": ["a", "b"]})
    page.reload()
    page.wait_for_function("window.rhReady")
    assert stored(page) == {"badge:m05-c1": {"path": ["a", "b"]}}


def test_database_deleted_under_an_open_page(opened: Open) -> None:
    page = opened("x", "")
    put(page, KEY, VALUE)
    page.evaluate(
        """() => new Promise(resolve => {
             indexedDB.deleteDatabase(rh.getStore().name).onsuccess = () => resolve(); })"""
    )
    put(page, "item:m01-q01", VALUE)
    assert stored(page) == {"item:m01-q01": VALUE}
    assert [record["key"] for record in raw(page, "records")] == ["item:m01-q01"]


def fill_store(page: Page) -> list[dict[str, Any]]:
    put(page, KEY, VALUE)
    put(
        page, "item:m04-q05", {"given": ["İğne “ı”", ""], "right": False, "digest": "a", "tries": 3}
    )
    put(page, "read:m05-s3", {"done": True})
    put(page, "setting:colour", "dark")
    place = {"url": "modules/a/b/", "title": "Çocuğu duymak", "anchor": "sozcukler", "scroll": 0.4}
    put(page, "place", place)
    records: list[dict[str, Any]] = page.evaluate("rh.getStore().all()")
    assert len(records) == 5
    return records


def test_export_delete_import_loses_nothing(opened: Open) -> None:
    page = opened("x", "")
    before = fill_store(page)
    data = page.evaluate("rh.file.exportData('2026.11')")
    schema = json.loads((ROOT / "schema" / "learner-data.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    assert (data["format"], data["version"], data["edition"]) == (
        "rehber-learner-data",
        1,
        "2026.11",
    )

    put_raw(page, DAMAGED[0] | {"key": "item:bad"})
    page.evaluate("rh.getStore().all()")
    assert len(raw(page, "damaged")) == 1
    # Beside our own: what another copy of the site on this host holds.
    theirs = ["other", "rehber:/copy/!item:m05-q07", "rh-note:/copy/!note:m05-s1.a"]
    ours = ["rehber:/!item:m05-q07", "rh-note:/!note:m05-s1.a", "rh-scheme"]
    for name in (*theirs, *ours):
        page.evaluate("name => localStorage.setItem(name, '1')", name)
    page.evaluate("rh.getStore().deleteAll()")
    assert page.evaluate("rh.getStore().all()") == []
    assert raw(page, "records") == raw(page, "damaged") == []
    assert page.evaluate("Object.keys(localStorage).sort()") == theirs

    counts = page.evaluate("text => rh.takeIn(text)", json.dumps(data))
    assert total(counts) == {"added": 5, "updated": 0, "same": 0}
    assert counts["item"] == {"added": 2, "updated": 0, "same": 0}
    assert page.evaluate("rh.getStore().all()") == before
    again = page.evaluate("text => rh.takeIn(text)", json.dumps(data))
    assert total(again) == {"added": 0, "updated": 0, "same": 5}


def total(counts: dict[str, dict[str, int]]) -> dict[str, int]:
    """What a merge did, of all kinds together."""
    kinds = counts.values()
    return {name: sum(kind[name] for kind in kinds) for name in ("added", "updated", "same")}


def test_import_merges_newest_wins(opened: Open) -> None:
    page = opened("x", "")
    fill_store(page)
    data = page.evaluate("rh.file.exportData('')")
    old, new = data["records"][0], data["records"][1]
    old["at"], old["value"]["tries"] = "2020-01-01T00:00:00.000Z", 99
    new["at"], new["value"]["tries"] = "2031-01-01T00:00:00.000Z", 98
    counts = page.evaluate("text => rh.takeIn(text)", json.dumps(data))
    assert total(counts) == {"added": 0, "updated": 1, "same": 4}
    assert stored(page)[old["key"]]["tries"] == 3
    assert stored(page)[new["key"]]["tries"] == 98


def test_a_time_ahead_of_the_clock_gives_way_to_the_next_answer_for_good(opened: Open) -> None:
    page = opened("x", "")
    ahead = {**GOOD, "at": "2999-12-31T23:59:59.999Z", "value": VALUE | {"tries": 7}}
    page.evaluate("text => rh.takeIn(text)", _file(ahead))
    assert stored(page)[KEY]["tries"] == 7
    put(page, KEY, VALUE | {"tries": 8})
    assert stored(page)[KEY]["tries"] == 8
    late = {**GOOD, "at": "2031-01-01T00:00:00.000Z", "value": VALUE | {"tries": 5}}
    page.evaluate("text => rh.takeIn(text)", _file({**late, "key": "item:m05-q08"}))
    put(page, "item:m05-q08", VALUE)
    again = page.evaluate("text => rh.takeIn(text)", _file({**late, "key": "item:m05-q08"}))
    assert total(again) == {"added": 0, "updated": 0, "same": 1}
    assert stored(page)["item:m05-q08"] == VALUE


@pytest.mark.parametrize("year", [1970, 2970, 9000])
def test_a_clock_that_is_far_off_does_not_stop_anything(
    context: BrowserContext, opened: Open, year: int
) -> None:
    context.add_init_script(f"Date.now = () => Date.UTC({year}, 0, 1);")
    page = opened("x", "")
    put(page, KEY, VALUE)
    put(page, KEY, VALUE | {"tries": 2})
    assert stored(page)[KEY]["tries"] == 2


def test_what_a_kind_gathers_is_united(opened: Open) -> None:
    page = opened("x", "")
    at = "2030-01-01T00:00:00.000Z"
    put(page, "case:m05-case", {"path": ["a"], "endings": ["son-1"]})
    draft = {"started": at, "order": ["q1", "q2"], "marked": ["q1"]}
    put(page, "draft:m05-test", draft | {"given": {"q1": ["a"], "q2": ["b"]}})
    put(page, "draft:m06-test", draft | {"given": {"q1": ["a"]}})
    other = {"path": ["b"], "endings": ["son-2"]}
    records = [
        {"key": "case:m05-case", "type": "case", "at": at, "value": other},
        {
            "key": "draft:m05-test",
            "type": "draft",
            "at": at,
            "value": draft | {"marked": [], "given": {"q1": ["c"]}},
        },
        {
            "key": "draft:m06-test",
            "type": "draft",
            "at": at,
            "value": draft | {"started": "2029-01-01T00:00:00.000Z", "given": {"q2": ["c"]}},
        },
    ]
    page.evaluate("text => rh.takeIn(text)", _file(*records))
    found = stored(page)
    assert found["case:m05-case"] == {"path": ["b"], "endings": ["son-2", "son-1"]}
    assert found["draft:m05-test"]["given"] == {"q1": ["c"], "q2": ["b"]}
    assert found["draft:m05-test"]["marked"] == []
    assert found["draft:m06-test"]["given"] == {"q2": ["c"]}  # another try, begun later
    again = page.evaluate("text => rh.takeIn(text)", _file(*records))
    assert total(again) == {"added": 0, "updated": 0, "same": 3}


def test_a_write_that_changes_nothing_loses_nothing_that_the_disk_had_refused(
    opened: Open,
) -> None:
    page = opened("full", notice())
    page.evaluate(FULL_DISK)
    put(page, KEY, VALUE)
    page.evaluate(ROOM_AGAIN)
    page.evaluate("key => rh.getStore().set(key, () => undefined)", KEY)
    assert stored(page) == {KEY: VALUE}
    assert [record["key"] for record in raw(page, "records")] == [KEY]


def _kind(kind: str, value: object) -> dict[str, object]:
    return {**GOOD, "key": f"{kind}:a", "type": kind, "value": value}


def _file(*records: object, **changes: object) -> str:
    data = {"format": "rehber-learner-data", "version": 1, "edition": "", "exported_at": ""}
    return json.dumps(data | {"records": list(records)} | changes)


GOOD = {"key": KEY, "type": "item", "value": VALUE, "at": "2026-11-21T09:30:00.000Z"}
PLACE = {"url": "a/", "title": "", "scroll": 0}


def _place(url: str) -> dict[str, Any]:
    return {**GOOD, "key": "place", "type": "place", "value": PLACE | {"url": url}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "json"),
        ("[1, 2]", "foreign"),
        ("null", "foreign"),
        ('{"format": "other"}', "foreign"),
        (_file(version=2), "newer"),
        (_file(version=0), "foreign"),
        (_file(records={}), "foreign"),
        (_file(GOOD, {**GOOD, "at": "x"}), [1, [2]]),
        (_file(GOOD, None), [1, [2]]),
        (_file(_place("javascript:alert(1)")), [0, [1]]),
        (_file(_place("//example.org/")), [0, [1]]),
        (_file(_place("../../x/")), [0, [1]]),
    ],
)
def test_foreign_files_and_damaged_records_are_named(
    opened: Open, text: str, expected: str | list[Any]
) -> None:
    page = opened("x", "")
    found = page.evaluate(
        """text => rh.file.readFile(text).then(({records, damaged}) => [records.length, damaged],
             ({reason}) => reason)""",
        text,
    )
    assert found == expected


def test_a_file_that_is_too_long_is_not_even_read(opened: Open) -> None:
    page = opened("x", "")
    refused = page.evaluate("rh.file.readFile(' '.repeat(50000001)).catch(({reason}) => reason)")
    assert refused == "size"


def test_a_kind_with_the_name_of_something_built_in_is_a_kind_like_others(opened: Open) -> None:
    page = opened("x", "")
    small, large = _file(_kind("constructor", "x")), _file(_kind("constructor", "x" * 6000))
    page.evaluate("text => rh.takeIn(text)", small)
    assert stored(page) == {"constructor:a": "x"}
    found = page.evaluate("async text => (await rh.file.readFile(text)).damaged", large)
    assert found == [1]


def test_a_file_is_taken_in_whole_or_not_at_all_when_the_disk_is_full(opened: Open) -> None:
    page = opened("full", notice())
    page.evaluate(FULL_DISK)
    refused = page.evaluate(
        "text => rh.takeIn(text).catch((error) => error.constructor.name)", _file(GOOD)
    )
    assert refused == "FullError"
    assert stored(page) == {}
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_what_is_held_outlives_a_page_that_is_closed_at_once(opened: Open) -> None:
    page = opened("x", "")
    page.evaluate("([key, value]) => rh.getStore().hold(key, value)", [KEY, VALUE])
    assert stored(page) == {}
    page.close()
    later = opened("x")
    assert stored(later) == {KEY: VALUE}
    assert [record["key"] for record in raw(later, "records")] == [KEY]
    assert later.evaluate("Object.keys(localStorage)") == []


def test_a_write_lets_go_of_what_was_held_before_it_and_of_nothing_newer(opened: Open) -> None:
    page = opened("x", "")
    held = page.evaluate(
        """async ([key, value]) => {
             const store = rh.getStore();
             const next = {...value, given: ['next']};
             store.hold(key, value);
             const writing = store.set(key, value);
             store.hold(key, next);
             await writing;
             const between = Object.values(localStorage).map((text) => JSON.parse(text));
             await store.set(key, next);
             return [between.map(({value}) => value.given), Object.keys(localStorage)]; }""",
        [KEY, VALUE],
    )
    assert held == [[["next"]], []]


def test_what_the_disk_has_newer_is_not_written_over_by_what_was_held(opened: Open) -> None:
    page = opened("x", "")
    page.evaluate("([key, value]) => rh.getStore().hold(key, value)", [KEY, VALUE])
    text = page.evaluate("Object.values(localStorage)[0]")
    put(page, KEY, VALUE | {"given": ["later"]})
    name = page.evaluate("key => `${rh.getStore().name}!${key}`", KEY)
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])
    page.reload()
    page.wait_for_function("window.rhReady")
    assert stored(page)[KEY]["given"] == ["later"]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_what_was_held_wins_over_a_record_that_is_ahead_of_the_clock(opened: Open) -> None:
    page = opened("x", "")
    put_raw(page, {**GOOD, "at": "2031-01-01T00:00:00.000Z", "value": VALUE | {"given": ["old"]}})
    page.evaluate("([key, value]) => rh.getStore().hold(key, value)", [KEY, VALUE])
    page.close()
    later = opened("x")
    assert stored(later) == {KEY: VALUE}
    later.reload()
    later.wait_for_function("window.rhReady")
    assert stored(later) == {KEY: VALUE}


@pytest.mark.parametrize("is_shared", [False, True])
def test_an_answer_before_the_disk_was_read_outlives_its_page(
    opened: Open, is_shared: bool
) -> None:
    page = opened("x", "")
    if is_shared:
        page.evaluate("rh.getStore().setShared(true)")
    page.evaluate("() => sessionStorage.setItem('early', 'yes')")
    page.context.add_init_script(
        """if (sessionStorage.getItem('early')) IDBFactory.prototype.open = () => ({});"""
    )
    page.reload()
    # The component is there, the disk has not answered, and the reader follows a link.
    page.evaluate(
        """async ([key, value]) => {
             const {getStore} = await import("/assets/lib/store.mjs");
             getStore().hold(key, value);
             void getStore().set(key, value);
             sessionStorage.removeItem('early'); }""",
        [KEY, VALUE],
    )
    assert page.evaluate("Object.keys(localStorage)") == []
    page.reload()
    page.wait_for_function("window.rhReady")
    assert stored(page) == {KEY: VALUE}
    keys = [record["key"] for record in raw(page, "records")]
    assert keys == (["setting:shared"] if is_shared else [KEY])
    if not is_shared:
        assert page.evaluate("Object.keys(sessionStorage)") == []


def test_an_early_answer_leaves_nothing_behind_once_it_is_written(
    context: BrowserContext, opened: Open
) -> None:
    context.add_init_script(SLOW_DISK)
    page = opened("x", "", wait=False)
    page.evaluate(
        """async ([key, value]) => {
             const {getStore} = await import("/assets/lib/store.mjs");
             getStore().hold(key, value);
             if (!Object.keys(sessionStorage).length) throw new Error("not early");
             await getStore().set(key, value); }""",
        [KEY, VALUE],
    )
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert [record["key"] for record in raw(page, "records")] == [KEY]


def test_nothing_is_held_on_a_shared_computer(opened: Open) -> None:
    page = opened("shared", notice())
    page.evaluate("rh.getStore().setShared(true)")
    page.evaluate("([key, value]) => rh.getStore().hold(key, value)", [KEY, VALUE])
    assert page.evaluate("Object.keys(localStorage)") == []


def test_moving_to_the_visit_takes_what_the_disk_had_refused_and_not_what_was_before(
    opened: Open,
) -> None:
    page = opened("full", notice())
    put(page, KEY, VALUE | {"tries": 1})
    page.evaluate(FULL_DISK)
    put(page, KEY, VALUE | {"tries": 2})
    page.evaluate(ROOM_AGAIN)
    page.evaluate("rh.getStore().setShared(true, 'move')")
    assert stored(page)[KEY]["tries"] == 2
    page.reload()
    page.wait_for_function("window.rhReady")
    assert stored(page)[KEY]["tries"] == 2


def test_the_end_of_a_visit_leaves_what_the_disk_holds(opened: Open) -> None:
    page = opened("shared", notice())
    put(page, KEY, VALUE)
    page.evaluate("rh.getStore().setShared(true, 'keep')")
    put(page, "item:m01-q01", VALUE)
    page.get_by_role("button", name="Sil ve bitir").click()
    expect(page.locator(".rh-notice [data-rh-case=ended]")).to_be_visible()
    assert stored(page) == {}
    page.evaluate("rh.getStore().setShared(false)")
    assert stored(page) == {KEY: VALUE}


def test_a_page_that_slept_through_the_setting_writes_nothing_to_the_disk(opened: Open) -> None:
    page = opened("shared", notice())
    put_raw(page, {**GOOD, "key": "setting:shared", "type": "setting", "value": True})
    put(page, "item:m01-q01", VALUE)
    assert page.evaluate("rh.getStore().mode") == "visit"
    assert [record["key"] for record in raw(page, "records")] == ["setting:shared"]
    assert stored(page) == {"item:m01-q01": VALUE}
    expect(page.locator(".rh-notice [data-rh-case=shared]")).to_be_visible()


def test_what_the_visit_has_no_room_for_is_not_moved_into_it(opened: Open) -> None:
    page = opened("shared", notice())
    put(page, KEY, VALUE)
    put(page, "item:m01-q01", VALUE)
    moved = page.evaluate(
        """() => {
             const set = Storage.prototype.setItem;
             let room = 1;
             Storage.prototype.setItem = function (...entry) {
               if (!room) throw new DOMException('full', 'QuotaExceededError');
               room -= 1;
               return set.apply(this, entry); };
             return rh.getStore().setShared(true, 'move').catch((error) => error.constructor.name);
           }"""
    )
    assert moved == "FullError"
    assert page.evaluate("[rh.getStore().mode, ...Object.keys(sessionStorage)]") == ["disk"]
    assert stored(page) == {KEY: VALUE, "item:m01-q01": VALUE}
    assert len(raw(page, "records")) == 2


# A disk that answers when `window.isAwake` is set; the page's patience has ended before.
LATE_DISK = """
  const wait = setTimeout;
  window.setTimeout = (act, ms) => wait(act, ms === 3000 ? 0 : ms);
  const {open} = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...names) {
    const request = open.apply(this, names);
    let answer;
    Object.defineProperty(request, 'onsuccess', {
      set: (listener) => { answer = listener; } });
    request.addEventListener('success', async (event) => {
      while (!window.isAwake) await new Promise((resolve) => wait(resolve, 10));
      answer(event); });
    return request; };
"""


def test_a_disk_that_answers_late_takes_up_what_was_done_meanwhile(
    context: BrowserContext, opened: Open
) -> None:
    before = opened("late", notice())
    put(before, KEY, VALUE)
    before.close()
    context.add_init_script(LATE_DISK)
    page = opened("late")
    assert page.evaluate("rh.getStore().mode") == "memory"
    expect(page.locator(".rh-notice [data-rh-case=blocked]")).to_be_visible()
    put(page, "item:m01-q01", VALUE)
    page.evaluate("window.isAwake = true")
    until(page, "rh.getStore().get('item:m05-q07')")
    expect(page.locator(".rh-notice")).to_be_hidden()
    assert page.evaluate("rh.getStore().mode") == "disk"
    assert {record["key"] for record in raw(page, "records")} == {KEY, "item:m01-q01"}


def test_what_a_late_disk_still_holds_is_not_called_deleted(
    context: BrowserContext, opened: Open
) -> None:
    before = opened("late", "")
    put(before, KEY, VALUE)
    before.close()
    context.add_init_script(LATE_DISK)
    page = opened("late")
    put(page, "item:m01-q01", VALUE)
    deleting = "rh.getStore().deleteAll().then(() => 'deleted', () => 'not deleted')"
    assert page.evaluate(deleting) == "not deleted"
    assert stored(page) == {}
    page.evaluate("window.isAwake = true")
    until(page, "rh.getStore().get('item:m05-q07')")
    assert page.evaluate(deleting) == "deleted"
    assert raw(page, "records") == []


def test_a_file_without_what_cannot_be_read_is_not_made(opened: Open) -> None:
    page = opened("unread", notice())
    put(page, KEY, VALUE)
    page.evaluate(
        "() => { IDBObjectStore.prototype.getAll = () => { throw new DOMException('no'); }; }"
    )
    made = "rh.file.exportData('').then(() => 'made', () => 'not made')"
    assert page.evaluate(made) == "not made"
    expect(page.locator(".rh-notice [data-rh-case=blocked]")).to_be_visible()


def test_a_page_that_was_put_aside_reads_anew(opened: Open) -> None:
    page = opened("aside", render_example("single"))
    # As another tab writes that is not heard: the browser had frozen this one.
    record = {**GOOD, "value": VALUE | {"given": [option_key(page)]}}
    put_raw(page, record)
    assert page.locator(".rh-quiz").get_attribute("data-rh-state") is None
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")


def option_key(page: Page) -> str:
    """The key of the right option of the example."""
    return page.get_by_label("Birkaç görüşmede").get_attribute("value") or ""


def test_of_two_tests_one_without_answers_does_not_replace_the_other(opened: Open) -> None:
    page = opened("x", "")
    begun, empty = (
        {
            "key": "draft:m05-test",
            "type": "draft",
            "at": f"2026-11-2{day}T09:30:00.000Z",
            "value": {
                "started": f"2026-11-2{day}T09:00:00.000Z",
                "order": ["m05-q01"],
                "marked": [],
                "given": given,
            },
        }
        for day, given in ((1, {"m05-q01": ["a"]}), (2, {"m05-q02": []}))
    )
    for first, second in ((begun, empty), (empty, begun)):
        page.evaluate("rh.getStore().remove(['draft:m05-test'])")
        page.evaluate("text => rh.takeIn(text)", _file(first))
        page.evaluate("text => rh.takeIn(text)", _file(second))
        assert stored(page)["draft:m05-test"] == begun["value"]


def test_changes_that_concern_nobody_are_not_told(opened: Open) -> None:
    page = opened("x", "")
    told = page.evaluate(
        """async (value) => {
             const store = rh.getStore();
             let told = 0;
             store.watch(['item:'], () => (told += 1));
             const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
             await store.set('read:m05-s1', {done: true});
             await pause();
             const before = told;
             await store.setAll(new Map([['item:m05-q01', value], ['item:m05-q02', value]]));
             await pause();
             return [before, told]; }""",
        VALUE,
    )
    assert told == [0, 1]


def test_shared_computer_keeps_this_visit_only(context: BrowserContext, opened: Open) -> None:
    page = opened("shared", render_example("single") + notice())
    page.evaluate("rh.getStore().setShared(true)")
    expect(page.locator(".rh-notice [data-rh-case=shared]")).to_be_visible()
    answer(page)
    until(page, "rh.getStore().get('item:m05-q07')")
    assert [record["key"] for record in raw(page, "records")] == ["setting:shared"]

    page.reload()  # another page of the same visit
    expect(page.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    other = opened("shared")  # a second tab of the same visit
    expect(other.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    page.close()
    other.close()
    later = opened("shared")  # the next person
    later.wait_for_timeout(150)
    assert later.evaluate("rh.getStore().mode") == "visit"
    assert stored(later) == {}


def test_ending_a_shared_visit_deletes_and_stays_shared(opened: Open) -> None:
    page = opened("shared", render_example("single") + notice())
    page.evaluate("rh.getStore().setShared(true)")
    answer(page)
    until(page, "rh.getStore().get('item:m05-q07')")
    with page.expect_download() as download:
        page.get_by_role("button", name="Dosyaya kaydet").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [record["key"] for record in saved["records"]] == [KEY]
    page.get_by_role("button", name="Sil ve bitir").click()
    expect(page.locator(".rh-notice [data-rh-case=ended]")).to_be_visible()
    expect(page.locator(".rh-quiz__outcome")).to_be_hidden()
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert [record["key"] for record in raw(page, "records")] == ["setting:shared"]


def test_existing_data_moves_only_when_asked(opened: Open) -> None:
    page = opened("shared", notice())
    put(page, KEY, VALUE)
    page.evaluate("rh.getStore().setShared(true, 'keep')")
    assert stored(page) == {}
    page.evaluate("rh.getStore().setShared(false)")
    assert stored(page) == {KEY: VALUE}
    page.evaluate("rh.getStore().setShared(true, 'move')")
    assert stored(page) == {KEY: VALUE}
    assert [record["key"] for record in raw(page, "records")] == ["setting:shared"]
    page.evaluate("rh.getStore().setShared(false)")
    assert stored(page) == {KEY: VALUE}
    assert [record["key"] for record in raw(page, "records")] == [KEY]
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_the_setting_reaches_the_other_tab(opened: Open) -> None:
    one, two = opened("shared", notice()), opened("shared", notice())
    put(one, KEY, VALUE)
    one.evaluate("rh.getStore().setShared(true, 'move')")
    two.wait_for_function("rh.getStore().mode === 'visit'")
    until(two, "rh.getStore().get('item:m05-q07')")
    put(two, "item:m01-q01", VALUE)
    until(one, "rh.getStore().get('item:m01-q01')")
    assert [record["key"] for record in raw(one, "records")] == ["setting:shared"]


def test_deleting_in_one_tab_empties_the_other(opened: Open) -> None:
    one, two = opened("single", render_example("single")), opened("single")
    answer(one)
    expect(two.locator(".rh-quiz")).to_have_attribute("data-rh-state", "right")
    one.evaluate("rh.getStore().deleteAll()")
    for page in (one, two):
        expect(page.locator(".rh-quiz__outcome")).to_be_hidden()


def test_a_file_does_not_switch_the_shared_setting(opened: Open) -> None:
    page = opened("x", "")
    record = {**GOOD, "key": "setting:shared", "type": "setting", "value": True}
    page.evaluate("text => rh.takeIn(text)", _file(record))
    page.reload()
    page.wait_for_function("window.rhReady")
    assert page.evaluate("rh.getStore().mode") == "disk"
