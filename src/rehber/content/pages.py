"""Reads one Markdown file into a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rehber.content import markdown, quiz, yaml_lines
from rehber.content.files import read_text
from rehber.content.scenes import Totals, read_meters, read_scenes
from rehber.content.schema import violations
from rehber.content.yaml_lines import Data
from rehber.model.course import EDITION, Change, Kind, Page, Review
from rehber.model.finding import Finding, Location
from rehber.model.session import FORMS, Activity, SessionPlan

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?:\n)?^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FORM = re.compile(r"guide/forms/t\d+-")
_FIXED = {
    "index.md": Kind.HOME,
    "modules/index.md": Kind.CATALOGUE,
    "guide/glossary.md": Kind.GLOSSARY,
    "guide/bibliography.md": Kind.BIBLIOGRAPHY,
}
_MODULE_PAGES = {"index.md": Kind.MODULE, "vaka.md": Kind.CASE, "egitmen.md": Kind.SESSION}
_FOLDERS = {
    "quizzes": Kind.TEST,
    "learning": Kind.LEARNING,
    "guide/law": Kind.LAW,
    "guide": Kind.GUIDE,
    "trainers": Kind.TRAINERS,
    "contributing": Kind.CONTRIBUTING,
}


def kind_of(path: str) -> Kind:
    """What a page is, from where it lies below ``docs/``."""
    if path in _FIXED:
        return _FIXED[path]
    parts = path.split("/")
    if parts[0] == "modules" and len(parts) == 3:
        return _MODULE_PAGES.get(parts[2], Kind.SECTION)
    if _FORM.match(path):
        return Kind.FORM
    for folder, kind in _FOLDERS.items():
        if path.startswith(f"{folder}/"):
            return kind
    return Kind.PAGE


def read_page(
    file: Path, path: str, source: str, schemas: Path, language: str = "tr"
) -> tuple[Page, tuple[Finding, ...]]:
    """Read one page. ``path`` is relative to the content folder, ``source`` to the repository."""
    text = read_text(file, source)
    kind = kind_of(path)
    front, body, body_line = _split(text.text, source)
    findings = [*text.findings, *front.findings]
    meta: Mapping[str, Any] = front.value if isinstance(front.value, dict) else {}
    if not meta and not findings:
        findings.append(Finding.at(Location(source), "FM005"))
    elif meta:
        schema = "module" if kind is Kind.MODULE else "page"
        findings.extend(violations(schemas, schema, front, source))
    scan = markdown.scan(body, source, body_line)
    items, item_findings = quiz.read_items(body, source, body_line)
    findings.extend(item_findings)
    meters, totals = read_meters(meta)
    page = Page(
        path=path,
        source=source,
        kind=kind,
        id=_text(meta, "id"),
        title=_text(meta, "title") or path,
        body=body,
        body_line=body_line,
        meta=meta,
        meta_lines=front.lines,
        summary=_text(meta, "summary"),
        audience=tuple(str(who) for who in _list(meta, "audience")),
        minutes=_number(meta, "minutes"),
        review=_review(meta.get("review")),
        edition=_text(meta, "edition"),
        changes=_changes(meta, front, source),
        law_checked=_text(meta, "law_checked"),
        headings=scan.headings,
        links=scan.links,
        directives=scan.directives,
        blocks=scan.blocks,
        allowances=scan.allowances,
        citations=scan.citations,
        items=items,
        scenes=read_scenes(scan, source, Totals(meters, totals, language))
        if kind is Kind.CASE
        else (),
        meters=meters,
        totals=totals,
        session=_session(meta.get("session"), front, source),
        words=scan.words,
        lines=scan.lines,
        html_ids=markdown.html_ids(body),
    )
    return page, tuple(findings)


def _split(text: str, source: str) -> tuple[Data, str, int]:
    match = _FRONT.match(text)
    if match is None:
        return Data(None), text, 1
    body_line = text[: match.end()].count("\n") + 1
    return yaml_lines.load(match[1], source, first_line=2), text[match.end() :], body_line


def _text(meta: Mapping[str, Any], key: str) -> str:
    value = meta.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def _list(meta: Mapping[str, Any], key: str) -> list[Any]:
    value = meta.get(key, [])
    return value if isinstance(value, list) else []


def _number(meta: Mapping[str, Any], key: str) -> int:
    value = meta.get(key, 0)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _changes(meta: Mapping[str, Any], front: Data, source: str) -> tuple[Change, ...]:
    """The entries that can be read; the schema says what is wrong with the others."""
    return tuple(
        Change(
            str(entry["edition"]), entry["text"], Location(source, front.line(f"changes.{index}"))
        )
        for index, entry in enumerate(_list(meta, "changes"))
        if isinstance(entry, dict)
        and EDITION.fullmatch(str(entry.get("edition")))
        and isinstance(entry.get("text"), str)
    )


def _session(value: Any, front: Data, source: str) -> SessionPlan | None:
    """The plan in the front matter; one that cannot be read is None, the schema says why."""
    try:
        activities = tuple(
            Activity(
                id=entry["id"],
                title=entry["title"],
                minutes=int(entry["minutes"]),
                form=entry["form"],
                materials=tuple(map(str, entry["materials"])),
                essential=bool(entry["essential"]),
                where=Location(source, front.line(f"session.activities.{index}")),
            )
            for index, entry in enumerate(value["activities"])
        )
        if not FORMS.issuperset(activity.form for activity in activities):
            return None
        return SessionPlan(int(value["minutes"]), str(value.get("people", "")), activities)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return None


def _review(value: Any) -> Review:
    if not isinstance(value, dict):
        return Review()
    known = {key: str(value[key]) for key in ("status", "by", "on") if key in value}
    return Review(**known)
