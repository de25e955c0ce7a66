"""The brand's colour, dark enough to be read on white paper (contrast 4.5, WCAG AA)."""

LEAST_CONTRAST = 4.5
INK = "#1b212c"


def legible(colour: str) -> str:
    """The colour itself, or as much darker as it takes.

    >>> legible("#1f3a5f"), legible("#ffd400")
    ('#1f3a5f', '#846e00')
    """
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    for hundredths in range(100, 0, -1):
        darker = [part * hundredths // 100 for part in parts]
        if 1.05 / (luminance(darker) + 0.05) >= LEAST_CONTRAST:
            return "#" + "".join(f"{part:02x}" for part in darker)
    return INK


def luminance(parts: list[int]) -> float:
    red, green, blue = (_linear(part / 255) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)
