"""What browser tests share: a quiet server for a folder, Chromium with the right switches."""

from __future__ import annotations

import functools
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    # No page reaches another host, whatever it asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


BLANK = "/blank"
"""Where the server has a page with nothing on it, for what needs an address and no site."""
_BLANK_PAGE = b"<!doctype html><meta charset=utf-8><link rel=icon href=data:,>"


class Host(SimpleHTTPRequestHandler):
    """A static host of one folder. The test site may change at any time: nothing is remembered."""

    protocol_version = "HTTP/1.1"  # connections are kept, as every host does
    disable_nagle_algorithm = True  # else a kept connection waits 40 ms between head and body
    cache_control = "no-store"

    def do_GET(self) -> None:
        if self.path == BLANK:
            self.send_html(200, _BLANK_PAGE)
        else:
            super().do_GET()

    def send_html(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.cache_control)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Output stays readable."""


class HostWithMissingPage(Host):
    """It answers a missing address with the site's own page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == 404 and page.exists():
            self.send_html(404, page.read_bytes())
        else:
            super().send_error(code, message, explain)


@contextmanager
def serve(folder: Path, host: type[Host] = Host) -> Iterator[str]:
    """Serve a folder on this machine; gives its address without a closing slash."""
    handler = functools.partial(host, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True  # a kept connection does not hold up the end
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


_OPEN = """
  const base = document.documentElement.dataset.rhBase
    ?? document.querySelector("meta[name=rh-base]").content;
  const path = new URL(base, document.baseURI).pathname;
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open(`rehber:${path.replace(/en\\/$/, "")}`);
    opening.onupgradeneeded = () => opening.transaction.abort(); // the site makes it, not we
    opening.onerror = () => resolve(null);
    opening.onsuccess = () => resolve(opening.result);
  });
"""
_READ = f"""async () => {{ {_OPEN}
  if (!database) return [];
  const reading = database.transaction("records").objectStore("records").getAll();
  await new Promise((resolve) => (reading.onsuccess = reading.onerror = resolve));
  database.close();
  return reading.error ? [] : reading.result;
}}"""
_PUT = f"""async (text) => {{ {_OPEN}
  if (!database) return false;
  const records = JSON.parse(text);
  const transaction = database.transaction("records", "readwrite");
  for (const record of records) transaction.objectStore("records").put(record);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
  return true;
}}"""


def read_records(page: Page) -> dict[str, Any]:
    """The learner's records that are on the disk now, by key (a page of the site is open). A write
    may still be on its way: see ``wait_for_records``."""
    return {record["key"]: record for record in page.evaluate(_READ)}


def put_records(page: Page, records: Iterable[Mapping[str, object]]) -> None:
    """Put records on the disk as they are, once the page has made its database. The page itself
    sees them when it is loaded anew."""
    given = json.dumps(list(records))  # one text: many objects take Playwright minutes
    deadline = time.monotonic() + 20
    while not page.evaluate(_PUT, given):
        assert time.monotonic() < deadline, "the page keeps no records"
        page.wait_for_timeout(20)


def wait_for_records(page: Page, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait until the records on the disk fit. Playwright's own waiting takes a promise for an
    answer, so we ask again."""
    deadline = time.monotonic() + 20
    while not fits(records := read_records(page)):
        assert time.monotonic() < deadline, f"only these records: {records}"
        page.wait_for_timeout(50)
    return records


def wait_for_record(
    page: Page, key: str, fits: Callable[[Any], bool] = lambda value: value is not None
) -> Any:
    """Wait until the record of this key is on the disk and its value fits; the value."""
    records = wait_for_records(page, lambda kept: key in kept and fits(kept[key]["value"]))
    return records[key]["value"]


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


def violations(page: Page, **options: object) -> list[str]:
    """What axe finds, as rule and element; ``options`` are axe’s own (``runOnly``, ``preload``)."""
    from axe_playwright_python.sync_playwright import Axe

    # What passed is not told in detail: a page has thousands of elements.
    options = {"resultTypes": ["violations"], **options}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
