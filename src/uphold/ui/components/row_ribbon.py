"""The ribbon of a queue row: 48 px wide, one path for each kind of time, made to be drawn fifty times on a page.

The badge beside it says the same in words, so it stays silent for those who do not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.ui.components.ribbon import Stretch, StretchKind, as_of

WIDTH_PX = 48
TOP_PX, HEIGHT_PX = 3, 8
ORDER = (StretchKind.CLOSED, StretchKind.OPEN, StretchKind.PAUSED, StretchKind.COUNTED)


@dataclass(frozen=True, slots=True)
class RowRibbon:
    """`shapes` are pairs of kind and SVG path; `now` and `due` are paths, empty where they lie outside."""

    shapes: tuple[tuple[str, str], ...]
    now: str
    due: str
    is_missed: bool


def row_ribbon(stretches: Sequence[Stretch], *, now: datetime, due_at: datetime | None = None) -> RowRibbon:
    """Lay stretches, which follow one another without gaps, on 48 px."""
    begins = stretches[0].starts_at.timestamp()
    scale = WIDTH_PX / (stretches[-1].ends_at.timestamp() - begins)
    now_px = (now.timestamp() - begins) * scale
    due_px = (due_at.timestamp() - begins) * scale if due_at else -1.0
    return RowRibbon(
        shapes=_shapes(as_of(stretches, now=now), begins=begins, scale=scale),
        now=f"M{_px(now_px)} 1v12" if 0 <= now_px <= WIDTH_PX else "",
        due=_flag(due_px) if 0 <= due_px <= WIDTH_PX else "",
        is_missed=due_at is not None and due_px <= now_px,
    )


def _flag(at_px: float) -> str:
    """Draw a mast with its flag, which flies to the left where the strip ends."""
    fly_px = 5 if at_px + 5 <= WIDTH_PX else -5
    return f"M{_px(at_px)} 0v14m0-14l{fly_px} 2.5l{-fly_px} 2.5z"


def _shapes(stretches: Sequence[Stretch], *, begins: float, scale: float) -> tuple[tuple[str, str], ...]:
    parts: dict[StretchKind, list[str]] = {kind: [] for kind in ORDER}
    left = 0.0
    for stretch in stretches:
        right = (stretch.ends_at.timestamp() - begins) * scale
        parts[stretch.kind].append(f"M{_px(left)} {TOP_PX}h{_px(right - left)}v{HEIGHT_PX}H{_px(left)}z")
        left = right
    return tuple((kind.value, "".join(paths)) for kind, paths in parts.items() if paths)


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
