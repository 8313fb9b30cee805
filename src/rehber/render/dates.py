"""Dates as people read them."""

from __future__ import annotations

from datetime import date

_MONTHS = {
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "en": "January February March April May June July August September October November December",
}


def spoken(iso: str, language: str) -> str:
    """``2026-11-21`` as ``21 Kasım 2026``; what is no ISO date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"
