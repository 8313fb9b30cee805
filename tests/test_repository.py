"""What must hold of the repository itself: commands, pinned packages and actions, licences."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import run  # noqa: E402
import setup  # noqa: E402

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGETS = re.findall(r"^([a-z]+):$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def test_every_target_of_make_is_a_command_and_the_other_way_round() -> None:
    assert sorted(TARGETS) == sorted(run.COMMANDS)


def test_each_target_is_one_call() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert text.count("\t@$(PYTHON) tools/run.py ") == text.count("\n\t") == len(TARGETS)


def test_no_source_is_ignored() -> None:
    """A pattern meant for what is made (``build/``) must not hide a folder of sources."""
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard"]
    folders = ["docs", "i18n", "overrides", "schema", "src", "tests", "tools"]
    shown = subprocess.run(
        [*command, "--", *folders], cwd=ROOT, capture_output=True, text=True, check=False
    )
    made = ("__pycache__/", ".egg-info/", "node_modules/")
    assert not [line for line in shown.stdout.splitlines() if not any(m in line for m in made)]


@pytest.mark.parametrize("command", ["serve", "test"])
def test_the_readme_begins_with_the_two_commands(command: str) -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert f"make {command}" in first and f"py tools/run.py {command}" in first


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_commands_and_files_that_a_text_names_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for command in re.findall(r"`make ([a-z]+)", text):
        assert command in TARGETS, command
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned_by_hash_with_their_version(workflow: Path) -> None:
    lines = re.findall(r"uses: (.+)", workflow.read_text(encoding="utf-8"))
    assert lines and all(PINNED.match(line) for line in lines), lines


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_workflows_may_only_read_unless_a_job_says_otherwise(workflow: Path) -> None:
    assert yaml.safe_load(workflow.read_text(encoding="utf-8"))["permissions"] == {
        "contents": "read"
    }


def test_nothing_is_deployed_before_the_publisher_is_known() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text("utf-8"))["jobs"]
    steps = [step.get("run", "") for step in jobs["build"]["steps"]]
    uploads = [str(step.get("uses")) for step in jobs["build"]["steps"]]
    place = next(n for n, uses in enumerate(uploads) if "upload-pages-artifact" in uses)
    assert "make publisher" in steps[:place]
    assert jobs["deploy"]["needs"] == "build"


@pytest.mark.parametrize("name", ["site", "dev"])
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text and "index-url" not in text
    for package in re.split(r"\n(?=[a-z])", text.strip()):
        assert "==" in package and "--hash=sha256:" in package, package.partition("\n")[0]


def test_locked_npm_packages_name_no_registry() -> None:
    for lock in ("package-lock.json", "tools/lighthouse/package-lock.json"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert '"resolved"' not in text
        assert text.count('"integrity"') > 2


def test_the_sets_of_packages_agree() -> None:
    def versions(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9._-]+==\S+)", text, re.MULTILINE))

    assert versions("site") <= versions("dev")


def test_a_stamp_changes_with_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))
    (tmp_path / ".venv").mkdir()
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1")
    assert not setup._is_done("packages", "lock.txt")
    setup._done("packages", "lock.txt")
    assert setup._is_done("packages", "lock.txt")
    lock.write_text("a==2")
    assert not setup._is_done("packages", "lock.txt")


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(setup.SetupError, match=r"3\.11"):
        setup.set_up("site")
