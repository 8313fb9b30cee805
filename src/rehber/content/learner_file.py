"""Reads the file that a learner saves from the privacy page, for the trainer's tools.

Which file and which record is sound, browser (``overrides/assets/lib/learner-file.mjs``) and tools
say alike. Two things are done otherwise here, for a tool counts and a learner rescues:

- A damaged record refuses the whole file; the browser offers to merge the sound ones.
- Of two records with one key, which no file of the site has, the newer stays as it is; the browser
  unites what the values gather (``merged`` in ``store.mjs``: a case’s endings, a draft’s answers).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from rehber import messages
from rehber.model.learner import LearnerFile, LearnerRecord

FORMAT = "rehber-learner-data"
VERSION = 1
LARGEST = 50_000_000
"""Bytes."""
_LONGEST_UNKNOWN = 5000
"""Characters of JSON: the value of a kind that a later edition added."""
_SHARED = "setting:shared"
_NAME = "learner-data"
_FIRST, _LAST = "2000-01-01T00:00:00.000Z", "2999-12-31T23:59:59.999Z"


class LearnerFileError(ValueError):
    """A file that was not taken, as a sentence in ``language``.

    ``reason`` is ``unreadable``, ``size``, ``json``, ``foreign``, ``newer`` or ``damaged``; of a
    damaged file ``place`` is the record, counted from 1, and ``detail`` is for developers: the path
    in the record to what is wrong with it.
    """

    def __init__(
        self, reason: str, *, place: int = 0, detail: str = "", language: str = "tr"
    ) -> None:
        said = messages.load(language)["learner_file"][reason]
        super().__init__(said.format(place=place, detail=detail))
        self.reason, self.place, self.detail = reason, place, detail


def read_learner_file(path: Path, schemas: Path, language: str = "tr") -> LearnerFile:
    """Read one file; ``schemas`` is the folder of the schemas.

    Raises ``LearnerFileError`` for whatever is wrong with it.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise LearnerFileError("size", language=language)
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        detail = error.strerror or ""
        raise LearnerFileError("unreadable", detail=detail, language=language) from error
    return parse_learner_file(text, schemas, language)


def parse_learner_file(text: str, schemas: Path, language: str = "tr") -> LearnerFile:
    """The same, from the text of a file."""

    def refuse(reason: str, place: int = 0, detail: str = "") -> LearnerFileError:
        return LearnerFileError(reason, place=place, detail=detail, language=language)

    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise refuse("json") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise refuse("foreign")
    version = data.get("version")
    if isinstance(version, int | float) and version > VERSION:
        raise refuse("newer")
    if type(version) is not int or version != VERSION or not isinstance(data.get("records"), list):
        raise refuse("foreign")
    records: dict[str, LearnerRecord] = {}
    for place, raw in enumerate(data["records"], start=1):
        if fault := _fault(raw, schemas):
            raise refuse("damaged", place, fault)
        record = LearnerRecord(raw["key"], raw["type"], _frozen(raw["value"]), raw["at"])
        other = records.get(record.key)
        if record.key != _SHARED and not (other and other.at >= record.at):
            records[record.key] = record
    exported_at = _text(data.get("exported_at"))
    return LearnerFile(
        edition=_text(data.get("edition")),
        exported_at=exported_at if _is_moment(exported_at) else "",
        records=tuple(records.values()),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _no_constant(name: str) -> Any:
    """``NaN`` and ``Infinity`` are no JSON."""
    raise ValueError(name)


def _is_moment(value: object) -> bool:
    """Whether there is such a day and time; the pattern has looked at the form."""
    if not isinstance(value, str):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


@cache
def _validators(schemas: Path) -> Mapping[str, Draft202012Validator]:
    """By kind; ``""`` looks at what all records have.

    Each kind on its own: the schema of a record, with a condition for each kind, takes ten times
    as long.
    """
    schema = json.loads((schemas / f"{_NAME}.schema.json").read_text(encoding="utf-8"))
    parts = schema["$defs"]
    chosen = {"": {name: part for name, part in parts["record"].items() if name != "allOf"}}
    for rule in parts["record"]["allOf"]:
        chosen[rule["if"]["properties"]["type"]["const"]] = rule["then"]
    checker = FormatChecker(formats=())
    checker.checks("date-time")(_is_moment)
    return {
        kind: Draft202012Validator({**part, "$defs": parts}, format_checker=checker)
        for kind, part in chosen.items()
    }


def _fault(raw: Any, schemas: Path) -> str:
    """What is wrong with a record, as a path into it; empty if nothing is."""
    validators = _validators(schemas)
    if fault := _breach(validators[""], raw):
        return fault
    kind, value = raw["type"], raw["value"]
    if kind != raw["key"].partition(":")[0]:
        return "type"
    if not _FIRST <= raw["at"] <= _LAST:
        return "at"
    if kind in validators:
        fault = _breach(validators[kind], raw)
        more_than_all = not fault and kind == "attempt" and value["points"] > value["of"]
        return "value.points" if more_than_all else fault
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "value" if len(written) >= _LONGEST_UNKNOWN else ""


def _breach(validator: Draft202012Validator, raw: Any) -> str:
    error = best_match(validator.iter_errors(raw))
    if error is None:
        return ""
    return ".".join(str(step) for step in error.absolute_path) or str(error.validator)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(each) for key, each in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    return value
