"""Reads quiz items in mkdocs-quiz syntax, with our comment line before each block.

The reader accepts what the plugin accepts, and reports what the plugin silently drops (a feedback
line that lost its ``>``), passes over (a block that never closes) or stops the build with.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rehber.content.markdown import parse_citation, prose_lines
from rehber.model.finding import Finding, Location
from rehber.model.quiz import Blank, Item, ItemType, Option, WrongAnswer
from rehber.model.source import Citation

_COMMENT = re.compile(r"^\s*<!--\s*quiz\s+(.*?)\s*-->\s*$")
_ANY_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPTION = re.compile(r"^[-*] \[(.?)\] (.*)$")
_LOOSE_OPTION = re.compile(r"^\s*[-*]\s*\[(.{0,3}?)\]\s*(.*)$")
_FEEDBACK = re.compile(r"^\s*>\s?(.*)$")
_BLANK = re.compile(r"\[\[([^\]]+)\]\]")
_WRONG = re.compile(r"^\s*[-*]\s+\*([^*]+)\*\s*:\s*(.+)$")
_KNOWN = {"id", "objective", "source", "section", "difficulty", "accept", "fold", "type"}
_DIFFICULTIES = ("1", "2", "3")

UNSHOWABLE = frozenset({"QZ004", "QZ008", "QZ013", "QZ014", "QZ015", "QZ016"})
"""Rules whose breach leaves nothing sensible to show; the plugin would stop the build on them."""


@dataclass
class _Draft:
    """A block as it is being read."""

    where: Location
    ordinal: int
    attributes: dict[str, str]
    lines: list[tuple[int, str]] = field(default_factory=list)
    closed: bool = False
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: str, line: int | None = None, **values: object) -> None:
        where = Location(self.where.path, line) if line else self.where
        self.findings.append(Finding.at(where, rule, **values))


def read_items(
    body: str, source: str, first_line: int = 1
) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """All items of a page, broken ones included, and what is wrong with how they are written."""
    items: list[Item] = []
    findings: list[Finding] = []
    for draft in _blocks(body, source, first_line, findings):
        items.append(_item(draft))
        findings.extend(draft.findings)
    return tuple(items), tuple(findings)


def _blocks(body: str, source: str, first_line: int, findings: list[Finding]) -> Iterator[_Draft]:
    comment: tuple[int, dict[str, str]] | None = None
    draft: _Draft | None = None
    ordinal = 0
    for number, line in prose_lines(body, first_line):
        where = Location(source, number)
        if draft is not None and not (_COMMENT.match(line) or line.strip() == "<quiz>"):
            if line.strip() == "</quiz>":
                draft.closed = True
                yield draft
                draft = None
            else:
                draft.lines.append((number, line))
            continue
        if draft is not None:  # a new item begins inside one that never closed
            yield draft
            draft = None
        if match := _COMMENT.match(line):
            comment = (number, _attributes(match[1], where, findings))
        elif line.strip() == "<quiz>":
            near = comment is not None and number - comment[0] <= 2
            draft = _Draft(where, ordinal, comment[1] if comment and near else {})
            comment, ordinal = None, ordinal + 1
        elif "<quiz>" in line or "</quiz>" in line:
            findings.append(Finding.at(where, "QZ021"))
    if draft is not None:
        yield draft


def _attributes(text: str, where: Location, findings: list[Finding]) -> dict[str, str]:
    try:
        pairs = [part.partition("=") for part in shlex.split(text)]
    except ValueError:
        findings.append(Finding.at(where, "QZ022", text=text))
        return {}
    unknown = [name for name, equals, _ in pairs if name not in _KNOWN or not equals]
    for name in unknown:
        findings.append(Finding.at(where, "QZ023", name=name))
    return {name: value for name, equals, value in pairs if name in _KNOWN and equals}


def _item(draft: _Draft) -> Item:
    if not draft.closed:
        draft.report("QZ008")
    if not draft.attributes.get("id"):
        draft.report("QZ001")
    text = "\n".join(line for _, line in draft.lines)
    item = _fill_item(draft) if _BLANK.search(text) else _choice_item(draft)
    difficulty = _difficulty(draft)
    problems = tuple(dict.fromkeys(f.rule for f in draft.findings if f.rule in UNSHOWABLE))
    return replace(item, difficulty=difficulty, problems=problems)


def _difficulty(draft: _Draft) -> int:
    """As written; 0 where nothing is, or nothing that we know."""
    written = draft.attributes.get("difficulty")
    if written is None:
        return 0
    if written not in _DIFFICULTIES:
        draft.report("QZ025", value=written)
        return 0
    return int(written)


def _sources(draft: _Draft) -> tuple[Citation, ...]:
    written = draft.attributes.get("source", "")
    return tuple(parse_citation(part, draft.where) for part in written.split(";") if part.strip())


def _choice_item(draft: _Draft) -> Item:
    stem: list[str] = []
    options: list[Option] = []
    rest: list[str] = []
    index = 0
    lines = draft.lines
    while index < len(lines) and not _LOOSE_OPTION.match(lines[index][1]):
        stem.append(lines[index][1])
        index += 1
    while index < len(lines):
        number, line = lines[index]
        loose = _LOOSE_OPTION.match(line)
        if loose:
            feedback, index = _feedback(lines, index + 1)
            options.append(_option(draft, number, line, loose, feedback))
        elif not line.strip():
            index += 1
        else:
            rest = [line for _, line in lines[index:]]
            _report_lost_options(draft, lines[index:], bool(_FEEDBACK.match(line)))
            break
    if not _ANY_COMMENT.sub("", "\n".join(stem)).strip():
        draft.report("QZ014")
    if not options:
        draft.report("QZ013")
    elif not any(option.is_right for option in options):
        draft.report("QZ004")
    right = sum(option.is_right for option in options)
    return Item(
        id=draft.attributes.get("id", ""),
        type=ItemType.MULTIPLE if right > 1 else ItemType.SINGLE,
        objective=draft.attributes.get("objective", ""),
        stem="\n".join(stem).strip(),
        where=draft.where,
        options=tuple(options),
        explanation="\n".join(rest).strip(),
        sources=_sources(draft),
        section=draft.attributes.get("section", ""),
        ordinal=draft.ordinal,
    )


def _option(draft: _Draft, number: int, line: str, loose: re.Match[str], feedback: str) -> Option:
    mark = loose[1]
    if not _OPTION.match(line) or mark not in ("x", "X", " ", ""):
        draft.report("QZ016", number, text=line.strip()[:60])
    return Option(
        loose[2].strip(), mark in ("x", "X"), feedback, Location(draft.where.path, number)
    )


def _feedback(lines: list[tuple[int, str]], index: int) -> tuple[str, int]:
    said: list[str] = []
    while index < len(lines) and (match := _FEEDBACK.match(lines[index][1])):
        said.append(match[1])
        index += 1
    return "\n".join(said).strip(), index


def _report_lost_options(draft: _Draft, rest: list[tuple[int, str]], quoted: bool) -> None:
    """Text between options ends the options for the plugin: what follows would silently be lost."""
    lost = any(_LOOSE_OPTION.match(line) for _, line in rest)
    if quoted:
        draft.report("QZ015", rest[0][0])
    elif lost:
        draft.report("QZ007", rest[0][0], text=rest[0][1].strip()[:60])


def _fill_item(draft: _Draft) -> Item:
    before: list[str] = []
    after: list[str] = []
    target = before
    for _, line in draft.lines:
        if line.strip() == "---" and target is before:
            target = after
        else:
            target.append(line)
    stem = "\n".join(before).strip()
    answers = [match.strip() for match in _BLANK.findall(stem)]
    if not answers:
        draft.report("QZ013")
    accept = [
        form.strip() for form in draft.attributes.get("accept", "").split("|") if form.strip()
    ]
    wrong = [match for line in after if (match := _WRONG.match(line))]
    return Item(
        id=draft.attributes.get("id", ""),
        type=ItemType.FILL,
        objective=draft.attributes.get("objective", ""),
        stem=stem,
        where=draft.where,
        blanks=tuple(
            Blank((answer, *(accept if index == 0 else ()))) for index, answer in enumerate(answers)
        ),
        wrong_answers=tuple(WrongAnswer(m[1].strip(), m[2].strip()) for m in wrong),
        fold_diacritics=draft.attributes.get("fold", "") == "diacritics",
        explanation="\n".join(line for line in after if not _WRONG.match(line)).strip(),
        sources=_sources(draft),
        section=draft.attributes.get("section", ""),
        ordinal=draft.ordinal,
    )
