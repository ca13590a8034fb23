"""How well colours stand out from each other."""

from __future__ import annotations

Colour = tuple[float, float, float]


def channels(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def linear(colour: Colour) -> Colour:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    """As WCAG 2.2 defines it."""
    return sum(
        weight * value
        for weight, value in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)
    )


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
