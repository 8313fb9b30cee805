"""Broken content goes through the real engine without a traceback, and shows what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Timer
from threading import enumerate as enumerate_threads

import pytest
from mkdocs.config import load_config

from tests.golden.golden_course import make

ROOT = Path(__file__).parents[2]
CONFIG = """
INHERIT: {root}/mkdocs.base.yml
theme: {{language: tr, custom_dir: "{root}/overrides"}}
strict: {strict}
"""
BROKEN = {
    "name": "broken",
    "folder": ["docs/guide/klasor.md"],
    "write": {
        "docs/about/yaml.md": '---\ntitle: "açık\nid: [\n---\n\nYAML’dan sonra.\n',
        "docs/about/latin5.md": "---\nid: latin\ntitle: T\n---\n\nÇocuğun işi.\n",
        "docs/about/satir.md": "---\nid: satir\ntitle: S\n---\n\nBaş.\n",
        "docs/about/bom.md": "---\nid: bom\ntitle: B\n---\n\nBOM’dan sonra.\n",
        "docs/about/soru.md": (
            "---\nid: soru\ntitle: Q\n---\n\n"
            "<quiz>\nDoğrusu yok?\n- [ ] Bir\n- [ ] İki\n</quiz>\n\n"
            "<quiz>\nKapanmıyor?\n- [x] Gizli kalmalı\n"
        ),
        "docs/about/sira.md": (
            "---\nid: sira\ntitle: O\n---\n\n"
            "<!-- quiz id=m01-q91 type=order -->\n\nSağlam?\n\n1. A\n2. B\n3. C\n\n> Neden.\n\n"
            "<!-- quiz id=m01-q92 type=match -->\n\nÇizelge?\n\n| a | b |\n| Saklı | kalmalı |\n\n"
            "> Neden.\n\n<!-- quiz id=m01-q93 type=order -->\n\nİki?\n\n1. Saklı\n2. Kalmalı"
        ),
        "docs/about/etiket.md": (
            "---\nid: etiket\ntitle: E\n---\n\n"
            "```\n<quiz>\nÖrnek\n</quiz>\n```\n\n"
            "Cümle içinde <quiz>- [x] A</quiz> etiketi.\n\n"
            "<!-- quiz id=m01-q90 -->\n<quiz>\nSağlam soru?\n- [x] Evet\n> a\n- [ ] Hayır\n> b\n"
            "</quiz>\n\n<quiz>\nDoğrusu yok?\n- [ ] Bir\n</quiz>\n"
        ),
    },
    "encode": {"docs/about/latin5.md": "iso8859-9", "docs/about/bom.md": "utf-8-sig"},
    "long_line": {"docs/about/satir.md": 5_000_000},
}


def _build(folder: Path, strict: bool) -> subprocess.CompletedProcess[str]:
    make(folder, BROKEN)
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(root=ROOT, strict=str(strict).lower()), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("strict", [False, True])
def test_broken_pages_do_not_end_in_a_traceback(strict: bool, tmp_path: Path) -> None:
    done = _build(tmp_path, strict)
    assert "Traceback" not in done.stderr
    if not strict:
        assert done.returncode == 0, done.stderr
        _looks_right(tmp_path / "site")


def _looks_right(site: Path) -> None:
    def page(name: str) -> str:
        return (site / name / "index.html").read_text(encoding="utf-8")

    questions = page("about/soru")
    assert questions.count("Bu soru gösterilemiyor") == 2
    assert "QZ004" in questions and "QZ008" in questions
    assert "[x]" not in questions
    tags = page("about/etiket")
    assert tags.count('data-rh-item="m01-q90"') == 1
    assert tags.count("Bu soru gösterilemiyor") == 1
    assert "&lt;quiz&gt;" in tags and "<quiz>" not in tags
    to_order = page("about/sira")
    assert to_order.count('data-rh-item="m01-q91"') == 1
    assert to_order.count("Bu soru gösterilemiyor") == 2
    assert "QZ032" in to_order and "QZ033" in to_order
    assert "Saklı" not in to_order and "<table" not in to_order
    assert "ocu\N{REPLACEMENT CHARACTER}un" in page("about/latin5")
    assert "YAML’dan sonra" in page("about/yaml")
    assert "BOM’dan sonra" in page("about/bom")
    assert len(page("about/satir")) < 200_000


def test_the_preview_says_the_errors_and_only_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path, BROKEN)
    config_file = tmp_path / "mkdocs.yml"
    config_file.write_text(CONFIG.format(root=ROOT, strict="true"), encoding="utf-8")
    for command in ("build", "serve"):
        caplog.clear()
        config = load_config(str(config_file))
        config.plugins.on_startup(command=command, dirty=False)
        config.plugins["rehber"].on_config(config)
        for thread in enumerate_threads():  # the findings come a moment after the page
            if isinstance(thread, Timer):
                thread.join(timeout=20)
        said = [record.getMessage() for record in caplog.records if record.name == "rehber"]
        assert bool(said) is (command == "serve")
    assert any(line.startswith("docs/about/soru.md:6  QZ004  ") for line in said)
    assert not any("  FM008  " in line for line in said)
