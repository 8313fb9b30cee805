"""Reads quiz items, with our comment line before each.

Choices and blanks are written in mkdocs-quiz syntax. The reader accepts what the plugin accepts,
and reports what the plugin silently drops (a feedback line that lost its ``>``), passes over (a
block that never closes) or stops the build with. Matching and ordering items, which the plugin does
not know, are a table or a numbered list that any Markdown engine shows.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field, replace

from rehber.content.markdown import (
    ItemBlock,
    ItemSyntax,
    item_blocks,
    parse_citation,
    prose_lines,
)
from rehber.model.finding import Finding, Location
from rehber.model.quiz import Blank, Item, ItemType, Option, Pair, Step, WrongAnswer
from rehber.model.source import Citation

_ANY_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPTION = re.compile(r"^[-*] \[(.?)\] (.*)$")
_LOOSE_OPTION = re.compile(r"^\s*[-*]\s*\[(.{0,3}?)\]\s*(.*)$")
_FEEDBACK = re.compile(r"^\s*>\s?(.*)$")
_BLANK = re.compile(r"\[\[([^\]]+)\]\]")
_WRONG = re.compile(r"^\s*[-*]\s+\*([^*]+)\*\s*:\s*(.+)$")
_STEP = re.compile(r"^\s*(\d+)[.)](?:\s+(.*))?$")
_BULLET = re.compile(r"^\s*[-*+]\s")
_RULED = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$")
_CELL_END = re.compile(r"(?<!\\)\|")
_PAIRS = range(3, 7)
_STEPS = range(3, 8)
_MOST_SPARE = 2
_KNOWN = {"id", "objective", "source", "section", "difficulty", "accept", "fold", "type"}
_DIFFICULTIES = ("1", "2", "3")

UNSHOWABLE = frozenset(
    {"QZ004", "QZ008", "QZ013", "QZ014", "QZ015", "QZ016", "QZ032", "QZ033", "QZ034", "QZ043"}
)
"""Rules whose breach leaves nothing sensible to show; the plugin would stop the build on some."""


@dataclass
class _Draft:
    """A block as it is being read."""

    where: Location
    ordinal: int
    attributes: dict[str, str]
    block: ItemBlock
    findings: list[Finding] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[int, str]]:
        return self.block.lines

    def report(self, rule: str, line: int | None = None, **values: object) -> None:
        where = Location(self.where.path, line) if line else self.where
        self.findings.append(Finding.at(where, rule, **values))


def read_items(
    body: str, source: str, first_line: int = 1
) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """All items of a page, broken ones included, and what is wrong with how they are written."""
    items: list[Item] = []
    findings: list[Finding] = []
    tags: set[int] = set()
    for block in item_blocks(body, first_line):
        said = Location(source, block.comment_line)
        attributes = _attributes(block.comment, said, findings) if block.comment_line else {}
        if block.syntax is ItemSyntax.MISSING:
            findings.append(Finding.at(said, "QZ042"))
            continue
        if block.syntax is ItemSyntax.TAGGED:
            tags |= {block.first, *([block.last] if block.is_closed else ())}
        draft = _Draft(Location(source, block.first), len(items), attributes, block)
        items.append(_item(draft))
        findings.extend(draft.findings)
    findings += [
        Finding.at(Location(source, number), "QZ021")
        for number, line in prose_lines(body, first_line)
        if ("<quiz>" in line or "</quiz>" in line) and number not in tags
    ]
    return tuple(items), tuple(findings)


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
    is_tagged = draft.block.syntax is ItemSyntax.TAGGED
    if is_tagged and not draft.block.is_closed:
        draft.report("QZ008")
    if not draft.attributes.get("id"):
        draft.report("QZ001")
    if not is_tagged:
        item = _untagged_item(draft)
    elif _BLANK.search("\n".join(line for _, line in draft.lines)):
        item = _fill_item(draft)
    else:
        item = _choice_item(draft)
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


def _untagged_item(draft: _Draft) -> Item:
    """Text, then a table (match) or a numbered list (order), then a quotation that explains it."""
    is_match = draft.block.kind == "match"
    stem: list[str] = []
    rows: list[tuple[int, str]] = []
    explanation: list[tuple[int, str]] = []
    is_row = (lambda line: line.lstrip().startswith("|")) if is_match else _STEP.match
    for number, line in draft.lines:
        quoted = _FEEDBACK.match(line)
        if quoted or explanation:
            explanation.append((number, line))
        elif is_row(line):
            rows.append((number, line.strip()))
        elif rows and not is_match and _BULLET.match(line):
            draft.report("QZ044", number, text=line.strip()[:60])
        elif rows and line.strip():  # a wrapped line
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
        else:
            stem.append(line)
    if not _ANY_COMMENT.sub("", "\n".join(stem)).strip():
        draft.report("QZ014")
    item = Item(
        id=draft.attributes.get("id", ""),
        type=ItemType.MATCH if is_match else ItemType.ORDER,
        objective=draft.attributes.get("objective", ""),
        stem="\n".join(stem).strip(),
        where=draft.where,
        explanation=_explanation(draft, explanation),
        sources=_sources(draft),
        section=draft.attributes.get("section", ""),
        ordinal=draft.ordinal,
    )
    return _with_pairs(draft, item, rows) if is_match else _with_steps(draft, item, rows)


def _with_pairs(draft: _Draft, item: Item, rows: list[tuple[int, str]]) -> Item:
    if len(rows) < 2 or not _RULED.match(rows[1][1]):
        draft.report("QZ032", type=item.type)
        return item
    pairs: list[Pair] = []
    spare: list[Pair] = []
    heads, *cells = [(number, _cells(line)) for number, line in (rows[0], *rows[2:])]
    for number, row in (heads, *cells):
        if len(row) != 2 or not row[1]:
            draft.report("QZ034", number, text=" | ".join(row)[:60])
        elif (number, row) != heads:
            (pairs if row[0] else spare).append(
                Pair(row[0], row[1], Location(draft.where.path, number))
            )
    _count(draft, item, len(pairs), _PAIRS)
    if len(spare) > _MOST_SPARE:
        draft.report("QZ037", spare[_MOST_SPARE].where.line, count=len(spare), most=_MOST_SPARE)
    named = (heads[1][0], heads[1][1]) if len(heads[1]) == 2 else ("", "")
    return replace(item, heads=named, pairs=tuple(pairs), spare=tuple(spare))


def _explanation(draft: _Draft, lines: list[tuple[int, str]]) -> str:
    """The quotation at the end; what does not hold on to it is read with it, and reported."""
    said: list[str] = []
    torn = 0
    after_blank = False
    for number, line in lines:
        quoted = _FEEDBACK.match(line)
        if not torn and line.strip() and (after_blank or not quoted):
            torn = number
            draft.report("QZ045", number, text=line.strip()[:60])
        after_blank = not line.strip()
        said.append(quoted[1] if quoted else line)
    return "\n".join(said).strip()


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def _with_steps(draft: _Draft, item: Item, rows: list[tuple[int, str]]) -> Item:
    if not rows:
        draft.report("QZ032", type=item.type)
        return item
    steps = []
    is_one_run = True
    for wanted, (number, line) in enumerate(rows, start=1):
        found = _STEP.match(line)
        text = (found[2] or "").strip() if found else ""
        steps.append(Step(text, Location(draft.where.path, number)))
        if is_one_run and found and int(found[1]) != wanted:
            is_one_run = False
            draft.report("QZ043", number, number=found[1], wanted=wanted, text=text[:60])
    _count(draft, item, len(steps), _STEPS)
    return replace(item, steps=tuple(steps))


def _count(draft: _Draft, item: Item, count: int, wanted: range) -> None:
    if count not in wanted:
        least, most = wanted.start, wanted.stop - 1
        draft.report("QZ033", type=item.type, count=count, least=least, most=most)
