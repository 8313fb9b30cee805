"""Beside the pages the reading aids need: the panel as a script, fonts under their names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehber.build.bundle import BundleError, Bundler
from rehber.build.fonts import copy_fonts, with_fonts
from rehber.build.reading import panel_name, with_panel, write_panel
from rehber.model.course import Course

ROOT = Path(__file__).resolve().parents[3]
STYLE = b'@font-face{src:url("../../fonts/lexend-latin-400-normal.woff2")format("woff2")}'


def package(root: Path) -> None:
    folder = root / "node_modules/@fontsource/lexend"
    (folder / "files").mkdir(parents=True)
    (folder / "files/lexend-latin-400-normal.woff2").write_bytes(b"letters")
    (folder / "LICENSE").write_text("OFL", encoding="utf-8")


def test_a_font_lies_beside_its_sheet_with_its_licence(tmp_path: Path) -> None:
    package(tmp_path)
    assets = tmp_path / "assets"
    assets.mkdir()
    style = with_fonts(STYLE, tmp_path, assets).decode()
    (font,) = assets.glob("*.woff2")
    assert f"url({font.name})" in style and font.read_bytes() == b"letters"
    assert (assets / "lexend-OFL.txt").read_text(encoding="utf-8") == "OFL"


def test_a_package_that_is_missing_is_named_with_what_installs_it(tmp_path: Path) -> None:
    """``node_modules`` may be older than the style sheet."""
    (tmp_path / "overrides").symlink_to(ROOT / "overrides", target_is_directory=True)
    tools = tmp_path / "node_modules/.bin"
    tools.mkdir(parents=True)
    (tools / "esbuild").symlink_to((ROOT / "node_modules/.bin/esbuild").resolve())
    page = '<script data-rh-style="assets/components/reading/aids.css"></script>'
    with pytest.raises(BundleError, match=r"fontsource/lexend.*make build"):
        Bundler(tmp_path, tmp_path / "site", [page])


def test_the_preview_has_the_fonts_where_the_sheet_looks_for_them(tmp_path: Path) -> None:
    package(tmp_path)
    sheet = tmp_path / "overrides/assets/components/x/x.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_bytes(STYLE + STYLE.replace(b"latin", b"greek"))
    copy_fonts(tmp_path, tmp_path / "fonts")
    assert [f.name for f in (tmp_path / "fonts").iterdir()] == ["lexend-latin-400-normal.woff2"]


def test_the_panel_is_a_script_that_a_page_asks_for_by_its_content(tmp_path: Path) -> None:
    courses = {language: Course(language=language, pages={}) for language in ("tr", "en")}
    for language, course in courses.items():
        write_panel(course, tmp_path / language)
    names = {language: panel_name(tmp_path / language, language) for language in courses}
    script = (tmp_path / "tr/assets/reading" / names["tr"]).read_text(encoding="utf-8")
    assert "Okuma araçları" in json.loads(script.removeprefix("rhReading="))
    page = '<button data-rh-panel="../assets/reading/en.js">'
    assert with_panel(page, names) == f'<button data-rh-panel="../assets/reading/{names["en"]}">'
    write_panel(courses["tr"], tmp_path, stamped=False)
    assert [file.name for file in (tmp_path / "assets/reading").iterdir()] == ["tr.js"]
