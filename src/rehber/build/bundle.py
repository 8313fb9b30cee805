"""One script and one style sheet for the whole site, named after their content.

The preview uses the modules in ``overrides/assets`` as they are. A published site has one file of
each kind for what most pages use: the second page of a visit then fetches nothing but itself, which
weighs more than the few kilobytes that a page does not use. What only some pages use (``APART``) is
fetched by those alone. The edition for ``file://`` has everything in one classic script, because
browsers refuse modules there.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rehber.build.fonts import with_fonts

APART = frozenset(
    {
        "case-player",
        "certificate",
        "changes",
        "gain",
        "notes",
        "offline",
        "offline-missing",
        "progress",
        "review",
    }
)
"""Components with a script (and style sheet) of their own, fetched by the pages that ask for them.
What a component imports by itself when it is first used (``import()``) stays apart as well."""

_MODULE = re.compile(r'data-rh-module="([a-z-]+)"')
_SCRIPT = re.compile(r'\s*<script type="module" src="[^"]*assets/site\.(?:mjs|\w+\.js)"></script>')
"""As the preview has it, or as an earlier run has left it in a published page."""
_STYLES = re.compile(r'\s*<link rel="stylesheet" href="[^"]*\.css"\s*/?>')
_LATER_STYLE = re.compile(r'data-rh-style="[^"]*assets/components/([a-z-]+)/([a-z-]+)\.css"')
"""A style sheet that a component adds when it is first used."""
_ENGINE = re.compile(r'data-rh-engine="[^"]*"')
_SCHEME = re.compile(r'<script src="[^"]*assets/scheme\.js"')
_THEME_SCRIPT = re.compile(r"<script\s*>.*?</script>\s*", re.DOTALL)
"""What the theme's base template writes inline serves its own bundle, which is not shipped."""
# How the bundler writes what its files import from each other and export, once made small.
_IMPORT = re.compile(r'import(?:\{([^}]*)\}from)?"\./([\w.-]+\.js)"')
_EXPORTS = re.compile(r"export\{([^}]*)\};\s*$")
_NAMED = re.compile(r'(?<=")\./([\w.-]+\.js)(?=")')
_TARGETS = "--target=chrome109,edge109,firefox115,safari15.6"


class BundleError(Exception):
    """The bundler is missing or refused a file; the text says which and why."""


class Bundler:
    """Bundles what the built pages ask for into ``site/assets``, and puts it into them."""

    def __init__(
        self, root: Path, site: Path, pages: Iterable[str], *, single: bool = False
    ) -> None:
        """``pages`` are the HTML of all pages: what none of them asks for is not shipped.
        ``single`` makes one classic script of everything, for ``file://``."""
        self._root = root
        self._sources = root / "overrides" / "assets"
        self._work = root / "build" / "bundle"
        self._assets = site / "assets"
        self._is_single = single
        self._esbuild = _find(root)
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir(parents=True)
        self._assets.mkdir(parents=True, exist_ok=True)
        pages = list(pages)
        asked = sorted({name for html in pages for name in _MODULE.findall(html)})
        names = [name for name in asked if self._file(name, "mjs").exists()]
        apart = [name for name in names if name in APART]
        self._first: list[str] = []
        """What the script imports at once: fetched beside it."""
        self._apart: dict[str, list[str]] = {}
        """What a component that stands apart adds: file names by its name."""
        self._script = self._bundle_script([name for name in names if name not in APART], apart)
        later = {found for html in pages for found in _LATER_STYLE.findall(html)}
        files = {
            "site": self._style_entry(names),
            "scheme": self._sources / "scheme.js",
            "search": self._sources / "components" / "search" / "engine.mjs",
            **{f"apart/{name}": self._file(name, "css") for name in apart},
            **{f"later/{folder}/{name}": self._later_file(folder, name) for folder, name in later},
        }
        written = self._bundle_each({key: file for key, file in files.items() if file.exists()})
        self._style, self._scheme, self._engine = map(written.pop, ("site", "scheme", "search"))
        self._styles = written
        """File names by ``apart/<component>`` and ``later/<folder>/<name>``."""

    def page(self, html: str, to_assets: str) -> str:
        """A page with the bundles in place; ``to_assets`` leads from it to the assets folder."""
        asked = sorted(APART.intersection(_MODULE.findall(html)))
        html = _THEME_SCRIPT.sub("", html)
        html = _SCHEME.sub(f'<script src="{to_assets}{self._scheme}"', html)
        html = _ENGINE.sub(f'data-rh-engine="{to_assets}{self._engine}"', html)
        html = _LATER_STYLE.sub(
            lambda found: (
                f'data-rh-style="{to_assets}{self._styles[f"later/{found[1]}/{found[2]}"]}"'
            ),
            html,
        )
        apart = [self._styles.get(f"apart/{name}") for name in asked]
        styles = [self._style, *filter(None, apart)]
        style = "".join(
            f'\n    <link rel="stylesheet" href="{to_assets}{file}">' for file in styles
        )
        kind = "defer" if self._is_single else 'type="module"'
        script = f'\n    <script {kind} src="{to_assets}{self._script}"></script>'
        # Known now, so not found out one after the other.
        early = [*self._first, *(file for name in asked for file in self._apart.get(name, ()))]
        for file in dict.fromkeys(early):
            style += f'\n    <link rel="modulepreload" href="{to_assets}{file}">'
        return _one(_SCRIPT, _one(_STYLES, html, style), script)

    def _file(self, name: str, suffix: str) -> Path:
        """``quiz-summary`` lives beside ``quiz``: the folder is the longest name that exists."""
        folder = self._sources / "components" / name
        if not folder.is_dir():
            folder = self._sources / "components" / name.partition("-")[0]
        return folder / f"{name}.{suffix}"

    def _bundle_script(self, names: list[str], apart: list[str]) -> str:
        """Write the script and what stands apart from it. Returns the script's file name."""
        lib = self._sources / "lib" / "component.mjs"
        together = [*names, *apart] if self._is_single else names
        lines = [f'import {{ start }} from "{lib.as_posix()}";']
        for index, name in enumerate(together):
            lines.append(f'import C{index} from "{self._file(name, "mjs").as_posix()}";')
        lines.append(f"start([{', '.join(f'C{index}' for index in range(len(together)))}]);")
        for name in apart if not self._is_single else ():
            lines += [
                f"if (document.querySelector('[data-rh-module=\"{name}\"]'))",
                f'  import("{self._file(name, "mjs").as_posix()}").then(',
                "    ({ default: Class }) => start([Class]),",
                f'    (error) => console.error("rehber: {name}", error),',
                "  );",
            ]
        lines += self._by_surroundings()
        entry = self._work / "site.mjs"
        entry.write_text("\n".join(lines), encoding="utf-8")
        if self._is_single:
            return self._write(self._run(entry, "--format=iife"), "site", "js")
        return self._split(entry)

    def _by_surroundings(self) -> list[str]:
        """What is started by where the page runs, not by what stands on it."""
        if self._is_single:
            return [f'import "{(self._sources / "lib" / "file-links.mjs").as_posix()}";']
        update = self._file("offline-update", "mjs")
        return [
            "if (navigator.serviceWorker?.controller)",
            f'  import("{update.as_posix()}").then(({{ begin }}) => begin(), console.error);',
        ]

    def _split(self, entry: Path) -> str:
        """Write the script and its parts, by name and content; remember what fetches what."""
        out, meta = self._work / "out", self._work / "meta.json"
        self._run(
            entry,
            "--format=esm",
            "--splitting",
            f"--outdir={out}",
            "--entry-names=[name].[hash]",
            "--chunk-names=[name].[hash]",
            f"--metafile={meta}",
        )
        outputs = {
            Path(path).name: made
            for path, made in json.loads(meta.read_text(encoding="utf-8"))["outputs"].items()
        }
        script = next(
            n for n, made in outputs.items() if made.get("entryPoint", "").endswith("site.mjs")
        )
        shared = sorted(self._imported(outputs, script))
        names = {name: _called(name, made) for name, made in outputs.items()}
        names = self._join(out, names, shared)
        self._first = [names[name] for name in shared[:1]]
        for name, made in outputs.items():
            component = Path(made.get("entryPoint", "")).stem
            if component in APART:
                fetched = [names[each] for each in (name, *self._imported(outputs, name))]
                self._apart[component] = [*dict.fromkeys(fetched)]
        return names[script]

    def _join(self, out: Path, outputs: dict[str, str], shared: list[str]) -> dict[str, str]:
        """Write all outputs into the assets, those that the script imports at once as one file:
        the bundler cuts what several parts share into many small ones, and each is a request on
        every page. ``outputs`` gives what each is called. Returns the new names.

        A new name is made from the old names alone, which stand for the content and for all that it
        imports: files that import each other can still be named.
        """
        names = {name: _stamped(called, [name, *shared]) for name, called in outputs.items()}
        exported: dict[str, dict[str, str]] = {}
        lines = []
        for number, name in enumerate(shared):
            names[name] = _stamped("shared", shared)
            found = _EXPORTS.search((out / name).read_text(encoding="utf-8"))
            given = [part.split(" as ")[-1] for part in found[1].split(",")] if found else []
            exported[name] = {each: f"{each}_{number}" for each in given}
            pairs = ", ".join(f"{each} as {new}" for each, new in exported[name].items())
            lines.append(f'export {{ {pairs} }} from "./{name}";')
        written = {name: (out / name).read_bytes() for name in outputs if name not in shared}
        if shared:
            entry = out / "shared.mjs"
            entry.write_text("\n".join(lines), encoding="utf-8")
            apart = [f"--external:./{name}" for name in outputs if name not in shared]
            written[shared[0]] = self._run(entry, "--format=esm", *apart)

        def imports(match: re.Match[str]) -> str:
            from_name = match[2]
            if from_name not in exported:
                return match[0]
            new = exported[from_name]
            parts = [part.partition(" as ") for part in (match[1] or "").split(",") if part]
            taken = ",".join(f"{new[one]} as {other or one}" for one, _, other in parts)
            return f'import{{{taken}}}from"./{from_name}"' if taken else f'import"./{from_name}"'

        for name, data in written.items():
            text = _IMPORT.sub(imports, data.decode())
            text = _NAMED.sub(lambda match: f"./{names.get(match[1], match[1])}", text)
            (self._assets / names[name]).write_text(text, encoding="utf-8")
        return names

    def _imported(self, outputs: dict[str, dict[str, Any]], name: str) -> list[str]:
        """What a file imports at once, and what that imports, and so on."""
        found: list[str] = []
        waiting = [name]
        while waiting:
            for each in outputs[waiting.pop()]["imports"]:
                file = Path(each["path"]).name
                if each["kind"] == "import-statement" and file not in found:
                    found.append(file)
                    waiting.append(file)
        return found

    def _later_file(self, folder: str, name: str) -> Path:
        return self._sources / "components" / folder / f"{name}.css"

    def _style_entry(self, names: list[str]) -> Path:
        """The style sheet of all pages: the site's, and of each component that is not apart."""
        files = [self._sources / "site.css"]
        files += [
            file
            for name in names
            if (name not in APART) and (file := self._file(name, "css")).exists()
        ]
        entry = self._work / "entry.css"
        entry.write_text("".join(f'@import "{f.as_posix()}";\n' for f in files), encoding="utf-8")
        return entry

    def _bundle_each(self, files: Mapping[str, Path]) -> dict[str, str]:
        """Style sheets and scripts that stand alone, in one run: to start the bundler takes longer
        than its work. Gives the file name by the same key."""
        out = self._work / "each"
        entries = [f"{key}={file}" for key, file in files.items()]
        self._run(*entries, "--format=iife", f"--outdir={out}")
        names: dict[str, str] = {}
        for key, file in files.items():
            suffix = "css" if file.suffix == ".css" else "js"
            data = (out / f"{key}.{suffix}").read_bytes()
            try:
                data = with_fonts(data, self._root, self._assets) if suffix == "css" else data
            except FileNotFoundError as error:
                raise _not_installed(error.filename) from error
            names[key] = self._write(data, key.rpartition("/")[2], suffix)
        return names

    def _run(self, *arguments: Path | str) -> bytes:
        outside = ("--external:*.svg", "--external:*.woff2")
        return _run(self._esbuild, "--bundle", *outside, *arguments)

    def _write(self, data: bytes, name: str, suffix: str) -> str:
        stamped = f"{name}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        (self._assets / stamped).write_bytes(data)
        return stamped


