"""Stages the English tree: translations, and a short note where there is none yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from rehber.content.course import FOLDERS
from rehber.model.course import Course, Page
from rehber.render.urls import relative

_NOTE = (
    "This page has not been translated into English yet. "
    'You can read it <a href="{address}" hreflang="tr">in Turkish</a>.'
)


def stage_english(root: Path, turkish: Course, target: Path) -> None:
    """Write the tree that MkDocs builds for English into ``target`` (emptied first)."""
    if target.exists():
        shutil.rmtree(target)
    translated = root / FOLDERS["en"]
    if translated.is_dir():
        shutil.copytree(translated, target)
    for page in turkish.pages.values():
        file = target / page.path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_stub(page), encoding="utf-8")


def _stub(page: Page) -> str:
    """A page with the same address and the same anchors, for links and for the language switch."""
    address = relative(f"en/{page.url}", page.url)
    front = {"title": page.title, "robots": "noindex", "hide": ["toc"]}
    lines = ["---", *(f"{key}: {json.dumps(front[key])}" for key in front), "---", ""]
    lines += [f"# {page.title} {{lang=tr}}", "", _NOTE.format(address=address), ""]
    for anchor in sorted(page.anchors):
        lines += [f'<span id="{anchor}"></span>', ""]
    return "\n".join(lines)
