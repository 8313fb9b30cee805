"""Spelling of the Turkish pages: ``python3 tools/run.py spell``.

Loading the dictionary takes seconds, so what it said of a word is kept in ``.cache/spelling.json``:
a run without new words does not load it. Unknown words go into ``docs/_data/spelling.txt`` if they
are right.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from rehber.content.course import load_course
from rehber.spelling import Knows, misspellings

ROOT = Path(__file__).resolve().parents[1]
DICTIONARY = ROOT / "node_modules" / "dictionary-tr" / "index"
LISTED = ROOT / "docs" / "_data" / "spelling.txt"
CACHE = ROOT / ".cache" / "spelling.json"


Load = Callable[[Path], Knows]
"""Files of a dictionary, without their endings → whether it knows a word."""


def _load(files: Path) -> Knows:
    from spylls.hunspell import Dictionary

    dictionary = Dictionary.from_files(str(files))
    return lambda word: bool(dictionary.lookup(word))


class CachedDictionary:
    """Answers from the cache, and from the dictionary itself where that is silent."""

    def __init__(self, dictionary: Path, cache: Path, load: Load | None = None) -> None:
        self._files = dictionary
        self._cache = cache
        self._load = load or _load
        files = (dictionary.with_suffix(ending) for ending in (".dic", ".aff"))
        read = b"".join(file.read_bytes() for file in files if file.exists())
        self._key = hashlib.sha256(read).hexdigest()
        self._answers: dict[str, bool] = self._read()
        self.asked = 0

    def _read(self) -> dict[str, bool]:
        try:
            kept = json.loads(self._cache.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        is_ours = isinstance(kept, dict) and kept.get("dictionary") == self._key
        answers = kept.get("answers") if is_ours else None
        return answers if isinstance(answers, dict) else {}

    @cached_property
    def _dictionary(self) -> Knows:
        print("Sözlük yükleniyor (birkaç saniye)…", file=sys.stderr, flush=True)
        return self._load(self._files)

    def knows(self, word: str) -> bool:
        if word not in self._answers:
            self.asked += 1
            self._answers[word] = self._dictionary(word)
        return self._answers[word]

    def keep(self) -> None:
        self._cache.parent.mkdir(exist_ok=True)
        kept = {"dictionary": self._key, "answers": self._answers}
        self._cache.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def listed_words(file: Path) -> list[str]:
    """One word a line; what follows ``#`` is a remark."""
    lines = (line.partition("#")[0] for line in file.read_text(encoding="utf-8").splitlines())
    return [word for line in lines if (word := line.strip())]


def main() -> int:
    try:
        listed = listed_words(LISTED)
        dictionary = CachedDictionary(DICTIONARY, CACHE)
    except (OSError, UnicodeDecodeError) as error:
        print(f"Okunamadı: {error}. Dosya yerinde ve UTF-8 olmalı.", file=sys.stderr)
        return 2
    found = misspellings(load_course(ROOT, "tr"), listed, dictionary.knows)
    if dictionary.asked:
        dictionary.keep()
    for one in found:
        near = f" “{one.nearest}” olabilir." if one.nearest else ""
        print(f"{one.where}  “{one.word}” sözlükte yok.{near}")
    if found:
        print(f"{len(found)} sözcük. Yanlışsa düzeltin; doğruysa {LISTED.relative_to(ROOT)}")
        print("dosyasına yalın hâliyle, bir satıra bir sözcük olarak ekleyin.")
        return 1
    print("Bilinmeyen sözcük yok.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
