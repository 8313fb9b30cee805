"""Good and bad records of each kind: browser, schema and the reader in Python agree on them."""

from __future__ import annotations

from typing import Any

AT = "2026-11-21T09:30:00.000Z"
ITEM = {"given": ["a1b2c3"], "right": True, "digest": "0f0f0f0f", "tries": 1}
PLACE = {"url": "modules/a/b/", "title": "Çocuğu duymak", "scroll": 0.4}
DRAFT = {"started": AT, "order": ["m05-q03"], "marked": [], "given": {"m05-q03": ["a"]}}
TRIED = {"given": ["a"], "points": 0.5, "digest": "0f"}
ATTEMPT = {"test": "m05-test", "started": AT, "points": 1.5, "of": 2, "items": {"m05-q03": TRIED}}
CASE = {"path": ["sahne-1"], "endings": ["son"]}
REVIEW = {"due": AT, "stability": 3.1, "difficulty": 5, "state": 2, "reps": 4, "lapses": 0}
NOTE = {"text": "Soba.", "title": "Ev", "url": "modules/a/b/#duzen"}


def record(key: str, value: object, **changes: Any) -> dict[str, Any]:
    return {"key": key, "type": key.partition(":")[0], "value": value, "at": AT} | changes


GOOD = [
    record("item:m05-q07", ITEM),
    record("item:m05-q07", ITEM | {"given": [], "right": False, "later": {"x": 1}}),
    record("place", PLACE),
    record("place", PLACE | {"url": "", "anchor": "sozcukler", "within": 1}),
    record("place", PLACE | {"url": "a/index.html", "scroll": 1}),
    record("draft:m05-test", DRAFT),
    record("draft:m05-test", DRAFT | {"order": [], "given": {}, "mixed": True}),
    record("attempt:m05-test.20261122T093000123Z-4f2a", ATTEMPT),
    record("attempt:m05-test.1", ATTEMPT | {"edition": "2026.11", "items": {}, "points": 2}),
    record("case:m05-case", CASE),
    record("case:m05-case", CASE | {"path": [], "endings": [], "edition": "2026.11"}),
    record("review:m05-q03", REVIEW),
    record("review:m05-q03", REVIEW | {"last": "1970-01-01T12:00:00.000Z", "off": True}),
    record("note:m05-s3.duzen", NOTE),
    record("note:m05-s3.duzen", NOTE | {"text": "", "url": "modules/a/b/"}),
    record(
        "note:m05-s3.four-weeks",
        NOTE
        | {"section": "Ev", "prompt": "Ne?", "kind": "four-weeks", "since": AT, "done": True}
        | {"text": "ğ" * 50_000},
    ),
    record("read:m05-s3", {"done": True}),
    record("read:m05-s3", {"done": True, "edition": "2026.11"}),
    record("setting:path", "okul"),
    record("setting:daily", 5),
    record("setting:paused", False),
    record("setting:shared", True),
    record("badge:m05", {"later": ["kind"]}),
    record("badge:m05", None),
    record("item:m05-q07", ITEM, at="2000-01-01T00:00:00.000Z"),
    record("item:m05-q07", ITEM, at="2999-12-31T23:59:59.999Z"),
    record("item:m05-q07", ITEM, at="2028-02-29T00:00:00.000Z"),
]

_LONG = "x" * 301

