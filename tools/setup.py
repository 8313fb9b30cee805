"""Sets up what a command needs, once: ``python3 tools/setup.py site|build|test|bench``.

Needs nothing but Python 3.11 or newer. Running it twice does no work twice: each step leaves a
stamp in ``.venv`` with the hash of the files that it was made from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "site"
    steps: dict[str, list[Callable[[], None]]] = {
        "site": [python_site],
        "build": [python_dev, node_modules],
        "test": [python_dev, node_modules, browser],
        "bench": [python_dev, node_modules, browser, lighthouse],
    }
    if wanted not in steps:
        print(f"setup.py: {' | '.join(steps)}", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):
        print("Python 3.11 ya da daha yenisi gerekir. · Python 3.11 or newer is needed.")
        return 1
    try:
        for step in steps[wanted]:
            step()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


class SetupError(Exception):
    """One clear sentence on what is missing and what to do."""


def python_site() -> None:
    """Packages for reading, checking and serving the site. A full set-up holds them already."""
    if not _is_done("python-dev", "requirements/dev.txt", "pyproject.toml"):
        _python("site")


def python_dev() -> None:
    """Packages for tests, bundles and benchmarks as well."""
    _python("dev")


def _python(name: str) -> None:
    lock = f"requirements/{name}.txt"
    stamp = f"python-{name}"
    if _is_done(stamp, lock, "pyproject.toml"):
        return
    if not PYTHON.exists():
        _say("sanal ortam kuruluyor · creating .venv")
        venv.create(VENV, with_pip=True)
    _say("Python paketleri kuruluyor · installing Python packages")
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _run(*pip, "--require-hashes", "-r", ROOT / lock)
    _run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)
    _done(stamp, lock, "pyproject.toml")


def node_modules() -> None:
    """The bundler and the type checker; Node itself comes from a Python package."""
    _npm("node-modules", ROOT)


def lighthouse() -> None:
    _npm("lighthouse", ROOT / "tools" / "lighthouse")


def _npm(stamp: str, folder: Path) -> None:
    lock = (folder / "package-lock.json").relative_to(ROOT).as_posix()
    if _is_done(stamp, lock) and (folder / "node_modules").is_dir():
        return
    _say(f"Node paketleri kuruluyor · installing Node packages ({stamp})")
    npm = BIN / ("npm.exe" if os.name == "nt" else "npm")
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [npm, "ci", "--silent", "--no-audit", "--no-fund"]
    _run(*command, cwd=folder, env={**os.environ, "PATH": path})
    _done(stamp, lock)


def browser() -> None:
    """Leaves the path of a Chromium in ``.venv/rehber-browser``: one that is there, else
    Debian's, else Playwright's own."""
    note = VENV / "rehber-browser"
    if note.exists() and Path(note.read_text(encoding="utf-8")).exists():
        return
    found = os.environ.get("REHBER_CHROMIUM") or _installed() or _debian() or _playwright()
    if not found:
        raise SetupError(
            "Testler için bir tarayıcı bulunamadı: Chromium ya da Chrome kurun, ya da yolunu "
            "REHBER_CHROMIUM değişkenine yazın. · No browser for the tests: install Chromium or "
            "Chrome, or put its path into REHBER_CHROMIUM."
        )
    note.write_text(found, encoding="utf-8")


def _installed() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _debian() -> str | None:
    apt = shutil.which("apt-get")
    if apt is None:
        return None
    sudo = [] if os.geteuid() == 0 else ([shutil.which("sudo") or "", "-n"])
    if sudo and not sudo[0]:
        return None
    _say("chromium kuruluyor · installing chromium")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        command = [*sudo, apt, *arguments]
        if subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False).returncode:
            return None
    return _installed()


def _playwright() -> str | None:
    command = [PYTHON, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False).returncode:
        return None
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as x: print(x.chromium.executable_path)"
    shown = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    path = shown.stdout.strip()
    return path if path and Path(path).exists() else None


def _run(*command: object, **options: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise SetupError(f"Kurulum durdu · set-up stopped: {' '.join(str(p) for p in command)}")


def _digest(*names: str) -> str:
    data = b"".join((ROOT / name).read_bytes() for name in names)
    return hashlib.sha256(data + sys.version.encode()).hexdigest()


def _is_done(stamp: str, *names: str) -> bool:
    file = VENV / f"rehber-{stamp}"
    return file.exists() and file.read_text(encoding="utf-8") == _digest(*names)


def _done(stamp: str, *names: str) -> None:
    (VENV / f"rehber-{stamp}").write_text(_digest(*names), encoding="utf-8")


def _say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
