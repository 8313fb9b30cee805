"""Converts the pages of a MkDocs build on two cores: MkDocs from the first, a copy from the last.

Nearly all the time of a build goes into Markdown, and MkDocs uses one core. A copy of the process
(it has the course and the settings in its memory already) takes pages from the end until the two
meet; what it made comes back page by page. Both do the same work with the same code, so the site is
the same with one process or two.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

MANY_PAGES = 60
"""With fewer, starting a process takes longer than the pages."""


@dataclass(frozen=True)
class _Converted:
    """What ``Page.render`` and the plugins leave in a page, without references to other objects."""

    title: str
    content: str
    toc: TableOfContents
    anchors: set[str]
    links: dict[str, dict[str, str]]
    said: list[logging.LogRecord]


class SecondProcess:
    """The copy, seen from MkDocs' own process."""

    def __init__(self, config: MkDocsConfig, files: Files, pages: Sequence[Page]) -> None:
        self._files = files
        self._number = {page.file.src_uri: number for number, page in enumerate(pages)}
        context = multiprocessing.get_context("fork")
        self._taken = context.Array("b", len(pages))
        self._taken[-1] = _COPY  # however late it starts
        self._made: dict[int, _Converted | str] = {}
        self._ready = [Event() for _ in pages]
        receiving, sending = context.Pipe(duplex=False)
        copy = context.Process(
            target=_convert, args=(config, files, pages, self._taken, sending), daemon=True
        )
        copy.start()
        sending.close()
        Thread(target=self._receive, args=(receiving,), daemon=True).start()

    def has(self, page: Page) -> bool:
        """Whether the copy converts this page; if not, it leaves it to the caller from now on."""
        number = self._number.get(page.file.src_uri)
        return number is not None and not _take(self._taken, number)

    def finish(self, page: Page) -> str | None:
        """The content of a page that the copy converts; its contents list and links go into it.

        None: the page is not among them.

        Raises:
            BuildError: the copy could not convert it.
        """
        number = self._number[page.file.src_uri]
        if number not in self._made and self._taken[number] != _COPY:
            return None
        self._ready[number].wait()
        made = self._made.get(number, "the second process ended before it")
        if isinstance(made, str):
            raise BuildError(f"Error reading page '{page.file.src_uri}': {made}")
        for record in made.said:
            logging.getLogger(record.name).handle(record)
        page.meta.setdefault("title", made.title)
        page.toc = made.toc
        page.present_anchor_ids = made.anchors
        targets = {self._files.get_file_from_path(path): at for path, at in made.links.items()}
        page.links_to_anchors = {file: at for file, at in targets.items() if file}
        return made.content

    def _receive(self, receiving: Connection) -> None:
        try:
            while True:
                number, made = receiving.recv()
                self._made[number] = made
                self._ready[number].set()
        except EOFError:
            for each in self._ready:
                each.set()


_CALLER, _COPY = 1, 2


def second_process(config: MkDocsConfig, files: Files) -> SecondProcess | None:
    """Start the copy; None where it cannot be had (Windows, macOS, one core) or is not worth it."""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    can_copy = sys.platform == "linux" and (os.cpu_count() or 1) > 1
    return SecondProcess(config, files, pages) if can_copy and len(pages) >= MANY_PAGES else None


def _take(taken: Any, number: int, by: int = _CALLER) -> bool:
    """Claim a page; False when the other process has it."""
    with taken.get_lock():
        if taken[number] in (0, by):
            taken[number] = by
            return True
    return False


def _convert(
    config: MkDocsConfig, files: Files, pages: Sequence[Page], taken: Any, sending: Connection
) -> None:
    """In the copy: pages from the last on, until one is met that the caller has."""
    with _caught_log() as said:
        for number in reversed(range(len(pages))):
            if not _take(taken, number, _COPY):
                break
            try:
                sending.send((number, _converted(config, files, pages[number], said)))
            except Exception as error:  # whatever a page does to the engine, the caller reports it
                sending.send((number, str(error)))


def _converted(
    config: MkDocsConfig, files: Files, page: Page, said: list[logging.LogRecord]
) -> _Converted:
    """The same steps, in the same order, as MkDocs takes with each page."""
    said.clear()
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    page.render(config, files)
    content = config.plugins.on_page_content(
        page.content or "", page=page, config=config, files=files
    )
    links = {file.src_uri: at for file, at in (page.links_to_anchors or {}).items()}
    anchors = page.present_anchor_ids or set()
    return _Converted(page.title or "", content, page.toc, anchors, links, [*said])


@contextmanager
def _caught_log() -> Iterator[list[logging.LogRecord]]:
    """What is said goes into the list, and from there to the caller, who counts warnings."""
    said: list[logging.LogRecord] = []

    class Catch(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            record.msg, record.args, record.exc_info = record.getMessage(), None, None
            said.append(record)

    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    for logger in loggers:
        logger.handlers.clear()
    logging.getLogger().addHandler(Catch())
    yield said
