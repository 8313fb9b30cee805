"""Serves the built site on this machine: ``python tools/serve_site.py [port]``.

Behaves like the host that it will live on: compressed, with the site's own header file and its page
for missing addresses. The benchmarks use the same server and read what it sent.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
PORT = 8001
TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
}
COMPRESSED = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True)
class Sent:
    """One answer: address without query, media type, bytes of the (compressed) body."""

    path: str
    type: str
    size: int


@dataclass
class Site:
    """A folder at an address; ``sent`` grows with each answer."""

    folder: Path
    address: str = ""
    sent: list[Sent] = field(default_factory=list)


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Site]:
    """Serve a folder on 127.0.0.1 while the block runs; port 0 takes a free one."""
    site = Site(folder)
    server = _server(site, port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _server(site: Site, port: int) -> ThreadingHTTPServer:
    headers = _read_headers(site.folder / "_headers")

    class Handler(_Handler):
        pass

    Handler.site, Handler.rules = site, headers
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    return server


def _read_headers(file: Path) -> list[tuple[str, str, str]]:
    """The header file as (address pattern, name, value)."""
    rules: list[tuple[str, str, str]] = []
    pattern = ""
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        if line.startswith("/"):
            pattern = line.strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            rules.append((pattern, name.strip(), value.strip()))
    return rules


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site
    rules: list[tuple[str, str, str]]

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        if file is None and self._file(path + "/") is not None:
            self._redirect(path + "/")
            return
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        file = file or self.site.folder / "404.html"
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
        body, encoding = self._body(file, kind)
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        for pattern, name, value in self.rules:
            if fnmatchcase(path, pattern):
                self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)
            self.site.sent.append(Sent(path, kind, len(body)))

    def _file(self, path: str) -> Path | None:
        """The file behind an address; nothing outside the folder."""
        root = self.site.folder.resolve()
        file = (root / path.lstrip("/")).resolve()
        if path.endswith("/"):
            file /= "index.html"
        return file if file.is_file() and file.is_relative_to(root) else None

    def _body(self, file: Path, kind: str) -> tuple[bytes, str]:
        if not file.is_file():
            return b"404", ""
        packs = kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
        if not packs:
            return file.read_bytes(), ""
        return _gzipped(file, file.stat().st_mtime_ns), "gzip"

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """The terminal stays readable."""


@lru_cache(maxsize=512)
def _gzipped(file: Path, _changed: int) -> bytes:
    """Level 6, as most hosts do it."""
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


def main(arguments: list[str]) -> int:
    port = int(arguments[0]) if arguments else PORT
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        print("site/ yok: önce `make build` · no site/: `make build` first", file=sys.stderr)
        return 1
    try:
        server = _server(site := Site(folder), port)
    except OSError as error:
        print(f"127.0.0.1:{port}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"\n  Türkçe   {site.address}/\n  English  {site.address}/en/\n", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
