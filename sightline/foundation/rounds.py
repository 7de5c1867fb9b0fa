"""Work that is done again and again by itself: each app offers its rounds, and the worker makes them.

A round may be made twice, and may be killed half way: it must do no harm to make it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Round:
    """``do`` takes the present moment, and answers False when it is not the time for it yet: it is asked again soon."""

    key: str
    every: timedelta
    do: Callable[[datetime], object]


rounds: Registry[Round] = Registry("round of work")
