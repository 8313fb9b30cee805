"""Search in the built site: right pages among the first five, bytes of a first search, time."""

from __future__ import annotations

import statistics

import bench_search
from common import SITE, Missing, Row, pages

LANGUAGES = {"tr": "Turkish", "en": "English"}


def measure() -> list[Row]:
    pages()  # says plainly when nothing is built
    try:
        return [row for language in LANGUAGES for row in _rows(language)]
    except (OSError, ValueError) as problem:
        raise Missing(str(problem)) from problem


def _rows(language: str) -> list[Row]:
    asked = bench_search.measure(SITE, language)
    missed = [each.query for each in asked if not each.hit]
    rate = 100 * (1 - len(missed) / len(asked))
    largest = max(asked, key=lambda each: each.size)
    times = [each.first_ms for each in asked]
    name = LANGUAGES[language]
    return [
        Row(
            f"{name} search, right page among the first five ({len(asked)} queries)",
            "≥ 95 %",
            f"**{rate:.1f} %**" + (f" missed: {', '.join(missed[:8])}" if missed else ""),
            rate >= 95,
        ),
        Row(
            f"{name} first search, bytes gz",
            "≤ 80 KB",
            f"**{largest.size / 1000:.1f} KB** at most (“{largest.query}”), median "
            f"{statistics.median(each.size for each in asked) / 1000:.1f} KB",
            largest.size <= 80_000,
        ),
        Row(
            f"{name} search, answer",
            "≤ 100 ms",
            f"**{statistics.median(times):.0f} ms**, at most {max(times):.0f} ms",
            statistics.median(times) <= 100,
        ),
    ]
