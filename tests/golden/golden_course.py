"""Makes the small course of a golden case on disk: the base, changed as the case says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "checks"


def cases() -> list[Any]:
    """All cases of the folder, each with the name of its file."""
    found = []
    for file in sorted(FOLDER.glob("*.yml")):
        if not file.name.endswith("base.yml"):
            for case in yaml.safe_load(file.read_text(encoding="utf-8")):
                found.append({"file": file.stem, **case})
    return found


def make(root: Path, case: dict[str, Any]) -> None:
    """Write the files of a case below ``root``.

    ``edit`` replaces text in a file (each text must stand there), ``write`` adds files, ``encode``
    names the encoding of some, ``long_line`` appends a line of so many characters, ``folder`` makes
    folders, ``dangling`` links to nothing, ``delete`` removes files, ``english`` adds the English
    side.
    """
    files: dict[str, str] = _read("base.yml")
    if case.get("english"):
        files |= _read("english.base.yml")
    files |= case.get("write", {})
    for path, changes in case.get("edit", {}).items():
        for old, new in changes.items():
            assert old in files[path], f"{case['name']}: {old!r} is not in {path}"
            files[path] = files[path].replace(old, new, 1)
    for path, length in case.get("long_line", {}).items():
        files[path] += "\n" + "x" * length + "\n"
    for path in case.get("delete", []):
        del files[path]
    encodings = case.get("encode", {})
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode(encodings.get(path, "utf-8")))
    for path in case.get("dangling", []):
        (root / path).symlink_to("nowhere")
    for path in case.get("folder", []):
        (root / path).mkdir(parents=True)


def _read(name: str) -> dict[str, str]:
    files: dict[str, str] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return dict(files)
