"""What pages fetch later: build and preview write the same files, under the names in pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehber.build.later import with_stamps, write_later
from rehber.model.course import Course

PAGE = '<a data-rh-index="../assets/search/tr/index.js" data-rh-panel="../assets/reading/tr.js">'


@pytest.mark.parametrize("stamped", [True, False])
def test_everything_is_written_under_either_kind_of_name(tmp_path: Path, stamped: bool) -> None:
    write_later(Course(language="tr", pages={}), tmp_path, stamped=stamped)
    assets = tmp_path / "assets"
    assert (assets / "search/tr/index.js").exists() and (assets / "items/tr").is_dir()
    assert len([*(assets / "parts").glob("test-mode.tr.*.js")]) == 1
    assert (assets / "reading/tr.js").exists() is not stamped


def test_a_published_page_asks_for_the_stamped_names(tmp_path: Path) -> None:
    write_later(Course(language="tr", pages={}), tmp_path)
    (head,) = (tmp_path / "assets/search/tr").glob("head.*.js")
    (panel,) = (tmp_path / "assets/reading").iterdir()
    page = with_stamps({"tr": tmp_path})(PAGE)
    assert f'assets/search/tr/{head.name}"' in page and f'assets/reading/{panel.name}"' in page
