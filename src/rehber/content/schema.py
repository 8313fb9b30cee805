"""Compares data with the JSON Schemas in ``schema/``; editors use the same files while typing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from rehber.content.yaml_lines import Data
from rehber.model.finding import Finding, Location


@cache
def _validator(folder: Path, name: str) -> Draft202012Validator:
    schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def violations(
    schemas: Path, name: str, data: Data, source: str, broken: set[object] | None = None
) -> Iterator[Finding]:
    """Every breach of ``schema/<name>.schema.json``, at the line of the key that breaks it.

    ``broken`` gathers the keys or numbers of the entries at the top that have a breach.
    """
    for error in _validator(schemas, name).iter_errors(data.value):
        if broken is not None and error.absolute_path:
            broken.add(error.absolute_path[0])
        path = ".".join(str(part) for part in error.absolute_path)
        where = Location(source, data.line(path))
        if error.validator == "required":
            missing = str(error.message).split("'")[1]
            yield Finding.at(where, "FM002", key=_join(path, missing))
        elif error.validator == "dependentRequired":
            missing, given = str(error.message).split("'")[1:4:2]
            line = data.line(_join(path, given))
            yield Finding.at(Location(source, line), "FM002", key=_join(path, missing))
        elif error.validator == "additionalProperties":
            known = set(error.schema.get("properties", {}))
            for key in map(str, error.instance):
                if key not in known:
                    line = data.line(_join(path, key))
                    allowed = ", ".join(sorted(known))
                    yield Finding.at(
                        Location(source, line), "FM004", key=_join(path, key), allowed=allowed
                    )
        else:
            yield Finding.at(
                where,
                "FM003",
                key=path or "?",
                value=_short(error.instance),
                allowed=_wanted(error),
            )


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _wanted(error: ValidationError) -> str:
    """What would have been right, in the schema's own words where it has any."""
    description = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    value: Any = error.validator_value
    if error.validator == "enum":
        return ", ".join(str(option) for option in value)
    if error.validator == "type":
        names = {
            "string": "metin (tırnak içinde)",
            "integer": "tam sayı",
            "array": "liste",
            "object": "alt anahtarlar",
            "boolean": "true ya da false",
        }
        return names.get(str(value), str(value))
    if error.validator in ("minLength", "minItems"):
        return description or "boş olmayan bir değer"
    if error.validator in ("maxLength", "maximum"):
        return f"≤ {value}. {description}".strip()
    if error.validator == "minimum":
        return f"≥ {value}. {description}".strip()
    return description or f"{error.validator}: {value}"
