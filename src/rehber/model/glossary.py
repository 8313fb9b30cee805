"""Terms of the field, in two languages."""

from __future__ import annotations

from dataclasses import dataclass

from rehber.model.finding import Location


@dataclass(frozen=True)
class Term:
    """One glossary entry.

    ``id`` is the anchor on the glossary page. ``forms`` are further spellings that mean the same
    term and are recognised in text; ``link`` is False for words too common to mark in running text.
    ``avoid`` are words that this term replaces.
    """

    id: str
    tr: str
    en: str
    definition_tr: str
    definition_en: str
    source: str = ""
    forms_tr: tuple[str, ...] = ()
    forms_en: tuple[str, ...] = ()
    link: bool = True
    avoid: tuple[str, ...] = ()
    where: Location = Location("docs/_data/glossary.yml")

    def name(self, language: str) -> str:
        return self.tr if language == "tr" else self.en

    def definition(self, language: str) -> str:
        return self.definition_tr if language == "tr" else self.definition_en

    def forms(self, language: str) -> tuple[str, ...]:
        return self.forms_tr if language == "tr" else self.forms_en
