"""What browser tests share: a quiet server for a folder, Chromium with the right switches."""

from __future__ import annotations

import functools
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


BLANK = "/blank"
"""Where the server has a page with nothing on it, for what needs an address and no site."""
_BLANK_PAGE = b"<!doctype html><meta charset=utf-8><link rel=icon href=data:,>"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as every host does
    disable_nagle_algorithm = True  # else a kept connection waits 40 ms between head and body

    def do_GET(self) -> None:
        if self.path != BLANK:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(_BLANK_PAGE)))
        self.end_headers()
        self.wfile.write(_BLANK_PAGE)

    def log_message(self, *_: object) -> None:
        """Output stays readable."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address without a closing slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chromium_path() -> str:
    """The browser that ``REHBER_CHROMIUM`` names, else the one that the set-up found."""
    note = Path(__file__).resolve().parents[1] / ".venv" / "rehber-browser"
    named = os.environ.get("REHBER_CHROMIUM")
    return named or (note.read_text(encoding="utf-8") if note.exists() else "/usr/bin/chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window; its processes end with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


_RECORD = """(key) => new Promise((resolve) => {
  const path = new URL(document.querySelector("meta[name=rh-base]").content, location).pathname;
  const opening = indexedDB.open(`rehber:${path.replace(/en\\/$/, "")}`);
  opening.onupgradeneeded = () => opening.transaction.abort(); // the site makes it, not we
  opening.onerror = () => resolve(undefined);
  opening.onsuccess = () => {
    const database = opening.result;
    const reading = database.transaction("records").objectStore("records").get(key);
    reading.onsuccess = () => { database.close(); resolve(reading.result?.value); };
    reading.onerror = () => { database.close(); resolve(undefined); };
  };
})"""


def wait_for_record(
    page: Page, key: str, fits: Callable[[Any], bool] = lambda value: value is not None
) -> Any:
    """Wait until the learner's record of this key is on the disk (a page of the site is open) and
    its value fits. Playwright's own waiting takes a promise for an answer, so we ask again."""
    deadline = time.monotonic() + 20
    while True:
        value = page.evaluate(_RECORD, key)
        if value is not None and fits(value):
            return value
        assert time.monotonic() < deadline, f"no such record: {key}, but {value}"
        page.wait_for_timeout(50)


def answer(quiz: Locator) -> None:
    """Give a question of any type some answer, right or wrong; it is not handed in."""
    kind = quiz.get_attribute("data-rh-type")
    if kind == "fill":
        for field in quiz.locator("input").all():
            field.fill("bilmiyorum")
    elif kind == "match":
        for field in quiz.locator("select").all():
            field.select_option(index=1)
    elif kind == "order":
        quiz.locator("[data-rh-move=down]").first.click()
    else:
        quiz.locator("input").last.check()


def violations(page: Page) -> list[str]:
    """What axe finds, as rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
