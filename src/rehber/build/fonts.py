"""Fonts that a reader may choose, from the packages in ``node_modules/@fontsource``.

A style sheet names a font as ``../../fonts/<family>-….woff2``; its licence lies beside it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

_FONT = re.compile(rb'url\("?[^()"]*fonts/(([a-z]+)-[\w-]+)\.woff2"?\)')


def with_fonts(style: bytes, root: Path, assets: Path) -> bytes:
    """The style sheet, which lies in ``assets``, with the fonts that it names beside it under
    stamped names.

    Raises:
        FileNotFoundError: the package with the font is not installed.
    """

    def stamped(match: re.Match[bytes]) -> bytes:
        name, family = match[1].decode(), match[2].decode()
        data = (_package(root, family) / "files" / f"{name}.woff2").read_bytes()
        file = f"{name}.{hashlib.sha256(data).hexdigest()[:10]}.woff2"
        (assets / file).write_bytes(data)
        shutil.copyfile(_package(root, family) / "LICENSE", assets / _licence(family))
        return f"url({file})".encode()

    return _FONT.sub(stamped, style)


def copy_fonts(root: Path, folder: Path) -> None:
    """For the live preview: the fonts that any style sheet names, as they are. What is not
    installed is left out; the reader sees the next font of the list."""
    for sheet in (root / "overrides" / "assets").rglob("*.css"):
        for match in _FONT.finditer(sheet.read_bytes()):
            name, family = match[1].decode(), match[2].decode()
            file = _package(root, family) / "files" / f"{name}.woff2"
            if file.exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, folder / file.name)


def _package(root: Path, family: str) -> Path:
    return root / "node_modules" / "@fontsource" / family


def _licence(family: str) -> str:
    return f"{family}-OFL.txt"