def minified(root: Path, source: str, values: Mapping[str, str]) -> bytes:
    """A script of ``overrides/assets`` by itself; ``values`` take the places of ``self.<name>``.

    Raises:
        BundleError: as of ``Bundler``.
    """
    defined = [f"--define:self.{name}={json.dumps(value)}" for name, value in values.items()]
    return _run(_find(root), root / "overrides" / "assets" / source, *defined)


def _find(root: Path) -> str:
    found = shutil.which("esbuild", path=root / "node_modules" / ".bin")
    if found is None:
        raise _not_installed("esbuild")
    return found


def _not_installed(what: object) -> BundleError:
    return BundleError(f"{what}: `make build` kurar · `make build` installs it")


def _run(esbuild: str, *arguments: Path | str) -> bytes:
    command = [esbuild, *arguments, "--minify", "--charset=utf8", _TARGETS]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise BundleError(done.stderr.decode(errors="replace"))
    return done.stdout


def _called(name: str, made: Mapping[str, Any]) -> str:
    """What a script is called without its stamp; a shared one by the largest file in it, so that
    the next version of the site calls it the same."""
    if "entryPoint" in made:
        return name.partition(".")[0]
    sizes = {Path(path).stem: part["bytesInOutput"] for path, part in made["inputs"].items()}
    return f"chunk-{max(sorted(sizes), key=sizes.__getitem__)}"


def _stamped(called: str, seen: Iterable[str]) -> str:
    return f"{called}.{hashlib.sha256('|'.join(seen).encode()).hexdigest()[:10]}.js"


def _one(pattern: re.Pattern[str], html: str, replacement: str) -> str:
    """Replace the first match and take the others out."""
    first = iter((replacement,))
    return pattern.sub(lambda _: next(first, ""), html)


def remove_sources(site: Path) -> None:
    """Delete what only the preview needs: the theme's scripts and our unbundled sources."""
    for folder in (site / "assets", site / "en" / "assets"):
        for name in ("javascripts", "stylesheets", "lib", "components", "images", "offline"):
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in ("site.mjs", "site.css", "scheme.js"):
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(site / "en" / "assets" / "icons", ignore_errors=True)
