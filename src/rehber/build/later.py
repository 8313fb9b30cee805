"""What pages fetch only later, as scripts beside them: search index, questions of the review, panel
of the reading aids, parts of a test. The build and the live preview write the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from rehber.build.items import item_scripts, with_items, write_items
from rehber.build.parts import write_parts
from rehber.build.reading import panel_name, with_panel, write_panel
from rehber.build.search import head_name, with_index, write_search
from rehber.model.course import Course


def write_later(course: Course, site: Path, *, stamped: bool = True) -> None:
    """Write all of it from the pages that the engine built into ``site`` (the language's root).

    ``stamped`` puts a hash of the content into the names; the preview's pages ask for fixed ones.
    """
    write_search(course, site)
    write_items(course, site, stamped=stamped)
    write_panel(course, site, stamped=stamped)
    write_parts(course.language, site)


def with_stamps(roots: Mapping[str, Path]) -> Callable[[str], str]:
    """What makes a page ask for the stamped names, which may be cached for ever. ``roots`` gives
    the folder of each language, where ``write_later`` has written."""
    heads = {language: head_name(folder, language) for language, folder in roots.items()}
    panels = {language: panel_name(folder, language) for language, folder in roots.items()}
    scripts: dict[str, str] = {}
    for language, folder in roots.items():
        scripts |= item_scripts(folder, language)
    return lambda html: with_items(with_panel(with_index(html, heads), panels), scripts)
