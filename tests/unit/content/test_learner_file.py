"""A learner's file is read outside the browser, or refused for the reasons that the browser has."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rehber import messages
from rehber.content import learner_file
from rehber.content.learner_file import LearnerFileError, parse_learner_file, read_learner_file
from tests.learner_records import ATTEMPT, BAD, GOOD, ITEM, NOTE, record

SCHEMAS = Path(__file__).parents[3] / "schema"


def text_of(*records: object, **changes: Any) -> str:
    data = {
        "format": "rehber-learner-data",
        "version": 1,
        "edition": "2026.11",
        "exported_at": "2026-11-21T10:00:00.000Z",
        "records": list(records),
    }
    return json.dumps(data | changes)


def refused(text: str) -> LearnerFileError:
    with pytest.raises(LearnerFileError) as caught:
        parse_learner_file(text, SCHEMAS)
    return caught.value


def test_records_come_frozen_with_what_they_are_about() -> None:
    file = parse_learner_file(
        text_of(record("note:m05-s3.duzen", NOTE), record("attempt:m05-test.1", ATTEMPT)), SCHEMAS
    )
    assert (file.edition, file.exported_at) == ("2026.11", "2026-11-21T10:00:00.000Z")
    (attempt,) = file.of("attempt")
    assert attempt.about == "m05-test.1"
    assert attempt.value["items"]["m05-q03"]["given"] == ("a",)
    with pytest.raises(FrozenInstanceError):
        attempt.kind = "note"  # type: ignore[misc]
    with pytest.raises(TypeError):
        attempt.value["points"] = 2


@pytest.mark.parametrize("good", GOOD, ids=lambda one: one["key"][:20])
def test_a_good_record_is_taken(good: dict[str, Any]) -> None:
    file = parse_learner_file(text_of(good), SCHEMAS)
    assert [r.key for r in file.records] == (
        [good["key"]] if good["key"] != "setting:shared" else []
    )
    Draft202012Validator(schema()).validate(json.loads(text_of(good)))


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_bad_record_refuses_the_file_with_its_place(bad: object) -> None:
    error = refused(text_of(record("item:m05-q01", ITEM), bad))
    assert (error.reason, error.place) == ("damaged", 2)
    assert str(error).startswith("Dosya alınmadı: içindeki 2. kayıt bozuk.")
    assert error.detail and error.detail not in str(error)


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / "learner-data.schema.json").read_text("utf-8"))
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "json"),
        ("{", "json"),
        ("[" * 100_000, "json"),
        (text_of().replace("2026.11", "\u0000"), "json"),
        (text_of(record("item:m05-q07", ITEM)).replace('"tries": 1', '"tries": NaN'), "json"),
        ("null", "foreign"),
        ("[1]", "foreign"),
        ('{"format": "other"}', "foreign"),
        (text_of(version=0), "foreign"),
        (text_of(version="1"), "foreign"),
        (text_of(version=True), "foreign"),
        (text_of(version=1.5), "newer"),
        (text_of(version=2), "newer"),
        (text_of(records={}), "foreign"),
    ],
)
def test_a_foreign_file_is_refused_with_a_reason(text: str, reason: str) -> None:
    error = refused(text)
    assert (error.reason, error.place) == (reason, 0)
    assert "{" not in str(error)


def test_a_head_that_is_no_text_is_empty() -> None:
    file = parse_learner_file(text_of(edition=None, exported_at=5), SCHEMAS)
    assert (file.edition, file.exported_at) == ("", "")
    assert parse_learner_file(text_of(exported_at="dün"), SCHEMAS).exported_at == ""


def test_of_one_key_the_newest_stays() -> None:
    old = record("item:m05-q07", ITEM | {"tries": 9}, at="2026-11-20T09:30:00.000Z")
    new = record("item:m05-q07", ITEM | {"tries": 2})
    for order in ((old, new), (new, old)):
        (kept,) = parse_learner_file(text_of(*order), SCHEMAS).records
        assert kept.value["tries"] == 2


def test_reading_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rehber.json"
    path.write_text(text_of(record("item:m05-q07", ITEM)), encoding="utf-8-sig")
    assert len(read_learner_file(path, SCHEMAS).records) == 1
    with pytest.raises(LearnerFileError) as missing:
        read_learner_file(tmp_path / "yok.json", SCHEMAS)
    assert missing.value.reason == "unreadable"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LearnerFileError, match="JSON değil"):
        read_learner_file(path, SCHEMAS)
    monkeypatch.setattr(learner_file, "LARGEST", 2)
    with pytest.raises(LearnerFileError, match="50 MB"):
        read_learner_file(path, SCHEMAS)


def test_both_languages_have_a_sentence_for_each_reason() -> None:
    turkish, english = (messages.load(name)["learner_file"] for name in ("tr", "en"))
    assert turkish.keys() == english.keys()
    with pytest.raises(LearnerFileError, match="was not taken"):
        parse_learner_file("{", SCHEMAS, "en")
