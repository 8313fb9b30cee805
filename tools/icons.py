"""Draws the icons of the installed app from the site's own: ``python tools/icons.py``.

The pictures are kept in the repository: run this again only when ``favicon.svg`` changes, and give
the files new names then, because browsers keep what lies in ``assets/`` for ever.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser_tools import chromium  # noqa: E402

SOURCE = ROOT / "overrides" / "assets" / "favicon.svg"
TARGET = ROOT / "overrides" / "assets" / "icons"
SAFE = 0.8
"""Of a maskable icon, systems show at least the circle with this share of its width."""


def main() -> None:
    svg = SOURCE.read_text(encoding="utf-8")
    TARGET.mkdir(exist_ok=True)
    for name, size, drawing in (
        ("rehber-192", 192, svg),
        ("rehber-512", 512, svg),
        ("rehber-maskable-512", 512, _maskable(svg)),
    ):
        _draw(drawing, size, TARGET / f"{name}.png")


def _maskable(svg: str) -> str:
    """The colour to the very edge, the drawing within the circle that is always shown."""
    full = re.sub(r' rx="\d+"', "", svg)
    return re.sub(
        r"(<path.*?/>)",
        rf'<g transform="translate(16 16) scale({SAFE}) translate(-16 -16)">\1</g>',
        full,
    )


def _draw(svg: str, size: int, file: Path) -> None:
    sized = svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
    style = "<style>html,body{margin:0;background:none}svg{display:block}</style>"
    with chromium() as browser:
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(style + sized)
        page.screenshot(path=file, omit_background=True)


if __name__ == "__main__":
    main()
