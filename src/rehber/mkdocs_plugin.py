"""The edge to MkDocs: reads the course, hands it to the extension, puts our questions in place.

No logic of the course lives here: the engine will change, and its successor runs no plugins.
"""

from __future__ import annotations

import gc
import json
import logging
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from rehber import checks, messages, report
from rehber.build.fonts import copy_fonts
from rehber.build.items import install_scheduler
from rehber.build.later import write_later
from rehber.build.offline import write_manifest
from rehber.content.course import FOLDERS, load_course, load_data, translated_paths
from rehber.content.places import fill_places, with_places
from rehber.fragments import Fragments
from rehber.markdown_ext import Current
from rehber.mkdocs_halves import SecondProcess, second_process
from rehber.model.course import Course, Page
from rehber.model.finding import Severity
from rehber.render.navigation import navigation
from rehber.render.progress import done_when
from rehber.render.references import formatting
from rehber.render.renderer import Renderer, blank_page
from rehber.render.urls import relative

EXTENSION = "rehber.markdown_ext"
LOG = logging.getLogger("rehber")
"""Not below ``mkdocs``: what is said here does not stop a strict build."""
_UNREADABLE = frozenset({"RD003", "RD004", "RD005", "RD006", "FM001"})
_THEIR_TAIL = '<div id="quiz-progress-sidebar"'

SAY_AFTER_S = 1.5
"""Seconds. The author waits for the page; the findings may come after it."""


def say_errors(course: Course, original: Course | None = None) -> None:
    """In the live preview, the errors of ``rehber check`` stand in the terminal."""
    found = checks.run(course, today=date.today(), original=original)
    for finding in found.findings:
        if checks.severity(finding.rule) is Severity.ERROR:
            LOG.warning("%s", report.line(finding, course.language))
    LOG.warning("rehber check: %s", report.counts(found, course.language))


class RehberConfig(Config):
    root = Type(str, default="")
    """The repository, relative to the configuration file; empty: its own folder."""


