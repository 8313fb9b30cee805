"""Findings as people, GitHub and programs read them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rehber import messages
from rehber.checks import Report, severity
from rehber.checks.readability import Readability, measure
from rehber.model.course import Page
from rehber.model.finding import Finding

FORMATS = ("text", "github", "json")
TABLE_FORMATS = ("text", "markdown")
_LONGEST = 3
_LEVELS = {
    "very_easy": "çok kolay",
    "easy": "kolay",
    "middling": "orta",
    "hard": "zor",
    "very_hard": "çok zor",
}
_HEADS = ("Ateşman", "düzey", "sözcük", "hece/sözcük", "sözcük/cümle", "sayfa")
_COUNTS = {
    "tr": "{errors} hata, {warnings} uyarı, {allowed} izinli",
    "en": "errors: {errors}, warnings: {warnings}, allowed: {allowed}",
}


def write(report: Report, form: str, language: str) -> str:
    """The whole report in one of ``FORMATS``, without a newline at its end."""
    if form == "json":
        return _json(report, language)
    written = _annotation if form == "github" else line
    lines = [written(finding, language) for finding in report.findings]
    return "\n".join([*lines, counts(report, language)])


def readability(pages: Iterable[Page], form: str, *, with_sentences: bool) -> str:
    """A table of the pages, the hardest first, in one of ``TABLE_FORMATS``.

    ``with_sentences`` adds the longest sentences of each page, with their lines.
    """
    measured = sorted(((measure(page), page) for page in pages), key=lambda m: m[0].score)
    rows = [_HEADS, *(_readability_row(found, page) for found, page in measured)]
    if form == "markdown":
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "| --- " * len(_HEADS) + "|", *lines[1:]])
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS) - 1)]
    lines = [
        "  ".join([*(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]
    if with_sentences:
        for found, page in measured:
            for sentence in found.longest(_LONGEST):
                lines.append(f"{page.source}:{sentence.line}  {sentence.words}: {sentence.text}")
    return "\n".join(lines)


def _readability_row(found: Readability, page: Page) -> tuple[str, ...]:
    numbers = (f"{found.syllables:.2f}", f"{found.words:.1f}")
    shown = (number.replace(".", ",") for number in numbers)
    return (f"{found.score:.0f}", _LEVELS[found.level], str(found.total), *shown, page.source)


def counts(report: Report, language: str) -> str:
    return _COUNTS[language].format(
        errors=report.errors, warnings=report.warnings, allowed=len(report.allowed)
    )


def sentences(finding: Finding, language: str) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    known = messages.rules(language).get(finding.rule)
    if known is None:
        return ", ".join(f"{name}: {value}" for name, value in finding.values), ""
    values = defaultdict(lambda: "?", finding.values)
    return known["sentence"].format_map(values), known["mend"].format_map(values)


def line(finding: Finding, language: str) -> str:
    """``docs/index.md:12  ST008  sentence  → how to mend it``."""
    sentence, mend = (_one_line(text) for text in sentences(finding, language))
    return f"{finding.where}  {finding.rule}  {sentence}" + (f"  → {mend}" if mend else "")


def _annotation(finding: Finding, language: str) -> str:
    """A workflow command of GitHub, which shows the finding at its line of the pull request."""
    text = _escape(" → ".join(part for part in sentences(finding, language) if part))
    properties = {
        "file": finding.where.path,
        "line": finding.where.line,
        "title": finding.rule,
    }
    written = ",".join(f"{name}={_escape_property(str(v))}" for name, v in properties.items())
    return f"::{severity(finding.rule).value} {written}::{text}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json(report: Report, language: str) -> str:
    value = {
        "findings": list(_entries(report, language)),
        "errors": report.errors,
        "warnings": report.warnings,
        "allowed": len(report.allowed),
    }
    return json.dumps(value, ensure_ascii=False, indent=1)


def _entries(report: Report, language: str) -> Iterator[dict[str, object]]:
    for finding in report.findings:
        sentence, mend = sentences(finding, language)
        yield {
            "path": finding.where.path,
            "line": finding.where.line,
            "rule": finding.rule,
            "severity": severity(finding.rule).value,
            "sentence": sentence,
            "mend": mend,
        }
