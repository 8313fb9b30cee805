"""A site built by two processes is the site that one builds, complaints included."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from rehber import mkdocs_halves
from tests.golden.golden_course import make

ROOT = Path(__file__).parents[2]
CONFIG = """
INHERIT: {root}/mkdocs.base.yml
theme: {{language: tr, custom_dir: "{root}/overrides"}}
strict: false
"""
LAST = "docs/trainers/z-son.md"
"""The second process begins with the last page."""
PAGE = "---\nid: z-son\ntitle: Son\n---\n\n## Başlık\n\n[Hiç](../yok.md) ve [çapa](#yok-capa).\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one process elsewhere")


def _build(folder: Path, monkeypatch: pytest.MonkeyPatch, least: int) -> dict[str, bytes]:
    monkeypatch.setattr(mkdocs_halves, "MANY_PAGES", least)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    if not folder.exists():
        make(folder, {"name": "two", "write": {LAST: PAGE}})
        (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT), encoding="utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    site = folder / "site"
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*.html"))
    }


def test_two_processes_write_what_one_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said = []
    for least in (1000, 1):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            said.append((_build(tmp_path / "course", monkeypatch, least), _messages(caplog)))
    assert said[0] == said[1]
    warnings = said[1][1]
    assert any("yok.md" in line for line in warnings)
    assert any("yok-capa" in line for line in warnings)


def _messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    return sorted(r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING)


def test_the_second_process_takes_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[str] = []
    render = Page.render

    def noted(self: Page, *arguments: object) -> None:
        if self.markdown:
            here.append(self.file.src_uri)
        render(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "render", noted)
    pages = _build(tmp_path / "course", monkeypatch, 1)
    assert LAST.removeprefix("docs/") not in here
    assert b"Son" in pages["trainers/z-son/index.html"]


def test_a_page_that_breaks_stops_the_build_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    render = Page.render

    def broken(self: Page, *arguments: object) -> None:
        if self.file.src_uri == LAST.removeprefix("docs/") and self.markdown:
            raise ZeroDivisionError("no way to render this")
        render(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "render", broken)
    with pytest.raises(Abort):
        _build(tmp_path / "course", monkeypatch, 1)
    assert "Error reading page 'trainers/z-son.md': no way to render this" in caplog.text


def test_a_second_process_that_dies_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(mkdocs_halves, "_converted", lambda *_: sys.exit(3))
    with pytest.raises(Abort):
        _build(tmp_path / "course", monkeypatch, 1)
    assert "'trainers/z-son.md': the second process ended before it" in caplog.text
