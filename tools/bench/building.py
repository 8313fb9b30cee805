"""Clean builds, the check, the preview after an edit, ten times the content, repeatability."""

from __future__ import annotations

import hashlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common import ENVIRONMENT, ROOT, RUNS, Missing, Row, build, copied, median, run, timed
from run import PREVIEW

EDITED = "modules/aile-hakki-guvenlik-hakki"
TIMES = 10
# One of each: their copies would not be other pages of the same kind.
SINGLE = ("index.md", "glossary.md", "bibliography.md", "on-test.md", "son-test.md")
CAPSTONE = "baranin-bir-yili"


def measure_build() -> list[Row]:
    with copied() as folder:
        one = median(lambda: build(folder, "tr").seconds)
        both = median(lambda: build(folder, "tr", "en").seconds)
    return [
        Row("Clean build, one language", "≤ 10 s, strict", f"**{one:.1f} s**", one <= 10),
        Row("Clean build, both languages", "", f"**{both:.1f} s**", None),
    ]


def measure_check() -> list[Row]:
    command = [sys.executable, "-m", "rehber", "check"]
    took = median(lambda: run(command, ROOT, allowed=(0, 1)).seconds)
    return [Row("`rehber check`, whole course", "≤ 3 s", f"**{took:.1f} s**", took <= 3)]


def measure_preview() -> list[Row]:
    with copied() as folder, _preview(folder) as address:
        file = next(
            f for f in sorted((folder / "docs" / EDITED).glob("*.md")) if f.name != "index.md"
        )
        url = f"{address}/{EDITED}/{file.stem}/"
        marks = iter(f"ölçüm-{number}" for number in range(RUNS))
        took = median(lambda: _edit(file, url, next(marks)))
    return [Row("Preview after an edit", "≤ 2 s", f"**{took:.1f} s**", took <= 2)]


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """The live preview of a copy, ready to answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-q", *PREVIEW, "-a", address],
        cwd=folder,
        env={**ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://{address}/", "", process)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def _edit(file: Path, url: str, mark: str) -> float:
    """Seconds from saving a file to the page that shows it."""
    text = file.read_text(encoding="utf-8") + f"\n{mark}\n"

    def save_and_see() -> None:
        file.write_text(text, encoding="utf-8")
        _wait(url, mark)

    return timed(save_and_see)


def _wait(url: str, mark: str, process: subprocess.Popen[bytes] | None = None) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        if process and process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                if mark in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise Missing(f"{url}: {mark or 'no answer'}")


def measure_scale() -> list[Row]:
    with copied() as folder:
        base = median(lambda: build(folder, "tr").seconds, min(RUNS, 3))
        count = _multiply(folder / "docs")
        large = build(folder, "tr")
        pages = len(list((folder / "site").rglob("index.html")))
    ratio = large.seconds / base
    shown = f"**{ratio:.1f} ×** ({base:.1f} s → {large.seconds:.1f} s, {pages} pages)"
    memory = f"**{large.megabytes:.0f} MB**"
    return [
        Row(f"Ten times the content ({count} files added): time", "≤ 12 ×", shown, ratio <= 12),
        Row("Ten times the content: memory", "≤ 1 GB", memory, large.megabytes <= 1024),
    ]


def _multiply(docs: Path) -> int:
    """Nine more of every module, test, law page, form and guide page, with ids of their own."""
    folders = [f for f in sorted((docs / "modules").iterdir()) if f.is_dir()]
    folders = [folder for folder in folders if folder.name != CAPSTONE]
    files = [f for f in sorted((docs / "guide").rglob("*.md")) if f.name not in SINGLE]
    files += [f for f in sorted((docs / "quizzes").glob("*.md")) if f.name not in SINGLE]
    before = len(list(docs.rglob("*.md")))
    for number in range(1, TIMES):
        for source in folders:
            target = source.with_name(f"{source.name}-{number}")
            shutil.copytree(source, target)
            for page in target.glob("*.md"):
                _rename(page, number, source.name)
        for source in files:
            target = source.with_name(f"{source.stem}-{number}.md")
            shutil.copy(source, target)
            _rename(target, number, source.stem)
    return len(list(docs.rglob("*.md"))) - before


def _rename(page: Path, number: int, slug: str) -> None:
    """Ids of modules, objectives and items get another number, links to the module another name."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"\bm(\d\d)\b", rf"m{number}\1", text)
    text = re.sub(r"\A---\nid: (?!m\d)(\S+)", rf"---\nid: \1-{number}", text)
    text = re.sub(
        r"^number: (\d+)", lambda m: f"number: {int(m[1]) + 100 * number}", text, flags=re.M
    )
    text = re.sub(rf"/(modules|quizzes)/{re.escape(slug)}(?=[/.])", rf"/\1/{slug}-{number}", text)
    page.write_text(text, encoding="utf-8")


def measure_repeat() -> list[Row]:
    """Two clean builds in two folders: neither place nor time may show in the bytes."""
    trees = []
    for _ in range(2):
        with copied() as folder:
            build(folder, "tr", "en")
            trees.append(_tree(folder / "site"))
    differing = sorted(
        name
        for name in trees[0].keys() | trees[1].keys()
        if trees[0].get(name) != trees[1].get(name)
    )
    shown = f"**{len(differing)} files differ**" + "".join(f" {name}" for name in differing[:5])
    return [
        Row(
            f"Two builds of one commit ({len(trees[0])} files)",
            "the same bytes",
            shown,
            not differing,
        )
    ]


def _tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }
