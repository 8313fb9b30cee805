"""Writes the panel of the reading aids, one script a language: it runs from a file too.

assets/reading/tr.js          under a fixed name, for the live preview
assets/reading/tr.<hash>.js   the same, to be cached for ever
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from rehber import messages
from rehber.model.course import Course
from rehber.render.reading import render_panel

_PANEL = re.compile(r'(data-rh-panel="[^"]*assets/reading/)([a-z]+)\.js"')


def write_panel(course: Course, site: Path, *, stamped: bool = True) -> None:
    """Write the panel below ``site``, the root of this language."""
    language = course.language
    html = render_panel(messages.load(language)["reading"], exit_url=course.publisher.way_out)
    data = as_script(html).encode()
    stamp = f".{hashlib.sha256(data).hexdigest()[:10]}" if stamped else ""
    file = site / "assets" / "reading" / f"{language}{stamp}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def panel_name(site: Path, language: str) -> str:
    """The stamped file's name. ``site`` is the root of that language.

    Raises:
        FileNotFoundError: the panel was not written.
    """
    for file in sorted((site / "assets" / "reading").glob(f"{language}.*.js")):
        return file.name
    raise FileNotFoundError(f"assets/reading/{language}.*.js")


def as_script(html: str) -> str:
    """The panel as a script that registers it."""
    return f"rhReading={json.dumps(html, ensure_ascii=False)}"


def with_panel(html: str, names: Mapping[str, str]) -> str:
    """A page that asks for the panel under its stamped name; ``names`` by language."""
    return _PANEL.sub(lambda match: f'{match[1]}{names[match[2]]}"', html)
