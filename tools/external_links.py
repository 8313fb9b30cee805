"""Asks every external address in ``docs/`` and ``i18n/`` once: ``python tools/external_links.py``.

A job of its own, weekly and no gate: a server that is slow today must not stop a correction. Needs
only Python. Prints the places of addresses that answer 404 or 410, or whose host is gone.
"""

from __future__ import annotations

import re
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = re.compile(r"https?://[^\s\"'<>\\\])}]+")
AGENT = "Mozilla/5.0 (link check)"
GONE = (404, 410)


def main() -> int:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for address, place in _addresses():
        places[address].append(place)
    with ThreadPoolExecutor(8) as pool:
        dead = [pair for pair in zip(places, pool.map(_problem, places), strict=True) if pair[1]]
    for address, problem in dead:
        print(f"{problem}  {address}  {', '.join(places[address][:3])}")
    print(f"{len(places)} adres, {len(dead)} ölü · {len(places)} addresses, {len(dead)} dead")
    return 1 if dead else 0


def _addresses() -> Iterator[tuple[str, str]]:
    for folder in ("docs", "i18n"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix not in (".md", ".yml", ".json"):
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                for match in ADDRESS.finditer(line):
                    yield match[0].rstrip(".,;:"), f"{file.relative_to(ROOT)}:{number}"


def _problem(address: str) -> str:
    """Why an address is dead; empty when it answers, or refuses robots, or is merely slow."""
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=30):
            return ""
    except urllib.error.HTTPError as error:
        return str(error.code) if error.code in GONE else ""
    except urllib.error.URLError as error:
        return "no host" if "Name or service" in str(error.reason) else ""
    except (OSError, ValueError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
