"""Writes the search index of one language: our own, in parts, as scripts.

A search fetches a small head first, then only the parts that hold its words, then the text of the
passages it shows. Each part is a classic script that registers its data, so the same files work
from a server, from ``file://`` and in a package::

    assets/search/tr/index.js        the head under a fixed name, for the live preview
    assets/search/tr/head.<hash>.js  the same: titles, articles, what is in which part
    assets/search/tr/w<n>.<hash>.js  words by their first two letters, with the passages they are in
    assets/search/tr/t<n>.<hash>.js  the text of some passages, in order
    assets/search/tr/v.<hash>.js     frequent words, fetched only when a word is found nowhere

Words are kept as they are written, without case and diacritics (``turkish.fold``); which forms
belong to one word (*çocuk, çocuğun*; *kayıt, kaydı*) is decided in the browser by
``overrides/assets/components/search/words.mjs``.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from rehber import messages, turkish
from rehber.model.course import Course, Kind, Page
from rehber.model.glossary import Term
from rehber.model.law import Statute
from rehber.render.page import Strings, kind_label, module_name

GUIDE, MODULES, FORMS, TERMS, OTHER, CONTRIBUTING = range(6)
_GROUPS = {
    Kind.GUIDE: GUIDE,
    Kind.LAW: GUIDE,
    Kind.GLOSSARY: GUIDE,
    Kind.BIBLIOGRAPHY: GUIDE,
    Kind.CATALOGUE: MODULES,
    Kind.MODULE: MODULES,
    Kind.SECTION: MODULES,
    Kind.TEST: MODULES,
    Kind.LEARNING: MODULES,
    Kind.CASE: MODULES,
    Kind.FORM: FORMS,
    Kind.CONTRIBUTING: CONTRIBUTING,
}

HEADING = "*"
"""Ends the key of a word in headings: the head holds titles only, and stays small."""
WORDS_PART = 4_000
"""A part of words is closed before it has this many entries (about 4 KB packed)."""
PASSAGES_A_STEP = 700
"""A word met twice may be what a slip meant; for each so many passages, once more is asked."""
TEXT_PART = 2_000
"""A part of text is closed when it has this many characters (about 1 KB packed)."""
_LENGTH_UNIT = 8
_MOST = 3  # how often a word stands in a passage is counted up to this

_SKIPPED_TAGS = {"aside", "button", "form", "nav", "quiz", "script", "style", "svg", "template"}
_SKIPPED_CLASSES = {
    "headerlink",
    "rh-bibliography",
    "rh-cites",
    "rh-edit",
    "rh-finding",
    "rh-glossary",
    "rh-key",
    "rh-law-articles",
    "rh-letters",
    "rh-map",
    "rh-page-head",
    "rh-quiz",
    "rh-sources",
    "rh-strength",
    "rh-terms",
    "rh-toc-fold",
}
_INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "u"}
_CELLS = {"td", "th"}

# Words that say nothing about a passage. Left out of the index and of queries.
_STOP_TR = """
acaba ama ancak bazi bir biri bu bunu bunun da daha de diye en gibi hem her hic icin ile ise iste
kadar ki mi mu ne o olan olarak oldugu olur onun ona sonra su sey ve veya ya yani yine zaten
"""
_STOP_EN = """
a an and are as at be but by for from has have he her his if in is it its not of on or she so than
that the their them then there they this to was were what when which who will with you your
"""
STOP_WORDS = {"tr": frozenset(_STOP_TR.split()), "en": frozenset(_STOP_EN.split())}


@dataclass(frozen=True)
class Passage:
    """What stands under one heading; ``anchor`` and ``heading`` are empty at the top of a page."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """What a result leads to: a page or a glossary term. ``label`` is shown beside the title;
    each of ``aliases`` finds the document as its title does."""

    url: str
    title: str
    group: int
    passages: tuple[Passage, ...]
    label: str = ""
    aliases: tuple[str, ...] = ()
    term: Term | None = None


@dataclass
class Index:
    """Documents and, for each written form, the passages (by number) it is in, and how often."""

    documents: list[Document]
    postings: dict[str, dict[int, int]] = field(default_factory=dict)

    def add(self, form: str, passage: int, times: int = 1) -> None:
        found = self.postings.setdefault(form, {})
        found[passage] = min(_MOST, found.get(passage, 0) + times)


def write_search(course: Course, site: Path) -> None:
    """Write the index of the pages that the engine built into ``site`` (the language's root).

    Pages that were not built, and notes that stand in for a missing translation, are left out.
    Two runs on the same pages write the same bytes.
    """
    folder = site / "assets" / "search" / course.language
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = build_index(course, site)
    writer = _Writer(folder, course.language)
    head = _head(course, index)
    head["texts"] = writer.texts(index)
    head["words"] = writer.words(index)
    writer.vocabulary(index)
    head["stamp"] = writer.parts()
    writer.head(head)


_INDEX = re.compile(r'(data-rh-index="[^"]*/search/)([a-z]+)/index\.js"')


def head_name(site: Path, language: str) -> str:
    """The head's file name with its hash, relative to ``assets/search``: ``tr/head.<hash>.js``.

    ``site`` is the root of that language.

    Raises:
        FileNotFoundError: the index was not written.
    """
    for file in sorted((site / "assets" / "search" / language).glob("head.*.js")):
        return f"{language}/{file.name}"
    raise FileNotFoundError(f"assets/search/{language}/head.*.js")


def with_index(html: str, heads: Mapping[str, str]) -> str:
    """A page that asks for the head under its hashed name, which may be cached for ever.

    ``heads`` gives ``head_name`` of each language.
    """
    return _INDEX.sub(lambda match: f'{match[1]}{heads[match[2]]}"', html)


def build_index(course: Course, site: Path) -> Index:
    """Read the built pages and the glossary and count the words of each passage."""
    documents = [*_pages(course, site), *_terms(course)]
    index = Index(documents)
    phrases = _Phrases(documents)
    stop = STOP_WORDS[course.language]
    for number, passage in enumerate(_numbered(documents)):
        words = tokens(passage.text)
        folded = [turkish.fold(word) for word in words]
        for form in folded:
            if form not in stop and (len(form) > 1 or form.isdigit()):
                index.add(form, number)
        for key in phrases.found(words, folded):
            index.add(key, number)
        for form in {turkish.fold(word) for word in tokens(passage.heading)} - stop:
            if len(form) > 1 or form.isdigit():
                index.add(form + HEADING, number)
    return index


def tokens(text: str) -> list[str]:
    """The words of a text; what follows an apostrophe is a suffix and falls away."""
    found = turkish.words(unicodedata.normalize("NFC", text))
    return [word.partition("’")[0].partition("'")[0] for word in found]


def _numbered(documents: Iterable[Document]) -> Iterator[Passage]:
    for document in documents:
        yield from document.passages


# Reading


def _pages(course: Course, site: Path) -> Iterator[Document]:
    strings = messages.load(course.language)
    for page in course.pages.values():
        file = site / page.url / "index.html"
        if not file.exists():
            continue
        tree = lxml_html.fromstring(file.read_bytes())
        if tree.xpath('//meta[@name="robots"][contains(@content, "noindex")]'):
            continue
        content = tree.get_element_by_id("rh-content", None)
        if content is None:
            continue
        label, aliases = _names(course, page, strings)
        yield Document(
            url=page.url,
            title=page.title,
            group=_GROUPS.get(page.kind, OTHER),
            passages=_searched(page, passages(content, page.summary)),
            label=label,
            aliases=aliases,
        )


def _searched(page: Page, found: list[Passage]) -> tuple[Passage, ...]:
    """What of a page is searched: a case does not give its scenes away, and of a trainer's plan
    the names of its activities and materials are enough."""
    if page.kind is Kind.CASE:
        return tuple(found[:1])
    if page.kind is Kind.SESSION:
        headings = " · ".join(passage.heading for passage in found if passage.heading)
        return (Passage("", "", f"{page.summary} {headings}"),)
    return tuple(found)


def _names(course: Course, page: Page, strings: Strings) -> tuple[str, tuple[str, ...]]:
    """The short name beside a title, and the codes and old names that find the page."""
    if page.kind is Kind.FORM:
        code = re.sub(r"^t0+", "t", page.id)
        return turkish.upper(code), (code, page.id)
    if page.kind is Kind.LAW:
        names = [name for s in course.statutes if s.page == page.path for name in _law_names(s)]
        return "", tuple(names)
    if page.course_test:
        return "", (kind_label(course, page, strings), page.id)
    module = course.module_of(page)
    if module is None:
        return "", ()
    label = module_name(strings, module)
    codes = () if module.is_capstone else (f"m{module.number}",)
    return label, (label, *codes, module.id) if page.kind is Kind.MODULE else ()


def _law_names(statute: Statute) -> list[str]:
    """``5395``, the full name, and its initials as lawyers use them (*TMK*, *ÇKK*, *KVKK*)."""
    full = turkish.fold(statute.name)
    initials = "".join(word[0] for word in full.split())
    main = [word for word in full.split() if word not in ("ve", "dair", "iliskin")]
    short = "".join(word[0] for word in main)
    last = [main[-1].removesuffix("si")] if main[-1].startswith("anayasa") else []
    names = [turkish.fold(statute.number), full, initials, short, *last]
    return [name for name in dict.fromkeys(names) if len(name) > 2]


def _terms(course: Course) -> Iterator[Document]:
    page = next((p for p in course.pages.values() if p.kind is Kind.GLOSSARY), None)
    if page is None:
        return
    for term in course.terms:
        other = term.avoid if course.language == "tr" else ()
        yield Document(
            url=page.url,
            title=term.name(course.language),
            group=TERMS,
            passages=(Passage(term.id, "", _clean(term.definition(course.language))),),
            label=", ".join(_abbreviations(term, course.language)),
            aliases=(*term.forms(course.language), *other),
            term=term,
        )


def _abbreviations(term: Term, language: str) -> list[str]:
    return [form for form in term.forms(language) if len(form) < 8 and form == turkish.upper(form)]


def passages(content: Any, summary: str = "") -> list[Passage]:
    """Cut the main content of a page (an lxml element) at its headings of level two and three."""
    cutter = _Cutter(summary)
    cutter.walk(content)
    return cutter.result()


class _Cutter:
    def __init__(self, summary: str) -> None:
        self._done: list[Passage] = []
        self._anchor = ""
        self._heading = ""
        self._text = [summary, "\n"]

    def walk(self, element: Any) -> None:
        if not isinstance(element.tag, str) or _is_skipped(element):
            return
        if element.tag in ("h2", "h3") and element.get("id"):
            self._close()
            self._anchor = element.get("id")
            self._heading = _clean(_heading_text(element))
            return
        apart = "" if element.tag in _INLINE else " · " if element.tag in _CELLS else "\n"
        self._text.append(element.text or "")
        for child in element:
            self.walk(child)
            self._text.append(child.tail or "")
        self._text.append(apart)

    def result(self) -> list[Passage]:
        self._close()
        return self._done

    def _close(self) -> None:
        text = _clean("".join(self._text))
        if text or self._heading or not self._done:
            self._done.append(Passage(self._anchor, self._heading, text))
        self._text = []


def _is_skipped(element: Any) -> bool:
    return (
        element.tag in _SKIPPED_TAGS
        or element.get("data-rh-nosearch") is not None
        or not _SKIPPED_CLASSES.isdisjoint((element.get("class") or "").split())
    )


def _heading_text(element: Any) -> str:
    own = [element.text or ""]
    for child in element:
        if not _is_skipped(child):
            own.append(_heading_text(child))
        own.append(child.tail or "")
    return "".join(own)


_SPACE_BEFORE = re.compile(r"\s+([.,;:!?])")


def _clean(text: str) -> str:
    """One line: white space collapsed, and the gap closed that a citation left before a stop."""
    text = " ".join(unicodedata.normalize("NFC", text.replace("¶", "")).split())
    text = re.sub(r"(?: ·)+(?= ·|$)", "", text)
    return _SPACE_BEFORE.sub(r"\1", text).strip(" ·")


class _Phrases:
    """Finds glossary terms of several words, under any of their names, in running text.

    The key of a term is its folded name; it has a space, so no word has the same key. An
    abbreviation counts as the name: *SED* finds what is written out, and the other way round.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_start: dict[str, list[tuple[list[str], str, str]]] = {}
        for document in documents:
            if document.term is None:
                continue
            key = phrase_key(document.title)
            for name in (document.title, *document.aliases):
                words = tokens(name)
                if " " not in key or not words:
                    continue
                folded = [turkish.fold(word) for word in words]
                # Suffixes soften the end of a word, so its first letters lead to it.
                start = folded[0] if len(folded) > 1 else folded[0][:2]
                entry = (folded, words[-1], key)
                self._by_start.setdefault(start, []).append(entry)

    def found(self, words: Sequence[str], folded: Sequence[str]) -> Iterator[str]:
        for place, form in enumerate(folded):
            for start in (form, form[:2]):
                for name, last, key in self._by_start.get(start, ()):
                    if self._stands(name, last, words, folded, place):
                        yield key

    @staticmethod
    def _stands(
        name: list[str], last: str, words: Sequence[str], folded: Sequence[str], place: int
    ) -> bool:
        end = place + len(name) - 1
        if end >= len(words) or list(folded[place:end]) != name[:-1]:
            return False
        return folded[end] == name[-1] or turkish.is_inflection(words[end], last)


def phrase_key(name: str) -> str:
    return " ".join(turkish.fold(word) for word in tokens(name))


# Writing


def _head(course: Course, index: Index) -> dict[str, Any]:
    documents = []
    lengths = []
    for document in index.documents:
        own = [len(turkish.words(passage.text)) for passage in document.passages]
        lengths += own
        documents.append(
            [
                document.url,
                document.title,
                document.group,
                document.label,
                list(document.aliases),
                [-(-length // _LENGTH_UNIT) for length in own],
            ]
        )
    return {
        "lang": course.language,
        "stop": " ".join(sorted(STOP_WORDS[course.language])),
        "average": round(sum(lengths) / max(1, len(lengths)) / _LENGTH_UNIT, 2),
        "docs": documents,
        "laws": list(_laws(course, index)),
    }


def _laws(course: Course, index: Index) -> Iterator[list[Any]]:
    """For each statute with a page: its names, its document, and the passages of its articles."""
    first = 0
    places: dict[str, tuple[int, dict[str, tuple[int, str]]]] = {}
    for number, document in enumerate(index.documents):
        anchors = {p.anchor: (first + at, p.heading) for at, p in enumerate(document.passages)}
        places.setdefault(document.url, (number, anchors))
        first += len(document.passages)
    for statute in course.statutes:
        page = course.pages.get(statute.page)
        if page is None or page.url not in places:
            continue
        number, anchors = places[page.url]
        articles = []
        for article in statute.articles:
            found = _article(article.number, anchors)
            if found is not None and not _is_of_another(found[1], statute, course.statutes):
                articles.append([re.sub(r"[^a-z0-9]", "", turkish.fold(article.number)), found[0]])
        yield [_law_names(statute), number, articles]


def _article(number: str, anchors: dict[str, tuple[int, str]]) -> tuple[int, str] | None:
    name = turkish.slug(number)
    return next((anchors[a] for a in (f"m-{name}", name, f"par-{name}") if a in anchors), None)


def _is_of_another(heading: str, statute: Statute, statutes: Iterable[Statute]) -> bool:
    """Whether a heading such as *TCK madde 278* names another statute than this one."""
    words = {turkish.fold(word) for word in tokens(heading)}
    if not words.isdisjoint(_law_names(statute)):
        return False
    return any(not words.isdisjoint(_law_names(other)) for other in statutes)


class _Writer:
    """Writes the head and the parts. The head is named after its content; all parts after the
    content of all, since a name for each would be a tenth of the head."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        self._scripts: dict[str, str] = {}

    def head(self, head: dict[str, Any]) -> None:
        script = self._script("head", head)
        (self._folder / "index.js").write_text(script, encoding="utf-8")
        self._write("head", script, _stamp(script))

    def parts(self) -> str:
        """Write the parts that were made; the stamp in their names."""
        stamp = _stamp("".join(self._scripts.values()))
        for name, script in self._scripts.items():
            self._write(name, script, stamp)
        return stamp

    def texts(self, index: Index) -> list[int]:
        """The number of passages in each part of text."""
        parts: list[tuple[int, list[list[str]]]] = [(0, [])]
        for number, passage in enumerate(_numbered(index.documents)):
            if sum(len(text) for _, _, text in parts[-1][1]) >= TEXT_PART:
                parts.append((number, []))
            parts[-1][1].append([passage.anchor, passage.heading, passage.text])
        for number, (_, texts) in enumerate(parts):
            self._part(f"t{number}", texts)
        return [len(texts) for _, texts in parts]

    def words(self, index: Index) -> list[str]:
        """The first two letters in each part of words."""
        parts: list[tuple[str, list[str], int]] = []
        for letters, group in groupby(sorted(index.postings), key=_letters):
            forms = list(group)
            size = sum(len(form) // 2 + len(index.postings[form]) for form in forms)
            if parts and parts[-1][2] + size <= WORDS_PART:
                parts[-1] = (parts[-1][0], [*parts[-1][1], *forms], parts[-1][2] + size)
            else:
                parts.append((letters, forms, size))
        for number, (_, forms, _) in enumerate(parts):
            self._part(f"w{number}", _pack(forms, index.postings))
        return [letters for letters, _, _ in parts]

    def vocabulary(self, index: Index) -> None:
        """Words of four letters and more that are frequent or in a heading: what a slip may have
        meant."""
        passages = sum(len(document.passages) for document in index.documents)
        frequent = 2 + passages // PASSAGES_A_STEP
        met = {form for form, at in index.postings.items() if sum(at.values()) >= frequent}
        met |= {form.removesuffix(HEADING) for form in index.postings if form.endswith(HEADING)}
        forms = sorted(form for form in met if len(form) > 3 and form.isalpha())
        self._part("v", _pack(forms))

    def _part(self, name: str, data: Any) -> None:
        self._scripts[name] = self._script(name, data)

    def _script(self, name: str, data: Any) -> str:
        packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        key = f"{self._language}/{name}"
        return f'(self.rhSearchData=self.rhSearchData||{{}})["{key}"]={packed};\n'

    def _write(self, name: str, script: str, stamp: str) -> None:
        (self._folder / f"{name}.{stamp}.js").write_text(script, encoding="utf-8")


def _stamp(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _letters(form: str) -> str:
    """The first two letters; a heading's word is with the word itself."""
    return form.removesuffix(HEADING)[:2]


def _pack(forms: Iterable[str], postings: dict[str, dict[int, int]] | None = None) -> str:
    """``0aile:…,4den:…``: letters shared with the form before (base 36), the rest, the passages."""
    before = ""
    entries = []
    for form in forms:
        shared = _shared(before, form)
        places = f":{_pack_places(postings[form])}" if postings else ""
        entries.append(f"{_BASE36[shared]}{form[shared:]}{places}")
        before = form
    return ",".join(entries)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their start, at most 35."""
    pairs = enumerate(zip(one[:35], other[:35], strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(35, len(one), len(other)))


_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _pack_places(places: dict[int, int]) -> str:
    """Each passage as ``(distance - 1) * 3 + (times - 1)``: the last five bits as 0–9a–v, what is
    above them before it in A–Z (base 26)."""
    packed = []
    before = -1
    for passage in sorted(places):
        value = (passage - before - 1) * _MOST + places[passage] - 1
        high, low = divmod(value, 32)
        digits = ""
        while high:
            high, rest = divmod(high, 26)
            digits = _LETTERS[rest] + digits
        packed.append(digits + _BASE36[low])
        before = passage
    return "".join(packed)
