"""SG: nothing on a page can expose a person, label a child or leave a reader alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehber.checks.context import Context
from rehber.checks.phrases import Phrases
from rehber.checks.text import without_addresses
from rehber.checks.wordings import phrases_of
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding, Location
from rehber.model.wording import Concern, Wording

_IDENTITY = re.compile(r"(?<![\d.,/-])([1-9]\d{10})(?![\d/-])")
_PHONE = re.compile(
    r"(?<![\d/.,-])(?:\+?90[\s.-]?|0[\s.-]?)\(?[2-5]\d{2}\)?[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)"
    r"|(?<![\d/.,-])\(?5\d{2}\)?[\s.-]\d{3}[\s.-]\d{2}[\s.-]?\d{2}(?!\d)"
)
_SHORT_NUMBER = re.compile(
    r"\b(?:ALO|Alo)\s*(1\d{2})\b|\b(1\d{2})(?:[’'][^\W\d_]+)?\s+(?:numaralı|hattı|acil|ara(?:yın|r|mak))"
)
_MANY_DIGITS = re.compile(r"\d(?:[\s().-]{0,3}\d){9}")
_THREE_DIGITS = re.compile(r"(?<!\d)1\d\d(?!\d)")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_EXAMPLE_MAIL = re.compile(r"@(?:example|ornek)\.", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:Mah(?:\.|allesi)|Cad(?:\.|desi)|Sok(?:\.|ak|ağı)|Bulv(?:\.|arı)|Blv\.|Street|Avenue)"
    r"[^.;|]{0,50}?\b(?:No\s*[:.]?\s*\d+|Daire\s*[:.]?\s*\d+|D\s*:\s*\d+)"
    r"|\b(?:Mah(?:\.|allesi)|Cad(?:\.|desi)|Sok(?:\.|ak|ağı))\s*\d+[/-]\d+"
)
_MONTH = (
    "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY = (
    rf"(?:\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_BIRTH = re.compile(
    rf"(?:[Dd]oğum\s+(?:tarihi|günü)|[Dd]ate of birth|[Bb]orn on|\b[Dd]\.\s?t\.)"
    rf"[^\d|]{{0,15}}{_DAY}"
    rf"|{_DAY}\s*(?:[’']\w+\s+)?(?:tarihinde\s+)?doğ(?:umlu|du|muş)"
)
_DIGIT = re.compile(r"[\d@]")
_IBAN = re.compile(r"\bTR\d{2}(?:\s?\d{4}){5}\s?\d{2}\b")
_CONTACTS = {"SG003": _MAIL, "SG004": _ADDRESS, "SG005": _BIRTH, "SG009": _IBAN}
# What every match has in it: most lines have none of it, and the patterns above are slow.
_HINTS = {
    "SG003": ("@",),
    "SG004": ("Mah", "Cad", "Sok", "Bulv", "Blv", "Street", "Avenue"),
    "SG005": ("oğum", "doğ", "birth", "orn on", "d.", "D."),
    "SG009": ("TR",),
}

_SENSITIVE_KINDS = frozenset(
    {Kind.SECTION, Kind.MODULE, Kind.CASE, Kind.SESSION, Kind.GUIDE, Kind.FORM, Kind.PAGE}
)
_SENSITIVE_HITS = 5
_SENSITIVE_SHARE = 1 / 150
_NOT_SCANNED = frozenset({Kind.CONTRIBUTING})
_OLD_NAME = re.compile(r"\beski(?:den|si)?\b[^.]*$")
_TITLE = re.compile(r"\s*(?:\(\d{4}\)\s*)?(?:yönetmeli|kanun|yönerge|genelge)")


def personal_data(course: Course, context: Context) -> Iterator[Finding]:
    """SG001–SG005, SG009: what can lead to a person, in all that the public can read."""
    helplines = {_digits(line.number) for line in course.hotlines if line.status == "verified"}
    for where, text in _written(course):
        if _MANY_DIGITS.search(text):
            yield from _identity_numbers(where, text)
        yield from _phones(where, text, helplines)
        yield from _contacts(where, text, course.publisher.contact)


def _identity_numbers(where: Location, text: str) -> Iterator[Finding]:
    """SG001: a number that could be somebody's identity number (its check digits are right)."""
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[1]):
            yield Finding.at(where, "SG001", number=f"{match[1][:3]}…")


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits pass the check of Turkish identity numbers."""
    d = [int(char) for char in digits]
    tenth = (sum(d[0:9:2]) * 7 - sum(d[1:8:2])) % 10
    return len(d) == 11 and d[0] != 0 and d[9] == tenth and d[10] == sum(d[:10]) % 10


def _phones(where: Location, text: str, helplines: set[str]) -> Iterator[Finding]:
    """SG002: phone numbers, except verified help lines."""
    long = _PHONE.finditer(text) if _MANY_DIGITS.search(text) else ()
    short = _SHORT_NUMBER.finditer(text) if _THREE_DIGITS.search(text) else ()
    for match in (*long, *short):
        number = next((group for group in match.groups() if group), match[0])
        if _digits(number) not in helplines:
            yield Finding.at(where, "SG002", number=number.strip())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _contacts(where: Location, text: str, publisher: str) -> Iterator[Finding]:
    """SG003–SG005, SG009: mail and street addresses, dates of birth, bank accounts."""
    for rule, pattern in _CONTACTS.items():
        for match in pattern.finditer(text) if any(map(text.__contains__, _HINTS[rule])) else ():
            if rule == "SG003" and (match[0] in publisher or _EXAMPLE_MAIL.search(match[0])):
                continue
            yield Finding.at(where, rule, text=match[0])


def _written(course: Course) -> Iterator[tuple[Location, str]]:
    """Everything that the public can read: comments and front matter are in the repository too."""
    for page in course.pages.values():
        for key in ("title", "summary"):
            text = page.meta.get(key)
            if isinstance(text, str):
                yield page.at(key), without_addresses(text)
        for line in page.lines:
            if _DIGIT.search(line.raw):
                yield Location(page.source, line.number), without_addresses(line.raw)


def help_boxes(course: Course, context: Context) -> Iterator[Finding]:
    """SG007, SG008: a page about violence or loss says so, and says where help is."""
    phrases = Phrases(phrases_of(course, Concern.SENSITIVE))
    for page in course.pages.values():
        if page.meta.get("sensitive") is True:
            if not any(directive.name == "help-box" for directive in page.directives):
                yield Finding.at(page.at("sensitive"), "SG007")
        elif course.language == "tr" and page.kind in _SENSITIVE_KINDS:
            yield from _unmarked(page, phrases)


def _unmarked(page: Page, phrases: Phrases[Wording]) -> Iterator[Finding]:
    said = (line.plain for line in page.lines if line.plain)
    spoken = filter(phrases.may_be_in, said)
    hits = [hit.phrase for text in spoken for hit in phrases.find(text)]
    if len(hits) >= _SENSITIVE_HITS and len(hits) > _SENSITIVE_SHARE * page.words:
        words = ", ".join(dict.fromkeys(hits))
        yield Finding.at(page.at(), "SG008", count=len(hits), words=words)


RULES = (personal_data, help_boxes)
