"""What turns built pages into what is published."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

from rehber.build.csp import header_file, policy, script_hashes, with_policy
from rehber.build.redirects import write_redirects
from rehber.build.stage import stage_english
from rehber.model.course import Course, Heading, Kind, Page
from rehber.model.finding import Location


def page(path: str, **meta: object) -> Page:
    return Page(
        path=path,
        source=f"docs/{path}",
        kind=Kind.GUIDE,
        id=path,
        title="Çocuk “hakları”",
        body="",
        meta=meta,
        headings=(Heading(2, "Madde 9", "m-9", Location("x")),),
    )


def course(*pages: Page) -> Course:
    return Course(language="tr", pages={page.path: page for page in pages})


def test_inline_scripts_are_named_by_their_hash_and_nothing_else_may_run() -> None:
    html = '<head><title>x</title></head><script>go()</script><script src="a.js"></script>'
    digest = b64encode(hashlib.sha256(b"go()").digest()).decode()
    assert script_hashes(html) == [f"'sha256-{digest}'"]
    assert f"script-src 'self' 'sha256-{digest}'" in with_policy(html)
    assert "unsafe" not in policy([])
    data = '<script type="application/json">{}</script>'
    assert script_hashes(data) == []


def test_the_policy_stands_before_anything_that_could_be_fetched() -> None:
    html = with_policy('<html><head lang="tr"><link rel="icon" href="x"></head></html>')
    assert html.index("Content-Security-Policy") < html.index("<link")


def test_the_header_file_carries_the_policies_of_all_pages() -> None:
    written = header_file(["<script>a</script>", "<script>b</script>"])
    assert written.count("'sha256-") == 2
    assert "frame-ancestors" in written


def test_an_old_address_leads_to_the_page_that_moved(tmp_path: Path) -> None:
    write_redirects(course(page("guide/yeni.md", redirect_from=["guide/law/eski.md"])), tmp_path)
    html = (tmp_path / "guide/law/eski/index.html").read_text(encoding="utf-8")
    assert "url=../../yeni/" in html
    assert "noindex" in html


def test_english_stubs_have_the_address_and_the_anchors_of_the_original(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    (root / "i18n/en/guide").mkdir(parents=True)
    (root / "i18n/en/guide/var.md").write_text("---\ntitle: There\n---\n", encoding="utf-8")
    target = tmp_path / "staged"
    stage_english(root, course(page("guide/var.md"), page("guide/yok.md")), target)
    assert "There" in (target / "guide/var.md").read_text(encoding="utf-8")
    stub = (target / "guide/yok.md").read_text(encoding="utf-8")
    assert 'id="m-9"' in stub
    assert "noindex" in stub
    assert 'href="../../../guide/yok/"' in stub
