"""Every command of the repository, in plain Python: ``python3 tools/run.py serve``.

The Makefile calls this file, and so does whoever has no make (Windows: ``py tools\\run.py serve``).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import setup

ROOT = setup.ROOT
ADDRESS = "127.0.0.1:8000"
# A warning must not stop the preview, and only the page that was edited is rendered again: a whole
# build takes longer than an author waits.
PREVIEW = ("--no-strict", "--dirty")
RESTART = (
    "docs/_data ya da şablon değişince yeniden başlatın (Ctrl+C). "
    "· Restart after a change in docs/_data or a template."
)
BUILT_FROM = (
    "docs",
    "i18n",
    "overrides",
    "schema",
    "src",
    "mkdocs.base.yml",
    "mkdocs.yml",
    "mkdocs.en.yml",
    "package-lock.json",
    "requirements",
)
MADE = ("site", "build", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis")
SUITES = {
    "birim · unit": "tests/unit",
    "örnek · golden": "tests/golden",
    "bileşen · component": "tests/components",
    "site · site": "tests/site",
    "arama · search": "tests/search",
    "tarayıcı · browser": "tests/browser",
}
IN_BROWSER = ("tests/components", "tests/search", "tests/browser")


def serve() -> int:
    """Türkçe siteyi canlı yenilemeyle sunar · the Turkish site with live reload"""
    setup.set_up("site")
    print(f"\n  http://{ADDRESS}/\n\n  {RESTART}\n", flush=True)
    return _tool("mkdocs", "serve", "-q", *PREVIEW, "-a", ADDRESS)


def preview() -> int:
    """iki dili yayımlanacağı gibi sunar · both languages as they will be published"""
    return build() or _python("tools/serve_site.py")


def test() -> int:
    """kurar ve bütün testleri koşar · sets up and runs every test"""
    setup.set_up("test")
    failed = [name for name, run in _test_steps() if _step(name, run)]
    return _verdict(failed)


def lint() -> int:
    """kodun biçimi, türleri, katmanları · style, types and layers of the code"""
    setup.set_up("build")
    failed = [name for name, run in _lint_steps() if _step(name, run)]
    return _verdict(failed)


def check() -> int:
    """içeriği denetler · checks the content"""
    setup.set_up("site")
    return _tool("rehber", "check", *sys.argv[2:])


def readability() -> int:
    """sayfaların okunabilirliği · how hard the pages are to read"""
    setup.set_up("site")
    return _tool("rehber", "readability", *sys.argv[2:])


def spell() -> int:
    """yazımı denetler · checks the spelling"""
    setup.set_up("build")
    return _python("tools/spell.py")


def publisher() -> int:
    """yayıncı belirtilmiş mi · is the publisher named"""
    setup.set_up("site")
    return _python("tools/publisher.py")


def build() -> int:
    """siteyi site/ klasörüne kurar · builds the site into site/"""
    setup.set_up("build")
    return _build_if_changed()


def zip_file() -> int:
    """çevrimdışı ZIP dosyası build/ klasörüne · the offline ZIP into build/"""
    setup.set_up("build")
    return _build_if_changed() or _tool("rehber", "zip")


def bench() -> int:
    """bütçe tablosunu ölçer · measures the table of budgets"""
    setup.set_up("bench")
    return _build_if_changed() or _python("tools/bench/run.py", *sys.argv[2:])


def format_code() -> int:
    """kodu biçimler · formats the code"""
    setup.set_up("build")
    return (
        _tool("ruff", "check", "--fix", "-q", ".")
        or _tool("ruff", "format", "-q", ".")
        or _node("prettier/bin/prettier.cjs", "--write", "--log-level=warn", *PRETTIER)
    )


def lock() -> int:
    """paket sürümlerini yeniden kilitler · pins the packages anew"""
    setup.set_up("build")
    common = ("--universal", "--generate-hashes", "--python-version", "3.11", "--upgrade", "-q")
    plain = ("--no-header", "--no-emit-index-url", "pyproject.toml")
    return _tool("uv", "pip", "compile", *common, *plain, "-o", "requirements/site.txt") or _tool(
        "uv", "pip", "compile", *common, *plain, "--extra=dev", "-o", "requirements/dev.txt"
    )


def clean() -> int:
    """üretilen dosyaları siler · deletes what was made (.venv and node_modules stay)"""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


def help_text() -> int:
    """bu liste · this list"""
    for name, command in COMMANDS.items():
        print(f"  {name:<11} {command.__doc__}")
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "serve": serve,
    "preview": preview,
    "test": test,
    "lint": lint,
    "check": check,
    "readability": readability,
    "spell": spell,
    "publisher": publisher,
    "build": build,
    "zip": zip_file,
    "bench": bench,
    "format": format_code,
    "lock": lock,
    "clean": clean,
    "help": help_text,
}
PRETTIER = ("overrides/assets/**/*.{mjs,js,css}",)


def _test_steps() -> Iterator[tuple[str, Callable[[], int]]]:
    yield from _lint_steps()
    yield "derleme · build", _build_if_changed
    for name, folder in SUITES.items():
        # A browser mostly waits: one for each core halves the time.
        workers = ("-n", "auto", "--dist", "worksteal") if folder in IN_BROWSER else ()
        yield name, partial(_pytest, folder, *workers)
    own = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "tests").glob("test_*.py"))
    yield "depo · repository", partial(_python, "-m", "pytest", *own)


def _lint_steps() -> Iterator[tuple[str, Callable[[], int]]]:
    yield (
        "biçim · style",
        lambda: (
            _tool("ruff", "check", "-q", ".")
            or _tool("ruff", "format", "--check", "-q", ".")
            or _node("prettier/bin/prettier.cjs", "--check", "--log-level=warn", *PRETTIER)
        ),
    )
    yield "türler · types", lambda: _tool("mypy") or _node("typescript/bin/tsc", "-p", ".")
    yield "katmanlar · layers", lambda: _tool("lint-imports")


def _step(name: str, run: Callable[[], int]) -> bool:
    """One part of the tests under its own heading. True when it failed."""
    print(f"\n=== {name} ===", flush=True)
    began = time.monotonic()
    code = run()
    print(f"--- {name}: {'✗' if code else '✓'} {time.monotonic() - began:.1f} s", flush=True)
    return bool(code)


def _verdict(failed: list[str]) -> int:
    if failed:
        print(f"\n✗ {', '.join(failed)}", flush=True)
        return 1
    print("\n✓ hepsi geçti · all passed", flush=True)
    return 0


def _pytest(path: str, *options: str) -> int:
    if not (ROOT / path).exists():
        print(f"{path}: yok · missing")
        return 1
    return _python("-m", "pytest", *options, path)


def _build_if_changed() -> int:
    """Builds unless ``site/`` was made from just these files."""
    stamp, wanted = ROOT / "build" / "site.sha256", _sources()
    if stamp.exists() and (ROOT / "site" / "index.html").exists() and stamp.read_text() == wanted:
        print("site/ güncel · up to date")
        return 0
    stamp.unlink(missing_ok=True)
    code = _tool("rehber", "build")
    if not code:
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(wanted, encoding="utf-8")
    return code


def _sources() -> str:
    """A hash of the names and bytes of all that the site is made from."""
    seen = hashlib.sha256(os.environ.get("SOURCE_DATE_EPOCH", "").encode())
    for name in BUILT_FROM:
        top = ROOT / name
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file() and "__pycache__" not in file.parts:
                seen.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return seen.hexdigest()


def _tool(name: str, *arguments: str) -> int:
    """A command of ``.venv``."""
    return _run(setup.BIN / (f"{name}.exe" if setup.WINDOWS else name), *arguments)


def _python(*arguments: str) -> int:
    return _run(setup.PYTHON, *arguments)


def _node(script: str, *arguments: str) -> int:
    """A script of ``node_modules``, on the Node of ``.venv``."""
    return _tool("node", f"node_modules/{script}", *arguments)


def _run(*command: object) -> int:
    line = [str(part) for part in command]
    # The tests take the site that is there instead of building it once more.
    env = {**setup.environment(), "REHBER_SITE": str(ROOT / "site")}
    try:
        return subprocess.run(line, cwd=ROOT, env=env, check=False).returncode
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"{line[0]}: {error.strerror}", file=sys.stderr)
        return 1


def main(arguments: list[str]) -> int:
    command = COMMANDS.get(arguments[0] if arguments else "help")
    if command is None:
        print(f"{arguments[0]}?", file=sys.stderr)
        help_text()
        return 2
    try:
        return command()
    except setup.SetupError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
