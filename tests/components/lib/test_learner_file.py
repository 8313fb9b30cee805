"""The browser, the schema and the reader in Python agree on what a learner's file may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from playwright.sync_api import Page

from rehber.content.learner_file import parse_learner_file
from tests.components.conftest import ROOT, past_midnight
from tests.learner_records import BAD, GOOD

Open = Callable[..., Page]
SCHEMAS = ROOT / "schema"


def text_of(records: list[Any]) -> str:
    head = {"format": "rehber-learner-data", "version": 1, "edition": "", "exported_at": ""}
    return json.dumps(head | {"records": records})


def test_the_browser_takes_the_good_records_and_no_bad_one(opened: Open) -> None:
    page = opened("x", "")
    for records, damaged in ((GOOD, []), (BAD, list(range(1, len(BAD) + 1)))):
        found = page.evaluate(
            "async text => (await rh.file.readFile(text)).damaged", text_of(records)
        )
        assert found == damaged


def test_what_the_browser_saves_is_what_the_schema_and_the_reader_know(opened: Open) -> None:
    page = opened("x", "")
    page.evaluate("text => rh.takeIn(text)", text_of(GOOD))
    page.evaluate(
        """() => rh.getStore().set('note:m05-s1.duzen',
             {text: 'Soba.', title: 'Ev', url: 'a/#duzen'})"""
    )
    data = page.evaluate("rh.file.exportData('2026.11')")
    schema = json.loads((SCHEMAS / "learner-data.schema.json").read_text(encoding="utf-8"))
    faults = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data)
    assert [error.message for error in faults] == []
    file = parse_learner_file(json.dumps(data), SCHEMAS)
    assert {record.key for record in file.records} == {one["key"] for one in data["records"]}
    assert {one["key"] for one in GOOD} - {"setting:shared"} <= {r.key for r in file.records}
    assert {record.kind for record in file.records} >= {
        *("item", "attempt", "draft", "case", "review", "note", "read", "place", "setting"),
    }


def test_the_file_bears_the_day_that_the_learner_has(opened: Open) -> None:
    page = opened("x", "")
    past_midnight(page)
    with page.expect_download() as saved:
        assert page.evaluate("rh.file.saveFile('')") == "rehber-2026-11-22.json"
    assert saved.value.suggested_filename == "rehber-2026-11-22.json"
    data = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert data["exported_at"] == "2026-11-21T22:30:00.000Z"


def test_a_long_file_is_read_in_portions(opened: Open) -> None:
    """Other work gets its turn while ten thousand tests are looked at."""
    page = opened("x", "")
    turns = page.evaluate(
        """async () => {
             const at = '2026-11-21T09:30:00.000Z';
             const value = {test: 't', started: at, points: 1, of: 2, items: {}};
             const records = Array.from({length: 10000},
               (_, i) => ({key: `attempt:t.${i}`, type: 'attempt', at, value}));
             const head = {format: 'rehber-learner-data', version: 1, edition: '', exported_at: at};
             let turns = 0;
             const beat = setInterval(() => (turns += 1));
             const file = await rh.file.readFile(JSON.stringify({...head, records}));
             clearInterval(beat);
             return file.records.length === 10000 ? turns : -1; }"""
    )
    assert turns >= 5
