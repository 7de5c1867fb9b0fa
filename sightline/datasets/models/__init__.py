"""Agreements, what was delivered under them, and what was made of it."""

from .agreements import Agreement, Frequency
from .benchmarks import Benchmark, Elsewhere
from .deliveries import Delivery, State
from .insight import Observation, Recommendation
from .linkage import Engine, Linkage, ReviewDecision, ReviewPair, RunState
from .linked import LinkedStore
from .packs import Pack

__all__ = [
    "Agreement",
    "Benchmark",
    "Delivery",
    "Elsewhere",
    "Engine",
    "Frequency",
    "Linkage",
    "LinkedStore",
    "Observation",
    "Pack",
    "Recommendation",
    "ReviewDecision",
    "ReviewPair",
    "RunState",
    "State",
]
