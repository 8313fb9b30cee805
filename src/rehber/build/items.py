"""Writes the questions that come back in the spaced review: a script for each module.

The review shows a question as its own page does, without fetching that page. Each script registers
the same HTML that the pages have, so it works from a server, from ``file://`` and in a package::

    assets/items/tr/m05.<hash>.js  (self.rhItems=self.rhItems||{})["tr/m05"]={"m05-q01":"<sec…"}
    assets/items/tr/m05.js         the same under a fixed name, for the live preview

What differs from the page: links lead from the site's root, the number of the question in its test
is gone, and a question that stands in a section says which.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

from rehber import messages
from rehber.model.course import Course, Kind, Page
from rehber.render.html import element
from rehber.render.review import reviewed

_ITEM = re.compile(r'<section class="rh-quiz" id="([^"]+)".*?</section>', re.DOTALL)
_NUMBER = re.compile(r'<(h\d|p) class="rh-quiz__number".*?</\1>\s*', re.DOTALL)
_HREF = re.compile(r'(?<=\shref=")([^"]*)(?=")')
_ELSEWHERE = re.compile(r"[a-z]+:")
_SPACE = re.compile(r">\s*\n\s*<")
_SCRIPT = re.compile(r'(data-rh-script="[^"]*assets/items/)([a-z]+/[\w-]+)\.js"')
_LIBRARY = "ts-fsrs"


def write_items(course: Course, site: Path, *, stamped: bool = True) -> None:
    """Write the scripts from the pages that the engine built into ``site`` (the language's root).

    A page that was not built gives no questions. Two runs on the same pages write the same bytes.
    ``stamped`` puts a hash of the content into each name.
    """
    folder = site / "assets" / "items" / course.language
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    label = messages.load(course.language)["quiz"]["section"]
    for module in course.modules:
        wanted = {item.id for item in reviewed(module)}
        pages = dict.fromkeys(page.path for page in module.way)
        found: dict[str, str] = {}
        for page in map(course.pages.__getitem__, pages):
            file = site / page.url / "index.html"
            html = file.read_text(encoding="utf-8") if page.items and file.exists() else ""
            for match in _ITEM.finditer(html):
                if match[1] in wanted:
                    found[match[1]] = _alone(match[0], page, label)
        if found:
            packed = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
            key = f"{course.language}/{module.id}"
            script = f'(self.rhItems=self.rhItems||{{}})["{key}"]={packed};\n'
            stamp = f".{hashlib.sha256(script.encode()).hexdigest()[:10]}" if stamped else ""
            (folder / f"{module.id}{stamp}.js").write_text(script, encoding="utf-8")


def _alone(html: str, page: Page, label: str) -> str:
    """A question as it can stand away from its page."""
    html = _SPACE.sub("><", _NUMBER.sub("", html))
    html = _HREF.sub(lambda href: _from_root(page.url, href[1]), html)
    if page.kind is Kind.TEST:
        return html
    link = element("p", label, ": ", element("a", page.title, href=page.url))
    place = html.find('<div class="rh-quiz__sources">')
    place = place if place >= 0 else html.rindex("</div>")
    return f"{html[:place]}{link}{html[place:]}"


def _from_root(url: str, href: str) -> str:
    return href if _ELSEWHERE.match(href) else urljoin(f"/{url}", href)[1:]


def item_scripts(site: Path, language: str) -> dict[str, str]:
    """The scripts of one language by module: ``{"tr/m05": "tr/m05.<hash>"}``. ``site`` is the root
    of that language."""
    files = sorted((site / "assets" / "items" / language).glob("*.*.js"))
    names = [f"{language}/{file.name.removesuffix('.js')}" for file in files]
    return {name.rpartition(".")[0]: name for name in names}


def with_items(html: str, scripts: dict[str, str]) -> str:
    """A page that asks for the scripts under their hashed names, which may be cached for ever."""
    return _SCRIPT.sub(lambda match: f'{match[1]}{scripts.get(match[2], match[2])}.js"', html)


def install_scheduler(root: Path, site: Path) -> None:
    """For the live preview, which bundles nothing: the library beside the module that names it."""
    library = root / "node_modules" / _LIBRARY / "dist" / "index.mjs"
    module = site / "assets" / "lib" / "fsrs.mjs"
    if library.exists() and module.exists():
        shutil.copyfile(library, module.with_name(f"{_LIBRARY}.mjs"))
        text = module.read_text(encoding="utf-8")
        local = text.replace(f'"{_LIBRARY}"', f'"./{_LIBRARY}.mjs"')
        module.write_text(local, encoding="utf-8")