BAD = [
    None,
    "item",
    {},
    {"key": "item:m05-q07", "type": "item", "at": AT},
    record("item:m05-q07", ITEM, type="note"),
    record("badge:m05", {}, type="other"),
    record("item:m05 q07", ITEM),
    record("item:", ITEM),
    record("Item:m05-q07", ITEM, type="Item"),
    record("item:" + "x" * 120, ITEM),
    record("item:m05-q07\n", ITEM),
    record("item:m05-q07", ITEM, at="2026-11-21"),
    record("item:m05-q07", ITEM, at="2026-11-21T09:30:00Z"),
    record("item:m05-q07", ITEM, at="2026-02-30T09:30:00.000Z"),
    record("item:m05-q07", ITEM, at="2026-11-21T24:30:00.000Z"),
    record("item:m05-q07", ITEM, at="1999-11-21T09:30:00.000Z"),
    record("item:m05-q07", ITEM, at="3000-01-01T00:00:00.000Z"),
    record("item:m05-q07", ITEM, at=5),
    record("item:m05-q07", ITEM | {"given": "a"}),
    record("item:m05-q07", ITEM | {"given": [1]}),
    record("item:m05-q07", ITEM | {"given": [_LONG]}),
    record("item:m05-q07", ITEM | {"given": ["a"] * 30}),
    record("item:m05-q07", ITEM | {"right": 1}),
    record("item:m05-q07", ITEM | {"digest": None}),
    record("item:m05-q07", ITEM | {"tries": 0}),
    record("item:m05-q07", ITEM | {"tries": 1.5}),
    record("item:m05-q07", None),
    record("place", PLACE | {"url": "javascript:alert(1)"}),
    record("place", PLACE | {"url": "//example.org/"}),
    record("place", PLACE | {"url": "../x/"}),
    record("place", PLACE | {"url": "a/#b"}),
    record("place", PLACE | {"url": "a/\n"}),
    record("place", PLACE | {"title": _LONG}),
    record("place", PLACE | {"anchor": 3}),
    record("place", PLACE | {"scroll": 1.1}),
    record("place", PLACE | {"within": -0.1}),
    record("draft:m05-test", DRAFT | {"started": "2026-11-21"}),
    record("draft:m05-test", DRAFT | {"started": "2026-13-01T09:30:00.000Z"}),
    record("draft:m05-test", DRAFT | {"order": ["a b"]}),
    record("draft:m05-test", DRAFT | {"order": ["a"] * 501}),
    record("draft:m05-test", DRAFT | {"marked": "a"}),
    record("draft:m05-test", DRAFT | {"given": {"a b": []}}),
    record("draft:m05-test", DRAFT | {"given": {"a": "b"}}),
    record("draft:m05-test", {key: DRAFT[key] for key in ("started", "order", "given")}),
    record("attempt:m05-test.1", ATTEMPT | {"points": 2.5}),
    record("attempt:m05-test.1", ATTEMPT | {"points": -1}),
    record("attempt:m05-test.1", ATTEMPT | {"of": 501}),
    record("attempt:m05-test.1", ATTEMPT | {"test": "x" * 81}),
    record("attempt:m05-test.1", ATTEMPT | {"edition": "x" * 21}),
    record("attempt:m05-test.1", ATTEMPT | {"items": {"a": TRIED | {"points": 2}}}),
    record("attempt:m05-test.1", ATTEMPT | {"items": {"a": {"given": []}}}),
    record("attempt:m05-test.1", ATTEMPT | {"items": {f"q{n}": TRIED for n in range(501)}}),
    record("case:m05-case", CASE | {"path": "a"}),
    record("case:m05-case", CASE | {"endings": [""]}),
    record("case:m05-case", {"path": []}),
    record("review:m05-q03", REVIEW | {"due": "yarın"}),
    record("review:m05-q03", REVIEW | {"last": ""}),
    record("review:m05-q03", REVIEW | {"reps": -1}),
    record("review:m05-q03", REVIEW | {"stability": "3"}),
    record("review:m05-q03", REVIEW | {"difficulty": 1_000_001}),
    record("note:m05-s3.duzen", NOTE | {"text": "x" * 50_001}),
    record("note:m05-s3.duzen", NOTE | {"text": None}),
    record("note:m05-s3.duzen", NOTE | {"url": "https://example.org/"}),
    record("note:m05-s3.duzen", NOTE | {"url": "a/#b c"}),
    record("note:m05-s3.duzen", NOTE | {"prompt": "x" * 2001}),
    record("note:m05-s3.duzen", NOTE | {"kind": "x" * 21}),
    record("note:m05-s3.duzen", NOTE | {"since": "2026"}),
    record("note:m05-s3.duzen", NOTE | {"done": 1}),
    record("read:m05-s3", {"done": False}),
    record("read:m05-s3", {}),
    record("read:m05-s3", {"done": True, "edition": 5}),
    record("setting:path", {"a": 1}),
    record("setting:path", None),
    record("badge:m05", "x" * 5000),
]
