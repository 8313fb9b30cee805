"""The browser and Python fold, lower and order Turkish in the same way."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from rehber import turkish

WORDS = [
    "İSTANBUL", "istanbul", "Iğdır", "IĞDIR", "I\u0307hmal", "çocuğun", "ÇOCUĞUN", "kâğıt", "Âdem",
    "millî", "şüphe", "Ürün", "c\u0327ocuk", "SHM’nin", "5395 m. 9", "", "ğ",
]  # fmt: skip


def test_lower_upper_and_fold_agree_with_python(opened: Callable[..., Page]) -> None:
    page = opened("turkish", "")
    for name in ("lower", "upper", "fold"):
        in_browser = page.evaluate(f"words => words.map(rh.turkish.{name})", WORDS)
        assert in_browser == [getattr(turkish, name)(word) for word in WORDS], name


def test_order_is_turkish(opened: Callable[..., Page]) -> None:
    page = opened("turkish", "")
    words = ["zil", "şal", "ısı", "iş", "çam", "cam", "özet", "olay", "ünlü", "uzun", "saat"]
    assert page.evaluate("words => words.sort(rh.turkish.compare)", words) == [
        "cam", "çam", "ısı", "iş", "olay", "özet", "saat", "şal", "uzun", "ünlü", "zil",
    ]  # fmt: skip
