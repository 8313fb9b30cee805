"""Markdown of a question, an option or a feedback to HTML, without an engine."""

from __future__ import annotations

from markdown import Markdown

from rehber.markdown_ext import Current, RehberExtension
from rehber.model.course import Page
from rehber.render.renderer import Renderer


class Fragments:
    """Converts small pieces of Markdown with citations and links, without glossary links."""

    def __init__(self) -> None:
        self._current = Current()
        self._markdown = Markdown(
            extensions=[
                RehberExtension(current=self._current, resolve_links=True),
                "attr_list",
                "sane_lists",
                "tables",
            ]
        )

    def use(self, renderer: Renderer) -> None:
        self._current.renderer = renderer

    def to_html(self, text: str, page: Page) -> str:
        self._current.page = page
        self._markdown.reset()
        html: str = self._markdown.convert(text)
        return html