class RehberPlugin(BasePlugin[RehberConfig]):
    """Takes questions out before mkdocs-quiz, which would render its ``<quiz>`` blocks for nothing,
    and puts ours in their places. That mkdocs-quiz reads those blocks as we do, a test proves."""

    def __init__(self) -> None:
        self._current = Current()
        self._course: Course | None = None
        self._original: Course | None = None
        self._translated: frozenset[str] = frozenset()
        self._is_preview = False
        self._second: SecondProcess | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = self._root(config)
        language = str(config.theme["language"])
        names = messages.load(language)["authors"]
        begun = formatting(load_data(root).references, language, names, root / ".cache")
        self._course = load_course(root, language)
        self._original = self._course if language == "tr" else load_course(root, "tr")
        self._translated = translated_paths(root)
        if not self._is_preview:
            gc.freeze()  # the course stays to the end: no use in looking through it again and again
        fragments = Fragments()
        renderer = Renderer(
            self._course, fragments.to_html, original=self._original, formatting=begun
        )
        fragments.use(renderer)
        self._current.renderer = renderer
        config.mdx_configs.setdefault(EXTENSION, {})["current"] = self._current
        config.nav = navigation(self._original, messages.load(language)["nav"])
        self._publish(config, language)
        if self._is_preview:
            original = self._original if language != "tr" else None
            later = Timer(SAY_AFTER_S, say_errors, (self._course, original))
            later.daemon = True
            later.start()
        return config

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.root

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        self._second = None  # MkDocs may use one plugin for several builds
        if not self._is_preview and self._current.renderer is not None:
            _ = self._current.renderer.formatted  # a copy has no thread that could still bring it
            self._second = second_process(config, files)
        return nav

    def on_page_read_source(self, page: MkDocsPage, **_: Any) -> str | None:
        """What MkDocs would stop at (another encoding, a line of megabytes) our reader reads."""
        ours = self._ours(page)
        if ours is None or not self._is_unreadable(ours):
            return None
        return f"---\ntitle: {json.dumps(ours.title)}\n---\n\n{ours.body}"

    def _is_unreadable(self, page: Page) -> bool:
        findings = self._course.findings if self._course else ()
        return any(f.where.path == page.source and f.rule in _UNREADABLE for f in findings)

    def _publish(self, config: MkDocsConfig, language: str) -> None:
        """The publisher's settings, from one file, where MkDocs and the templates look for them."""
        assert self._course is not None
        publisher = self._course.publisher
        if publisher.site_url:
            below = "" if language == "tr" else f"{language}/"
            config.site_url = publisher.site_url.rstrip("/") + f"/{below}"
        if publisher.repository_url:
            config.repo_url = publisher.repository_url
            config.edit_uri = f"edit/main/{FOLDERS[language]}/"
        config.extra["publisher_name"] = publisher.name
        config.extra["publisher_logo"] = publisher.logo
        config.extra["publisher_contact"] = publisher.contact
        config.extra["funding_statement"] = publisher.funding
        config.extra["rh_exit_url"] = publisher.way_out

    @event_priority(100)
    def on_page_markdown(self, markdown: str, page: MkDocsPage, **_: Any) -> str:
        ours = self._ours(page)
        self._current.page = ours or blank_page()
        self._current.links_terms = ours is not None
        self._current.marked = []
        self._describe(page, ours)
        if self._second is not None and self._second.has(page):
            return ""
        return with_places(markdown, ours) if ours else markdown

    @event_priority(-100)
    def on_page_content(self, html: str, page: MkDocsPage, **_: Any) -> str:
        if self._second is not None and (made := self._second.finish(page)) is not None:
            return made
        ours = self._ours(page)
        renderer = self._current.renderer
        self._current.links_terms = False
        html = html.partition(_THEIR_TAIL)[0]
        if ours is None or renderer is None:
            return html
        html = fill_places(html, lambda ordinal: renderer.item(ours, ordinal))
        return renderer.wrap(ours, html)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """What pages fetch later, the preview has from its start; a published site gets it from
        the build.

        An edit does not make them anew: an author waits for the page, not for the index.
        """
        site = Path(config.site_dir)
        if not self._is_preview or self._course is None:
            return
        install_scheduler(self._root(config), site)
        if (site / "assets" / "search").exists():
            return
        write_later(self._course, site, stamped=False)
        write_manifest(site)  # every page names it
        copy_fonts(self._root(config), site / "assets" / "fonts")

    def _ours(self, page: MkDocsPage) -> Page | None:
        return self._course.pages.get(page.file.src_uri) if self._course else None

    def _describe(self, page: MkDocsPage, ours: Page | None) -> None:
        """What the templates need to know: kind of page, address in the other language."""
        assert self._course is not None and self._original is not None
        url = page.file.url if page.file.url != "./" else ""
        here, there = ("", "en/") if self._course.language == "tr" else ("en/", "")
        page.meta["rh_kind"] = ours.kind.value if ours else "stub"
        module = self._course.module_of(ours) if ours else None
        if module is not None:
            page.meta["rh_module"] = relative(url, module.overview.url)
            page.meta["rh_module_title"] = module.title
        page.meta["rh_sheet"] = ours is not None and ours.is_sheet
        original = self._original.pages.get(page.file.src_uri)
        page.meta["rh_done"] = done_when(self._original, original) if original else ""
        page.meta["rh_alternate"] = relative(here + url, there + url)
        page.meta["rh_alternates"] = self._alternates(page.file.src_uri, url)
        if ours is None:
            page.edit_url = None

    def _alternates(self, path: str, url: str) -> list[dict[str, str]]:
        """The address of a page in each language that really has it, for search engines."""
        assert self._course is not None and self._original is not None
        site = self._course.publisher.site_url.rstrip("/")
        if not site or path not in self._translated or path not in self._original.pages:
            return []
        return [
            {"lang": "tr", "url": f"{site}/{url}"},
            {"lang": "en", "url": f"{site}/en/{url}"},
            {"lang": "x-default", "url": f"{site}/{url}"},
        ]
