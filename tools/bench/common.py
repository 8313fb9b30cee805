"""What every measure shares: a row of the table, the site, the browser, a copy of the sources."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("REHBER_SITE") or ROOT / "site")
RUNS = int(os.environ.get("REHBER_BENCH_RUNS", "5"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COPIED = ("docs", "i18n", "overrides", "schema", "mkdocs.yml", "mkdocs.en.yml", "mkdocs.base.yml")
# As on a machine that keeps compiled Python: without it each start compiles hundreds of modules.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
# A fixed moment: a copy outside the repository has no commit to take the date from.
EPOCH = "1767225600"


@dataclass(frozen=True)
class Row:
    """One line of the table. ``ok`` is None where there is no budget to hold it against."""

    measure: str
    budget: str
    measured: str
    ok: bool | None


class Missing(Exception):
    """What a measure needs is not there; the text says what."""


def pages() -> dict[str, str]:
    """Types of page and an address of each, from the root of the site without a slash.

    Raises:
        Missing: the site has not been built.
    """
    if not (SITE / "index.html").exists():
        raise Missing("site/ (make build)")
    named = {
        "home": "",
        "catalogue": "modules/",
        "module": "modules/aile-hakki-guvenlik-hakki/",
        "lesson section": _fullest("modules/*/*/index.html"),
        "test": _fullest("quizzes/*/index.html"),
        "case": _heaviest("modules/*/vaka", without=("baranin-bir-yili",)),
        "capstone case": "modules/baranin-bir-yili/vaka/",
        "session plan": _heaviest("modules/*/egitmen"),
        # The heaviest of each type: what it holds, the lighter ones hold too.
        "guide page": _heaviest(
            "guide/stages/*", "guide/services/*", "guide/evidence/*", "guide/*"
        ),
        "law page": _heaviest("guide/law/*"),
        "form": _heaviest("guide/forms/t*"),
        "questions": _heaviest("guide/faq/*"),
        "glossary": "guide/glossary/",
        "bibliography": "guide/bibliography/",
        "trainers": "trainers/",
        "about": "about/",
        "privacy": "about/privacy/",
        "accessibility": "about/accessibility/",
        "contributing": "contributing/",
        "rules": "contributing/rules/",
        "learning": "learning/",
        "review": "learning/tekrar/",
        "my notes": "learning/notlarim/",
        "certificate": "learning/belge/",
        "offline": "learning/cevrimdisi/",
        "not found": "404.html",
        "English home": "en/",
        "English module": "en/modules/aile-hakki-guvenlik-hakki/",
        "untranslated": "en/guide/law/5395/",
    }
    return {name: path for name, path in named.items() if _exists(path)}


def _exists(path: str) -> bool:
    return (SITE / path / "index.html").is_file() or (SITE / path).is_file()


def _heaviest(*patterns: str, without: Sequence[str] = ("glossary", "bibliography")) -> str:
    """The address of the page with the most bytes, compressed; ``without`` names folders."""
    files = [file for p in patterns for file in sorted(SITE.glob(f"{p}/index.html"))]
    files = [file for file in files if not set(without).intersection(file.parts)]
    if not files:
        raise Missing(", ".join(patterns))
    heaviest = max(files, key=lambda file: len(gzip.compress(file.read_bytes(), mtime=0)))
    return heaviest.parent.relative_to(SITE).as_posix() + "/"


def _fullest(pattern: str) -> str:
    """The address of the page with the most questions: the heaviest of its type."""
    files = sorted(SITE.glob(pattern))
    if not files:
        raise Missing(pattern)
    fullest = max(files, key=lambda file: file.read_text("utf-8").count("data-rh-item="))
    return fullest.parent.relative_to(SITE).as_posix() + "/"


def chromium_path() -> str:
    """The browser that the set-up found."""
    note = ROOT / ".venv" / "rehber-browser"
    named = os.environ.get("REHBER_CHROMIUM")
    return named or (note.read_text(encoding="utf-8") if note.exists() else "/usr/bin/chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def copied() -> Iterator[Path]:
    """What the site is made from, in a folder that may be changed; nothing built or cached."""
    with tempfile.TemporaryDirectory(prefix="rehber-bench-") as name:
        folder = Path(name)
        for part in COPIED:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part)
            elif source.exists():
                shutil.copy(source, folder / part)
        (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
        yield folder


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, and the peak of its largest process in MB."""

    seconds: float
    megabytes: float


_WATCH = """
import json, resource, subprocess, sys, time
began = time.monotonic()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([done.returncode, time.monotonic() - began, used, done.stdout + done.stderr]))
"""


def run(command: Sequence[str], folder: Path, allowed: Sequence[int] = (0,)) -> Run:
    """Run a command in a folder and measure it.

    Raises:
        Missing: it ended with a code that is not allowed; the text is the end of what it said.
    """
    env = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    watched = subprocess.run(
        [sys.executable, "-c", _WATCH, *command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    code, seconds, used, said = json.loads(watched.stdout)
    if code not in allowed:
        raise Missing(f"{' '.join(command[-3:])}: {said.strip()[-400:]}")
    return Run(seconds, used / (1024 * 1024 if sys.platform == "darwin" else 1024))


def build(folder: Path, *languages: str) -> Run:
    """One clean build of a copy."""
    for name in ("site", "build", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    code = (
        "from pathlib import Path; from rehber.build.site import build; "
        f"build(Path.cwd(), languages={languages!r})"
    )
    return run([sys.executable, "-c", code], folder)


def median(measure: Callable[[], float], runs: int = RUNS) -> float:
    return statistics.median(measure() for _ in range(runs))


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes."""
    began = time.monotonic()
    action()
    return time.monotonic() - began


def kib(size: float) -> str:
    return f"{size / 1024:.1f} KiB"
