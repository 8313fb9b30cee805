"""Two devices, wrong clocks, any order of edits, exports and imports: the newest of each item.

The devices are two browser profiles that share nothing but the files. What is newest follows from
what each device knew: an edit is newer than everything that stood there before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.components.conftest import Site

Merge = dict[str, dict[str, int]]

KEYS = (
    "item:m05-q07",
    "item:m05-q08",
    "note:m05-s1.duzen",
    "note:m05-s1.sira",
    "read:m05-s1",
    "review:m05-q07",
    "setting:path",
    "place",
)
DEVICES = (0, 1)
edits = st.tuples(
    st.just("edit"), st.sampled_from(DEVICES), st.sampled_from(KEYS), st.integers(1, 9)
)
attempts = st.tuples(st.just("attempt"), st.sampled_from(DEVICES), st.just(""), st.integers(1, 9))
endings = st.tuples(st.just("ending"), st.sampled_from(DEVICES), st.just(""), st.integers(1, 4))
deletions = st.tuples(
    st.just("delete"), st.sampled_from(DEVICES), st.sampled_from(KEYS[2:4]), st.just(0)
)
# Which of the files written so far; a file is written before it is taken.
exports = st.tuples(st.just("export"), st.sampled_from(DEVICES), st.just(""), st.just(0))
imports = st.tuples(st.just("import"), st.sampled_from(DEVICES), st.just(""), st.integers(0, 20))
clocks = st.tuples(
    st.just("clock"),
    st.sampled_from(DEVICES),
    st.just(""),
    st.sampled_from([-(10**12), -(10**9), -1, 0, 1, 10**6, 10**11]),
)
steps = st.lists(
    st.one_of(edits, edits, attempts, endings, deletions, exports, imports, clocks), max_size=25
)


def value_of(key: str, number: int) -> Any:
    """A value of the right shape; equal numbers give equal values."""
    return {
        "item": {"given": [str(number)], "right": True, "digest": "0f", "tries": number},
        "note": {"text": str(number), "title": "", "url": "a/"},
        "read": {"done": True, "edition": str(number)},
        "review": {
            "due": "2026-12-01T00:00:00.000Z",
            "stability": number,
            "difficulty": 5,
            "state": 2,
            "reps": number,
            "lapses": 0,
        },
        "setting": str(number),
        "place": {"url": "a/", "title": str(number), "scroll": 0},
    }[key.partition(":")[0]]


class Device:
    """One browser profile, and what ought to be in it: (counter, device, value) by key."""

    def __init__(self, page: Page, number: int) -> None:
        self.page, self.number = page, number
        self.clock = 0

    def empty(self) -> None:
        self.page.evaluate("window.ahead = 0; rh.getStore().deleteAll()")

    def set_clock(self, ahead: int) -> None:
        self.page.evaluate("ahead => { window.ahead = ahead; }", ahead)

    def put(self, key: str, value: Any) -> None:
        self.page.evaluate("([key, value]) => rh.getStore().set(key, value)", [key, value])

    def reach(self, ending: str) -> None:
        self.page.evaluate(
            """ending => rh.getStore().set('case:m05-case', (old) => ({
                 path: [ending], endings: [...new Set([...(old?.endings ?? []), ending])] }))""",
            ending,
        )

    def records(self) -> dict[str, dict[str, Any]]:
        found = self.page.evaluate("rh.getStore().all()")
        return {record["key"]: record for record in found}

    def export(self) -> str:
        return json.dumps(self.page.evaluate("rh.file.exportData('2026.11')"))

    def take(self, text: str) -> Merge:
        counts: Merge = self.page.evaluate("text => rh.takeIn(text)", text)
        return counts


# A clock that stands still: two devices write at the very same time.
CLOCK = "window.ahead = 0; Date.now = () => Date.UTC(2026, 10, 22) + window.ahead;"


@pytest.fixture(scope="module")
def devices(browser: Browser, site: Site) -> Iterator[list[Device]]:
    address = site.add("merge", "")
    contexts = [browser.new_context() for _ in DEVICES]
    made = []
    for number, context in enumerate(contexts):
        context.add_init_script(CLOCK)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("window.rhReady")
        made.append(Device(page, number))
    yield made
    for context in contexts:
        context.close()


def newest(*states: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the newest of each key is, by the time that each record bears."""
    best: dict[str, dict[str, Any]] = {}
    for state in states:
        for key, record in state.items():
            if key not in best or record["at"] > best[key]["at"]:
                best[key] = record
    return best


