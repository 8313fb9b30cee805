"""Sets up what a command needs, once: ``python3 tools/setup.py site|build|test|bench``.

Needs nothing but Python 3.11 or newer. Running it twice does no work twice: each step leaves a
stamp in ``.venv`` with the hash of the files that it was made from.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
HEADLESS_SHELL = "chromium-headless-shell"
# Chromium only recommends fonts; without any, pages have no letters.
FONTS = "fonts-liberation"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
# Where browsers live on systems that do not put them on the path.
BROWSER_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


class SetupError(Exception):
    """One clear sentence on what is missing and what to do."""


def set_up(wanted: str) -> None:
    """Make ``.venv`` ready for one kind of work: a key of ``STEPS``.

    Raises:
        SetupError: something is missing that cannot be installed from here.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - who starts this may have an older one
        raise SetupError("Python 3.11 ya da daha yenisi gerekir. · Python 3.11 or newer is needed.")
    for step in STEPS[wanted]:
        step()


def environment() -> dict[str, str]:
    """The environment for tools: those of ``.venv`` first, Node among them, and the browser."""
    note = VENV / "rehber-browser"
    browser = {"REHBER_CHROMIUM": note.read_text(encoding="utf-8")} if note.exists() else {}
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    env = {**os.environ, **browser, "PATH": path, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    # Where it is set, each start would compile hundreds of modules anew, and wait for it.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


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
    _create_venv()
    _say("Python paketleri kuruluyor · installing Python packages")
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _run(*pip, "--require-hashes", "-r", ROOT / lock, env=environment())
    _run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT, env=environment())
    _done(stamp, lock, "pyproject.toml")


def _create_venv() -> None:
    """A virtual environment with pip; one that was left half made is made anew."""
    if PYTHON.exists() and _succeeds(PYTHON, "-m", "pip", "--version"):
        return
    # Debian and Ubuntu keep this part of Python in a package of its own.
    if importlib.util.find_spec("ensurepip") is None and not _apt("python3-venv"):
        raise SetupError(
            "Sanal ortam kurulamıyor: python3-venv paketini kurun (apt-get install python3-venv). "
            "· Install the package python3-venv, then try again."
        )
    _say("sanal ortam kuruluyor · creating .venv")
    venv.create(VENV, with_pip=True, clear=True, symlinks=not WINDOWS)


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
    npm = BIN / ("npm.exe" if WINDOWS else "npm")
    command = [npm, "ci", "--silent", "--no-audit", "--no-fund"]
    _run(*command, cwd=folder, env=environment())
    _done(stamp, lock)


def browser() -> None:
    """Leaves the path of a Chromium in ``.venv/rehber-browser``: one that is there, else
    Debian's, else Playwright's own."""
    asked = os.environ.get("REHBER_CHROMIUM")
    note = VENV / "rehber-browser"
    if not asked and note.exists() and Path(note.read_text(encoding="utf-8")).exists():
        return
    found = asked or _headless_shell() or _installed() or _debian() or _playwright()
    if not found or not Path(found).exists():
        raise SetupError(
            "Testler için bir tarayıcı bulunamadı: Chromium ya da Chrome kurun, ya da yolunu "
            "REHBER_CHROMIUM değişkenine yazın. · No browser for the tests: install Chromium or "
            "Chrome, or put its path into REHBER_CHROMIUM."
        )
    note.write_text(found, encoding="utf-8")


def _headless_shell() -> str | None:
    """Debian's Chromium without a user interface of its own: half the work for each page that a
    test opens. Installed where nobody has to be asked for that; older releases do not have it."""
    if not shutil.which(HEADLESS_SHELL) and _is_debian() and os.geteuid() == 0:
        _apt(HEADLESS_SHELL, FONTS)
    path = shutil.which(HEADLESS_SHELL)
    return _first_working([path] if path else [])


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    named = release.read_text(encoding="utf-8") if release.exists() else ""
    return "ID=debian" in named.splitlines()


def _installed() -> str | None:
    """A browser that is there and starts: some systems ship a command that only says how to
    install one."""
    on_path = (path for name in BROWSERS if (path := shutil.which(name)))
    return _first_working([*on_path, *(path for path in BROWSER_FILES if Path(path).exists())])


def _first_working(paths: Iterable[str]) -> str | None:
    # On Windows, asking Chrome for its version opens a window.
    return next((path for path in paths if WINDOWS or _succeeds(path, "--version")), None)


def _debian() -> str | None:
    """Debian's own package. Ubuntu's of the same name is a snap, which automation cannot drive."""
    if not _is_debian():
        return None
    return _installed() if _apt("chromium", FONTS) else None


def _apt(*packages: str) -> bool:
    """Install system packages, with sudo where that is needed. False where it cannot be done."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    sudo: list[str] = []
    if os.geteuid() != 0:
        found = shutil.which("sudo")
        if found is None:
            return False
        # Without a terminal nobody can type a password: fail at once instead of waiting.
        sudo = [found] if sys.stdin.isatty() else [found, "-n"]
    _say(f"{packages[0]} kuruluyor · installing {packages[0]}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*sudo, apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    # A list of packages that cannot be refreshed in full may still hold this one.
    subprocess.run([*sudo, apt, "update", "-qq"], env=env, check=False)
    return not subprocess.run(install, env=env, stdout=subprocess.DEVNULL, check=False).returncode


def _playwright() -> str | None:
    _say("tarayıcı indiriliyor · downloading a browser")
    command = [str(PYTHON), "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False).returncode:
        return None
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as driver: print(driver.chromium.executable_path)"
    )
    shown = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    return _first_working([path] if (path := shown.stdout.strip()) else [])


def _succeeds(*command: object) -> bool:
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _run(*command: object, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(part) for part in command], check=False, cwd=cwd, env=env)
    if done.returncode:
        raise SetupError(f"Kurulum durdu · set-up stopped: {' '.join(str(p) for p in command)}")


def _digest(*names: str) -> str:
    """Of the files and of the environment's own Python: a new one needs the packages anew."""
    made_by = VENV / "pyvenv.cfg"
    files = [made_by, *(ROOT / name for name in names)]
    return hashlib.sha256(b"\0".join(f.read_bytes() for f in files if f.exists())).hexdigest()


def _is_done(stamp: str, *names: str) -> bool:
    file = VENV / f"rehber-{stamp}"
    if not PYTHON.exists() or not file.exists():
        return False
    return file.read_text(encoding="utf-8") == _digest(*names)


def _done(stamp: str, *names: str) -> None:
    (VENV / f"rehber-{stamp}").write_text(_digest(*names), encoding="utf-8")


def _say(text: str) -> None:
    print(f"· {text}", flush=True)


STEPS: dict[str, list[Callable[[], None]]] = {
    "site": [python_site],
    "build": [python_dev, node_modules],
    "test": [python_dev, node_modules, browser],
    "bench": [python_dev, node_modules, browser, lighthouse],
}


def main(arguments: list[str]) -> int:
    wanted = arguments[0] if arguments else "site"
    if wanted not in STEPS:
        print(f"setup.py: {' | '.join(STEPS)}", file=sys.stderr)
        return 2
    try:
        set_up(wanted)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
