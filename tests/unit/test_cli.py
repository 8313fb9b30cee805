"""The command line: formats, exit codes, skeletons, the manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehber.cli import main
from tests.golden.golden_course import make

BAD = {"name": "bad", "edit": {"docs/index.md": {"/modules/ornek/index.md": "/yok,100%:.md"}}}
CAPSTONE = {
    "docs/_data/curriculum.yml": {
        "paths: []": "  - {id: capstone, number: 15, title_tr: Bir yıl, title_en: A year, "
        "minutes: 4}\npaths: []"
    }
}
TODAY = ["--today", "2026-11-21"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path, {"name": "good"})
    return tmp_path


def _run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


def test_a_course_without_fault_exits_with_zero(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(root, "check", *TODAY) == 0
    assert capsys.readouterr().out == "0 hata, 0 uyarı, 0 izinli\n"


def test_an_error_exits_with_one_and_says_how_to_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, BAD)
    assert _run(tmp_path, "check", *TODAY) == 1
    line, counts = capsys.readouterr().out.splitlines()
    assert line.startswith("docs/index.md:11  LN001  Bağlantının hedefi yok: /yok")
    assert "  → " in line
    assert counts == "1 hata, 0 uyarı, 0 izinli"


def test_a_warning_alone_exits_with_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"name": "old"})
    assert _run(tmp_path, "check", "--today", "2028-01-01", "--lang", "en") == 0
    assert "errors: 0, warnings: 5, allowed: 0" in capsys.readouterr().out


def test_github_gets_escaped_annotations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(
        tmp_path,
        {
            "name": "x",
            "edit": {"docs/index.md": {"# Örnek": "[100%: bir](/100%25,x.md)\n\n# Örnek"}},
        },
    )
    assert _run(tmp_path, "check", "--format", "github", *TODAY) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("::error file=docs/index.md,line=9,title=LN001::")
    assert "/100%2525,x.md" in first


def test_json_holds_every_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, BAD)
    _run(tmp_path, "check", "--format", "json", *TODAY)
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == 1
    assert set(report["findings"][0]) == {"path", "line", "rule", "severity", "sentence", "mend"}


def test_paths_choose_what_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, BAD)
    monkeypatch.chdir(tmp_path)
    assert _run(tmp_path, "check", "docs/guide", *TODAY) == 0
    assert _run(tmp_path, "check", "docs/index.md", *TODAY) == 1
    assert _run(tmp_path, "check", "docs/yok", *TODAY) == 2


def test_a_folder_without_content_is_wrong_use(tmp_path: Path) -> None:
    assert _run(tmp_path, "check") == 2


def test_the_manifest_guards_what_was_published(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(root, "manifest") == 0
    assert _run(root, "check", *TODAY) == 0
    test = root / "docs/quizzes/ornek.md"
    test.write_text(test.read_text(encoding="utf-8").replace("id=m01-q05", "id=m01-q06"), "utf-8")
    capsys.readouterr()
    assert _run(root, "check", *TODAY) == 1
    assert "LN004" in capsys.readouterr().out


def _errors(root: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    capsys.readouterr()
    _run(root, "check", "--format", "json", *TODAY)
    findings = json.loads(capsys.readouterr().out)["findings"]
    return {finding["rule"] for finding in findings}


def test_a_new_module_lacks_only_what_its_author_must_write(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(root, "new", "module", "ikinci-modul") == 0
    overview = (root / "docs/modules/ikinci-modul/index.md").read_text(encoding="utf-8")
    assert "id: m02" in overview and "İkinci modül" in overview
    # A source, the question's text, options and feedback, the section's minutes.
    assert _errors(root, capsys) <= {"ST003", "QZ003", "QZ014", "QZ006", "QZ024", "FM008"}


def test_a_new_quiz_belongs_to_its_module(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/quizzes/ornek.md").unlink()
    assert _run(root, "new", "quiz", "ornek") == 0
    assert _errors(root, capsys) <= {"QZ003", "QZ014", "QZ006", "QZ024", "FM008"}


def test_a_new_capstone_has_no_test(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(root, {"name": "planned", "edit": CAPSTONE})
    assert _run(root, "new", "module", "bir-yil", "--number", "15") == 0
    assert "id: capstone\n" in (root / "docs/modules/bir-yil/index.md").read_text(encoding="utf-8")
    assert not (root / "docs/quizzes/bir-yil.md").exists()
    assert _errors(root, capsys) <= {"ST003", "FM008"}
    assert _run(root, "new", "quiz", "bir-yil") == 2


@pytest.mark.parametrize(("slug", "form"), [("on-test", "pre"), ("son-test", "post")])
def test_a_new_test_of_the_course_lacks_its_questions_and_its_pair(
    root: Path, capsys: pytest.CaptureFixture[str], slug: str, form: str
) -> None:
    assert _run(root, "new", "quiz", slug) == 0
    text = (root / f"docs/quizzes/{slug}.md").read_text(encoding="utf-8")
    assert f"id: {form}-test\n" in text and f"id={form}-q01 objective=m01-o1" in text
    unwritten = {"QZ003", "QZ014", "QZ006", "QZ024", "FM008"}
    assert _errors(root, capsys) <= {"QZ026", "QZ029", *unwritten}


def test_a_new_page_is_without_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(root, "new", "page", "guide/services/sed") == 0
    assert _errors(root, capsys) == set()


@pytest.mark.parametrize(
    "arguments",
    [("page", "guide/law/5395"), ("page", "Çocuk"), ("quiz", "yok"), ("page", "../dis")],
)
def test_nothing_is_overwritten_and_bad_names_are_refused(
    root: Path, arguments: tuple[str, str]
) -> None:
    before = (root / "docs/guide/law/5395.md").read_bytes()
    assert _run(root, "new", *arguments) == 2
    assert (root / "docs/guide/law/5395.md").read_bytes() == before