def bare(records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Values by key; the endings of a case have no order."""
    values = {key: record["value"] for key, record in records.items()}
    if case := values.get("case:m05-case"):
        values["case:m05-case"] = case | {"endings": sorted(case["endings"])}
    return values


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_any_sequence_ends_with_the_newest_of_each(
    devices: list[Device], steps: list[tuple[str, int, str, int]]
) -> None:
    for device in devices:
        device.empty()
    files: list[str] = []
    attempts: set[str] = set()
    reached: list[set[str]] = [set(), set()]
    knew: list[set[str]] = []  # the endings that each file holds
    for index, (what, number, key, argument) in enumerate(steps):
        device = devices[number]
        if what == "edit":
            device.put(key, value_of(key, argument))
            assert device.records()[key]["value"] == value_of(key, argument)
        elif what == "delete":
            device.put(key, value_of(key, 1) | {"text": ""})
        elif what == "attempt":
            name = f"attempt:m05-test.{index}-{number}"
            attempts.add(name)
            started = "2026-11-20T09:30:00.000Z"
            tried = {"test": "m05-test", "started": started, "points": 1, "of": 9, "items": {}}
            device.put(name, tried)
        elif what == "ending":
            device.reach(f"son-{argument}")
            reached[number].add(f"son-{argument}")
        elif what == "clock":
            device.set_clock(argument)
        elif what == "export":
            files.append(device.export())
            knew.append(set(reached[number]))
        elif files:
            chosen = argument % len(files)
            before = device.records()
            held = {record["key"]: record for record in json.loads(files[chosen])["records"]}
            device.take(files[chosen])
            reached[number] |= knew[chosen]
            wanted = {key: record["at"] for key, record in newest(before, held).items()}
            after = device.records()
            assert {key: record["at"] for key, record in after.items()} == wanted
            again = device.take(files[chosen])
            assert all(kind["added"] == kind["updated"] == 0 for kind in again.values())
            assert device.records() == after

    # Each takes the other's file, whoever is first: both end alike, with nothing lost.
    one, two = (device.export() for device in devices)
    wanted = {key: r["at"] for key, r in newest(*(d.records() for d in devices)).items()}
    devices[0].take(two)
    devices[1].take(one)
    ends = [device.records() for device in devices]
    assert bare(ends[0]) == bare(ends[1])
    assert {key: record["at"] for key, record in ends[0].items()} == wanted
    assert attempts <= ends[0].keys()
    case = ends[0].get("case:m05-case", {"value": {"endings": []}})
    assert set(case["value"]["endings"]) == reached[0] | reached[1]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), steps=steps)
def test_the_order_of_imports_does_not_matter(
    devices: list[Device], steps: list[tuple[str, int, str, int]], data: st.DataObject
) -> None:
    files: list[str] = []
    for what, number, key, argument in steps:
        device = devices[number]
        if what in ("edit", "delete"):
            device.put(key, value_of(key, max(argument, 1)))
        elif what == "ending":
            device.reach(f"son-{argument}")
        elif what == "clock":
            device.set_clock(argument)
        elif what in ("export", "import"):
            files.append(device.export())
            device.empty()
    ends = []
    for order in (files, data.draw(st.permutations(files)), [*reversed(files), *files]):
        devices[0].empty()
        for file in order:
            devices[0].take(file)
        ends.append(bare(devices[0].records()))
    assert ends[0] == ends[1] == ends[2]
    for device in devices:
        device.empty()


def test_an_edit_after_an_import_wins_even_against_a_clock_that_is_ahead(
    devices: list[Device],
) -> None:
    ahead, right = devices
    for device in devices:
        device.empty()
    ahead.set_clock(10**12)
    ahead.put("note:m05-s1.duzen", value_of("note", 1))
    file = ahead.export()
    right.take(file)
    right.put("note:m05-s1.duzen", value_of("note", 2))
    right.take(file)
    assert right.records()["note:m05-s1.duzen"]["value"]["text"] == "2"
    ahead.take(right.export())
    assert ahead.records()["note:m05-s1.duzen"]["value"]["text"] == "2"
