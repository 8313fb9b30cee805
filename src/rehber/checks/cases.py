"""CS: the recurring families are the same on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rehber import turkish
from rehber.checks.context import Context
from rehber.model.case import Case, Person
from rehber.model.course import Course, Kind, Line, Page
from rehber.model.finding import Finding, Location

_NOT_SCANNED = frozenset({Kind.CONTRIBUTING, Kind.GLOSSARY, Kind.BIBLIOGRAPHY})
_FICTIONAL = frozenset({"vignette", "worked-case", "half-worked-case", "answer", "card"})
_EXAMPLE = re.compile(r"^ornek(-|$)")
_UNITS = ("bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("on", "yirmi", "otuz", "kırk")
_AGE_WORDS = {word: age for age, word in enumerate(_UNITS, start=1)} | {
    f"{ten} {unit}".strip(): 10 * tens + age
    for tens, ten in enumerate(_TENS, start=1)
    for age, unit in enumerate(("", *_UNITS))
}
_AGE = r"(?P<age>\d{1,2}|(?i:" + "|".join(sorted(_AGE_WORDS, key=len, reverse=True)) + "))"
_NAME = r"(?P<name>[A-ZÇĞİÖŞÜ][a-zçğıöşüâîû]+)"
_AGES = (
    (" (", re.compile(rf"\b{_NAME} \({_AGE}(?: yaş\w*)?\)")),
    (" yaşındaki ", re.compile(rf"\b{_AGE} yaşındaki {_NAME}\b")),
    (" yaşında", re.compile(rf"\b{_NAME} {_AGE} yaşında\b")),
    (" yaşında", re.compile(rf"\b{_NAME} {_AGE}, [A-ZÇĞİÖŞÜ]\w+ \w+(?: \w+)? yaşında\b")),
)
"""Each with what every match has in it: most lines have none, and the patterns are slow."""
_NO_NAMES = frozenset(
    {"Madde", "Bölüm", "Form", "Aşama", "Kapı", "Sahne", "Adım", "Tablo", "Türkiye", "Modül"}
)
_NAMING = 2
"""So many of these patterns hold a name for certain; the others may begin with any word."""
_ADDRESSED = re.compile(rf"(?<![.!?:“] )\b{_NAME} (?:Hanım|Bey)\b")
_KIN = (
    "koruyucu anne|koruyucu baba|üvey anne|üvey baba|anneanne|babaanne|anne|baba|dede|teyze|hala|"
    "amca|dayı|yenge|abla|ağabey|komşu|psikolog|süpervizör"
)
_CALLED = re.compile(
    rf"(?<![Aa]nne )\b(?P<kin>(?i:{_KIN}))(?:si|sı|su|sü|i|ı|u|ü|leri|ları|miz|niz)? $"
)
_BEFORE = 40
"""Characters before a name in which a word of kinship can stand."""
_MONTHS = (
    *("ocak", "şubat", "mart", "nisan", "mayıs", "haziran"),
    *("temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"),
)
_DATES = (
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{2})\.(?P<year>20\d\d)(?!\d)"),
    re.compile(
        r"(?<![\d–-])(?P<day>\d{1,2}) (?P<name>"
        + "|".join(turkish.upper(m[0]) + m[1:] for m in _MONTHS)
        + r")(?: (?P<year>20\d\d))?(?!\w)"
    ),
)


@dataclass(frozen=True)
class _Passage:
    """The fictional lines of a page between two headings, and the families named there."""

    lines: tuple[Line, ...]
    cases: tuple[Case, ...]


def doubles(course: Course, context: Context) -> Iterator[Finding]:
    """CS004: a name belongs to one person."""
    seen: dict[str, Person] = {}
    for case in course.cases:
        for person in case.people:
            if person.name in seen:
                other = seen[person.name].where
                yield Finding.at(person.where, "CS004", name=person.name, other=other)
            seen.setdefault(person.name, person)


def knowers(course: Course, context: Context) -> Iterator[Finding]:
    """CS006: who knew of an event is a person of the file."""
    known = {person.name for case in course.cases for person in case.people}
    for case in course.cases:
        for event in case.timeline:
            for name in event.known_by:
                if name not in known:
                    yield Finding.at(event.where, "CS006", name=name)


def people(course: Course, context: Context) -> Iterator[Finding]:
    """CS001, CS002, CS005: ages, kinship and names are those of the file."""
    known = {person.name: person for case in course.cases for person in case.people}
    if not known or course.language != "tr":
        return
    named = re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, known))})(?![\w’'])")
    for page in _pages(course):
        for line in page.lines:
            where = Location(page.source, line.number)
            yield from _ages(line.plain, known, where)
            if " Hanım" in line.plain or " Bey" in line.plain:
                for match in _ADDRESSED.finditer(line.plain):
                    if match["name"] not in known:
                        yield Finding.at(where, "CS005", name=match["name"])
            for name in named.finditer(line.plain):
                before = line.plain[max(0, name.start() - _BEFORE) : name.start()]
                person = known[name[0]]
                called = _CALLED.search(before)
                kin = turkish.lower(called["kin"]) if called else ""
                if kin and kin not in person.called:
                    allowed = ", ".join(person.called)
                    yield Finding.at(where, "CS002", name=person.name, kin=kin, allowed=allowed)


def _ages(text: str, known: dict[str, Person], where: Location) -> Iterator[Finding]:
    for index, (hint, pattern) in enumerate(_AGES):
        for match in pattern.finditer(text) if hint in text else ():
            written = turkish.lower(match["age"])
            age = int(written) if written.isdigit() else _AGE_WORDS[written]
            person = known.get(match["name"])
            if person is None:
                if index < _NAMING and match["name"] not in _NO_NAMES:
                    yield Finding.at(where, "CS005", name=match["name"])
            elif person.age is not None and person.age != age:
                yield Finding.at(where, "CS001", name=person.name, age=age, right=person.age)


def dates(course: Course, context: Context) -> Iterator[Finding]:
    """CS003: a day that a story names is in the timeline of its family."""
    if course.language != "tr" or not course.cases:
        return
    for page in _pages(course):
        for passage in _passages(page, course.cases):
            days = {event.date for case in passage.cases for event in case.timeline}
            known = days | {day[5:] for day in days}
            for line in passage.lines:
                for shown, day in _days(line.plain):
                    if day not in known:
                        names = ", ".join(case.id for case in passage.cases)
                        where = Location(page.source, line.number)
                        yield Finding.at(where, "CS003", date=shown, cases=names)


def _days(text: str) -> Iterator[tuple[str, str]]:
    """Each day in a text as written and as ``YYYY-MM-DD``, or ``MM-DD`` where no year is said."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            found = match.groupdict()
            name = found.get("name")
            month = _MONTHS.index(turkish.lower(name)) + 1 if name else int(found["month"])
            day = f"{month:02d}-{int(found['day']):02d}"
            yield match[0], f"{found['year']}-{day}" if found["year"] else day


def _passages(page: Page, cases: tuple[Case, ...]) -> Iterator[_Passage]:
    anchors = {heading.where.line: heading.anchor for heading in page.headings}
    gathered: list[Line] = []
    in_example = False
    for line in (*page.lines, None):
        if line is None or (line.number in anchors and not line.blocks):
            named = _named(gathered, cases)
            if gathered and named:
                yield _Passage(tuple(gathered), named)
            gathered = []
            if line is None:
                return
            in_example = bool(_EXAMPLE.match(anchors[line.number]))
        if in_example or page.kind is Kind.CASE or _FICTIONAL.intersection(line.blocks):
            gathered.append(line)


def _named(lines: list[Line], cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The families that have a timeline and whose people these lines name."""
    words = {word for line in lines for word in re.findall(r"[A-ZÇĞİÖŞÜ]\w+", line.raw)}
    return tuple(
        case
        for case in cases
        if case.timeline and any(person.name in words for person in case.people)
    )


def _pages(course: Course) -> Iterator[Page]:
    return (page for page in course.pages.values() if page.kind not in _NOT_SCANNED)


RULES = (doubles, knowers, people, dates)
