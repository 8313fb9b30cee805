"""One script and one style sheet for the whole site, named after their content.

The preview uses the modules in ``overrides/assets`` as they are. A published site has one file of
each kind: the second page of a visit fetches nothing but itself, which weighs more than the few
kilobytes that a page does not use. The offline edition runs the same files from ``file://``.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

_MODULE = re.compile(r'data-rh-module="([a-z-]+)"')
_SCRIPT = re.compile(r'\s*<script type="module" src="[^"]*assets/site\.mjs"></script>')
_STYLES = re.compile(r'\s*<link rel="stylesheet" href="[^"]*\.css"\s*/?>')
_ENGINE = re.compile(r'data-rh-engine="[^"]*"')
_SCHEME = re.compile(r'<script src="[^"]*assets/scheme\.js"></script>')
_THEME_SCRIPT = re.compile(r"<script\s*>.*?</script>\s*", re.DOTALL)
"""What the theme's base template writes inline serves its own bundle, which is not shipped."""
_TARGETS = "--target=chrome109,edge109,firefox115,safari15.6"


class BundleError(Exception):
    """The bundler is missing or refused a file; the text says which and why."""


class Bundler:
    """Bundles what the built pages ask for into ``site/assets``, and puts it into them."""

    def __init__(self, root: Path, site: Path, pages: Iterable[str]) -> None:
        """``pages`` are the HTML of all pages: what none of them asks for is not shipped."""
        self._sources = root / "overrides" / "assets"
        self._work = root / "build" / "bundle"
        self._site = site
        self._esbuild = shutil.which("esbuild", path=root / "node_modules" / ".bin")
        if self._esbuild is None:
            raise BundleError("esbuild: `make build` kurar · `make build` installs it")
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir(parents=True)
        asked = sorted({name for html in pages for name in _MODULE.findall(html)})
        names = [name for name in asked if self._file(name, "mjs").exists()]
        self._script = self._write(self._bundle_script(names), "site", "js")
        self._style = self._write(self._bundle_style(names), "site", "css")
        self._scheme = self._single("scheme.js", "scheme")
        self._engine = self._single("components/search/engine.mjs", "search")

    def page(self, html: str, to_assets: str) -> str:
        """A page with the bundles in place; ``to_assets`` leads from it to the assets folder."""
        html = _THEME_SCRIPT.sub("", html)
        html = _SCHEME.sub(f'<script src="{to_assets}{self._scheme}"></script>', html)
        html = _ENGINE.sub(f'data-rh-engine="{to_assets}{self._engine}"', html)
        style = f'\n    <link rel="stylesheet" href="{to_assets}{self._style}">'
        script = f'\n    <script src="{to_assets}{self._script}" defer></script>'
        return _one(_SCRIPT, _one(_STYLES, html, style), script)

    def _file(self, name: str, suffix: str) -> Path:
        """``quiz-summary`` lives beside ``quiz``: the folder is the longest name that exists."""
        folder = self._sources / "components" / name
        if not folder.is_dir():
            folder = self._sources / "components" / name.partition("-")[0]
        return folder / f"{name}.{suffix}"

    def _bundle_script(self, names: list[str]) -> bytes:
        lib = (self._sources / "lib" / "component.mjs").as_posix()
        imports = [
            f'import C{index} from "{self._file(name, "mjs").as_posix()}";'
            for index, name in enumerate(names)
        ]
        started = ", ".join(f"C{index}" for index in range(len(names)))
        entry = self._work / "entry.mjs"
        entry.write_text(
            "\n".join([f'import {{ start }} from "{lib}";', *imports, f"start([{started}]);"]),
            encoding="utf-8",
        )
        return self._run(entry, "--format=iife")

    def _bundle_style(self, names: list[str]) -> bytes:
        files = [self._sources / "site.css"]
        files += [file for name in names if (file := self._file(name, "css")).exists()]
        entry = self._work / "entry.css"
        entry.write_text("".join(f'@import "{f.as_posix()}";\n' for f in files), encoding="utf-8")
        return self._run(entry, "--external:*.svg")

    def _single(self, source: str, name: str) -> str:
        return self._write(self._run(self._sources / source, "--format=iife"), name, "js")

    def _run(self, entry: Path, *options: str) -> bytes:
        assert self._esbuild is not None
        done = subprocess.run(
            [self._esbuild, entry, "--bundle", "--minify", "--charset=utf8", _TARGETS, *options],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise BundleError(done.stderr.decode(errors="replace"))
        return done.stdout

    def _write(self, data: bytes, name: str, suffix: str) -> str:
        stamped = f"{name}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        folder = self._site / "assets"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / stamped).write_bytes(data)
        return stamped


def _one(pattern: re.Pattern[str], html: str, replacement: str) -> str:
    """Replace the first match and take the others out."""
    first = iter((replacement,))
    return pattern.sub(lambda _: next(first, ""), html)


def remove_sources(site: Path) -> None:
    """Delete what only the preview needs: the theme's scripts and our unbundled sources."""
    for folder in (site / "assets", site / "en" / "assets"):
        for name in ("javascripts", "stylesheets", "lib", "components", "images"):
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in ("site.mjs", "site.css", "scheme.js"):
            (folder / name).unlink(missing_ok=True)
