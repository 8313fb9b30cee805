"""The law registry: which articles were read, when, and in which text."""

from __future__ import annotations

from dataclasses import dataclass

from rehber.model.finding import Location


@dataclass(frozen=True)
class Article:
    """One article of a statute. ``number`` is as lawyers write it (``"9"``, ``"5/A"``, ``"Ek 1"``).

    ``read_on`` is the ISO date on which its text was last read; ``text_of`` says which state of the
    text that was; ``status`` is ``verified``, ``secondary`` or ``unverified``.
    """

    number: str
    read_on: str
    status: str
    title: str = ""
    text_of: str = ""
    note: str = ""
    where: Location = Location("docs/_data/law.yml")


@dataclass(frozen=True)
class Statute:
    """A statute or regulation; ``reference`` is its key, ``page`` its page in the guide."""

    reference: str
    number: str
    name: str
    page: str
    articles: tuple[Article, ...]
    where: Location = Location("docs/_data/law.yml")

    def article(self, number: str) -> Article | None:
        return next((a for a in self.articles if a.number == number), None)


@dataclass(frozen=True)
class Hotline:
    """A line to call. Printed only if verified; ``scope`` is ``danger`` for those that the help
    box of a sensitive page names, else ``support``."""

    id: str
    name_tr: str
    name_en: str
    scope: str
    number: str
    what_tr: str
    what_en: str
    source: str
    read_on: str
    status: str
    where: Location = Location("docs/_data/hotlines.yml")
