"""Refuses to publish a site that does not say whose it is: ``python tools/publisher.py``.

Turkish law (5651 m. 3) asks a provider of content for identifying information. Exit code 1 and one
sentence for each missing field, as an annotation when a workflow runs it.
"""

from __future__ import annotations

import os
from pathlib import Path

from rehber.content.course import load_course
from rehber.model.course import Publisher

ROOT = Path(__file__).resolve().parents[1]
FILE = "docs/_data/publisher.yml"
REQUIRED = {
    "name": "yayıncının adı · the publisher's name",
    "contact": "iletişim · contact",
    "imprint": "künye · imprint",
    "site_url": "sitenin adresi · the site's address",
}


def missing(publisher: Publisher) -> list[str]:
    """Names of the required fields that are empty; an address must be one."""
    empty = [name for name in REQUIRED if not str(getattr(publisher, name)).strip()]
    if "site_url" not in empty and not publisher.site_url.startswith("https://"):
        empty.append("site_url")
    return empty


def main() -> int:
    fields = missing(load_course(ROOT, "tr").publisher)
    start = f"::error file={FILE}::" if os.environ.get("GITHUB_ACTIONS") else f"{FILE}: "
    for name in fields:
        print(f"{start}“{name}” boş: {REQUIRED[name]}")
    if fields:
        print(
            "Site yayımlanmadı: yayıncısını belirtmeyen bir site yayımlanamaz (5651 m. 3). "
            f"{FILE} dosyasını doldurun. · Not published: fill in {FILE} first."
        )
    return 1 if fields else 0


if __name__ == "__main__":
    raise SystemExit(main())
