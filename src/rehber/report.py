"""Findings as people, GitHub and programs read them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from rehber import messages
from rehber.checks import Report, severity
from rehber.model.finding import Finding

FORMATS = ("text", "github", "json")
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
