"""The page syntax of Rehber as a Python-Markdown extension, for any engine that runs those.

Citations, strength marks, directives, glossary links, anchors by Turkish rules. An extension does
not know which page it converts: the edge keeps that in ``Current``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from rehber import turkish
from rehber.content.markdown import citations_in, prose_lines
from rehber.model.course import Page
from rehber.model.finding import Location
from rehber.model.glossary import Term
from rehber.model.scene import Choice, Scene
from rehber.model.syntax import PROMPTS
from rehber.render import notes
from rehber.render.renderer import Renderer, blank_page
from rehber.render.terms import TermMatcher

_CITATIONS = r"\[(@[A-Za-z0-9][^\[\]]*)\]"
_STRENGTH = r"\[(?:kanıt|evidence):\s*([^\[\]]+)\]"
_DIRECTIVE = re.compile(r"^\s*<!--\s*rehber:\s*(\S+)\s*(.*?)\s*-->\s*$")
_CHOICE = re.compile(r"^\s*[-*+]\s+\[.+\]\(#[\w-]+\)\s*$")
_QUOTE = re.compile(r"^\s{4,}>")
_QUIZ_COMMENT = re.compile(r"^\s*<!--\s*quiz\s.*-->\s*$")
_STASHED = STX + "wzxhzdk:"
"""How the text of a paragraph begins that stands for raw HTML."""
_NO_TERMS = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "th", "summary"})


_FICTIONAL = frozenset({"vignette", "worked-case", "half-worked-case"})


@dataclass
class Current:
    """What is being converted now. ``marked`` gathers the terms that were linked on the page."""

    renderer: Renderer | None = None
    page: Page = field(default_factory=blank_page)
    links_terms: bool = False
    marked: list[Term] = field(default_factory=list)


class RehberExtension(Extension):
    """``current`` is a ``Current`` that the edge keeps up to date."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "current": [Current(), "What is being converted"],
            "resolve_links": [False, "Turn links to .md files into addresses (no engine does)"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        current: Current = self.getConfig("current")
        md.preprocessors.register(_Directives(md, current), "rehber-directives", 22)
        md.inlinePatterns.register(_Citations(_CITATIONS, md, current), "rehber-citations", 172)
        md.inlinePatterns.register(_Strength(_STRENGTH, md, current), "rehber-strength", 171)
        md.treeprocessors.register(_Anchors(md), "rehber-anchors", 7)
        md.treeprocessors.register(_Fictional(md, current), "rehber-fictional", 6.5)
        md.treeprocessors.register(_Scenes(md, current), "rehber-scenes", 6.2)
        md.treeprocessors.register(_Tables(md), "rehber-tables", 6)
        md.treeprocessors.register(_Notes(md, current), "rehber-notes", 5.8)
        md.treeprocessors.register(_Terms(md, current), "rehber-terms", 5.5)
        if self.getConfig("resolve_links"):
            md.treeprocessors.register(_Links(md, current), "rehber-links", 3)


class _Directives(Preprocessor):
    """Replaces directive lines by their HTML, and takes the comment lines of quizzes out."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self._current = current

    def run(self, lines: list[str]) -> list[str]:
        prose = {number for number, _ in prose_lines("\n".join(lines), 0)}
        out: list[str] = []
        for number, line in enumerate(lines):
            if number not in prose:
                out.append(line)
            elif _QUIZ_COMMENT.match(line):
                out.append("")
            elif match := _DIRECTIVE.match(line):
                out.extend(self._html(match[1], match[2]))
            elif self._current.page.scenes and out and _is_choice_and_quote(out[-1], line):
                out.extend(("", line))  # the engine parts lists and quotations by blank lines only
            else:
                out.append(line)
        return out

    def _html(self, name: str, arguments: str) -> list[str]:
        renderer = self._current.renderer
        if name == "allow" or renderer is None:
            return [""]
        html = renderer.directive(self._current.page, name, tuple(arguments.split()))
        # As raw HTML, not stashed: engines look through the text for the anchors it brings.
        return ["", *html.split("\n"), ""]


def _is_choice_and_quote(before: str, line: str) -> bool:
    """Whether a choice of a case and its consequence, or that and the next choice, follow on."""
    pairs = ((_CHOICE, _QUOTE), (_QUOTE, _CHOICE))
    return any(first.match(before) and second.match(line) for first, second in pairs)


class _Stashing(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, current: Current) -> None:
        super().__init__(pattern, md)
        self._current = current

    def _stash(self, html: str) -> str:
        return self.md.htmlStash.store(html)


class _Citations(_Stashing):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]
        if self._current.renderer is None:
            return None, None, None
        cited = citations_in(m[0], Location(self._current.page.source))
        return self._stash(self._current.renderer.citations(cited)), m.start(0), m.end(0)


class _Strength(_Stashing):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]
        if self._current.renderer is None:
            return None, None, None
        return self._stash(self._current.renderer.strength(m[1].strip())), m.start(0), m.end(0)


class _Anchors(Treeprocessor):
    """Gives headings without an anchor one by Turkish rules, before the contents list is made."""

    def run(self, root: etree.Element) -> None:
        for heading in root.iter():
            if re.fullmatch("h[1-6]", str(heading.tag)) and not heading.get("id"):
                heading.set("id", turkish.slug("".join(heading.itertext())))


class _Tables(Treeprocessor):
    """Lets wide tables scroll inside the page, by keyboard too."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table" and parent.get("class") != "rh-table":
                    box = etree.Element("div", {"class": "rh-table", "tabindex": "0"})
                    box.set("role", "group")
                    box.set("aria-label", " · ".join(_texts(child.iter("th")))[:120] or "…")
                    box.tail, child.tail = child.tail, None
                    parent.remove(child)
                    box.append(child)
                    parent.insert(index, box)


def _texts(cells: Iterator[etree.Element]) -> list[str]:
    return [text for cell in cells if (text := "".join(cell.itertext()).strip())]


class _Fictional(Treeprocessor):
    """Every vignette and case says that it is made up."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        if self._current.renderer is None:
            return
        for block in root.iter("div"):
            if _FICTIONAL.intersection(block.get("class", "").split()):
                line = etree.SubElement(block, "p", {"class": "rh-fictional"})
                line.text = AtomicString(self._current.renderer.strings["page"]["fictional"])


class _Scenes(Treeprocessor):
    """Numbers the scenes of a branching case, so that it reads and prints as “turn to scene 4”, and
    marks what the player needs: each scene in a section, each choice with its number and effects.
    """

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        page, renderer = self._current.page, self._current.renderer
        if renderer is None or not page.scenes:
            return
        scenes = {scene.anchor: scene for scene in page.scenes}
        case = etree.Element("div", renderer.case_attributes(page))
        opening = etree.Element("div", {"class": "rh-case__opening", "id": "rh-case-opening"})
        case.extend([self._raw(renderer.case_bar()), opening])
        here = opening
        choices: list[tuple[int, Choice]] = []  # of this scene, not met yet on the way through it
        for child in list(root):
            scene = scenes.get(child.get("id", "")) if child.tag == "h2" else None
            if scene is not None:
                self._heading(child, scene)
                here = etree.SubElement(case, "section", _marks(scene))
                choices = list(enumerate(scene.choices, start=1))
            elif here is opening and not len(opening) and self._is_raw(child):
                continue  # the box with help stays above everything that changes
            root.remove(child)
            here.append(child)
            for listed in child.iter("ul"):
                self._choices(listed, choices, scenes)
        for section in case.iter("section"):
            self._mark_reading(section, scenes[section.get("data-rh-scene", "")])
        case.append(self._raw(renderer.case_play(page)))
        root.append(case)

    def _heading(self, heading: etree.Element, scene: Scene) -> None:
        label = etree.Element("span", {"class": "rh-scene__number"})
        label.text = AtomicString(self._say("scene", scene))
        label.tail = heading.text
        heading.text = None
        heading.insert(0, label)
        heading.set("class", "rh-scene rh-scene--end" if scene.is_ending else "rh-scene")

    def _choices(
        self,
        listed: etree.Element,
        choices: list[tuple[int, Choice]],
        scenes: Mapping[str, Scene],
    ) -> None:
        for item in listed.findall("li"):
            link = _only_link(item)
            address = link.get("href", "") if link is not None else ""
            scene = scenes.get(address.removeprefix("#")) if address.startswith("#") else None
            if link is None or scene is None or item.find("blockquote") is None:
                continue
            place = next((i for i, (_, each) in enumerate(choices) if each.to == scene.anchor), -1)
            if place < 0:
                continue
            number, choice = choices[place]
            del choices[: place + 1]
            listed.set("class", "rh-choices")
            label = etree.SubElement(link, "span", {"class": "rh-choices__to"})
            label.text = AtomicString(" " + self._say("turn_to", scene))
            item.set("data-rh-choice", str(number))
            if choice.effects:
                item.set("data-rh-effects", " ".join(str(each.amount) for each in choice.effects))

    def _mark_reading(self, section: etree.Element, scene: Scene) -> None:
        """What an ending says the totals of the meters mean: the paragraph, and each phrase with
        the totals that it speaks of."""
        name = self._current.page.totals
        ranges = {reading.words: reading.ranges for reading in scene.readings}
        for paragraph in section.iter("p") if scene.reads_totals else ():
            label = paragraph.find("strong")
            if label is None or "".join(label.itertext()).rstrip(".:") != name:
                continue
            paragraph.set("data-rh-reading", "")
            for phrase in paragraph.iter("em"):
                found = ranges.get(" ".join("".join(phrase.itertext()).split()).rstrip(":"))
                if found:
                    phrase.set("data-rh-range", " ".join(f"{low}:{high}" for low, high in found))

    def _say(self, name: str, scene: Scene) -> str:
        assert self._current.renderer is not None
        return self._current.renderer.strings["case"][name].format(number=scene.number)

    def _raw(self, html: str) -> etree.Element:
        holder = etree.Element("p")
        holder.text = self.md.htmlStash.store(html)
        return holder

    @staticmethod
    def _is_raw(child: etree.Element) -> bool:
        return child.tag == "p" and (child.text or "").startswith(_STASHED)


def _only_link(item: etree.Element) -> etree.Element | None:
    """The link of a list item whose first line is nothing but a link."""
    line = item[0] if len(item) and item[0].tag == "p" else item
    link = line[0] if len(line) and line[0].tag == "a" else None
    around = (line.text or "") + (link.tail or "") if link is not None else ""
    return None if around.strip() else link


def _marks(scene: Scene) -> dict[str, str]:
    marks = {"class": "rh-case__scene", "data-rh-scene": scene.anchor}
    if scene.number == 1:
        marks["data-rh-now"] = ""  # what is read first, before a script has said anything
    if scene.stage:
        marks["data-rh-stage"] = scene.stage
    if scene.is_ending:
        marks["data-rh-ending"] = ""
    return marks


class _Notes(Treeprocessor):
    """Places for the learner's notes: at the end of each part of a lesson, under each prompt."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        renderer, page = self._current.renderer, self._current.page
        if renderer is None or not self._current.links_terms or not notes.in_parts(page):
            return
        said = renderer.strings["notes"]
        seen: set[str] = set()
        for block in root.iter("div"):
            kind = next((k for k in PROMPTS if k in block.get("class", "").split()), "")
            title = block.find("p") if kind else None
            if title is None or kind in seen:
                continue
            seen.add(kind)
            title.set("id", f"prompt-{kind}")
            block.append(etree.fromstring(notes.place(kind, f"prompt-{kind}", said, kind)))
        for heading, following in reversed(list(pairwise([*_parts(root), len(root)]))):
            anchor = root[heading].get("id", "")
            if anchor and notes.fits(page, anchor):
                root.insert(following, etree.fromstring(notes.place(anchor, anchor, said)))


def _parts(root: etree.Element) -> list[int]:
    """Where the parts of a page begin."""
    return [index for index, child in enumerate(root) if child.tag == "h2"]


class _Links(Treeprocessor):
    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        renderer = self._current.renderer
        if renderer is None:
            return
        for link in root.iter("a"):
            link.set("href", renderer.resolve(self._current.page, link.get("href", "")))


class _Terms(Treeprocessor):
    """Links the first use of each glossary term in running text."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        current = self._current
        if current.renderer is None or not current.links_terms:
            return
        matcher = current.renderer.matcher(current.page)
        if matcher is None:
            return
        self._walk(root, matcher, {term.id for term in current.marked})
        # In the tree, not in stashed HTML: engines look here for the anchors that links lead to.
        listed = current.renderer.term_list(current.marked)
        if listed:
            root.append(etree.fromstring(listed))

    def _walk(self, node: etree.Element, matcher: TermMatcher, used: set[str]) -> None:
        if node.tag in _NO_TERMS or "admonition-title" in node.get("class", ""):
            return
        if node.text and not isinstance(node.text, AtomicString):
            node.text = self._link(node, 0, node.text, matcher, used)
        for child in list(node):
            self._walk(child, matcher, used)
            if child.tail and not isinstance(child.tail, AtomicString):
                place = list(node).index(child) + 1
                child.tail = self._link(node, place, child.tail, matcher, used)

    def _link(
        self, node: etree.Element, place: int, text: str, matcher: TermMatcher, used: set[str]
    ) -> str:
        """Put links into ``node`` from child ``place`` on; returns the text before the first."""
        renderer = self._current.renderer
        assert renderer is not None
        before, last, done = text, None, 0
        for match in matcher.find(text):
            if match.term.id in used:
                continue
            used.add(match.term.id)
            self._current.marked.append(match.term)
            link = etree.Element(
                "a",
                {
                    "class": "rh-term",
                    "href": renderer.term_link(match.term),
                    "data-rh-term": match.term.id,
                },
            )
            link.text = AtomicString(text[match.start : match.end])
            if last is None:
                before = text[: match.start]
            else:
                last.tail = text[done : match.start]
            node.insert(place, link)
            place, last, done = place + 1, link, match.end
        if last is not None:
            last.tail = text[done:]
        return before


def makeExtension(**options: Any) -> RehberExtension:
    return RehberExtension(**options)
