"""The contracts that come with Sightline, each a YAML file in ``shipped`` named by its key."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .faults import UnknownContract, WrongContract
from .loading import load
from .model import Contract
from .parts import document

_SHIPPED = Path(__file__).parent / "shipped"


def shipped() -> dict[str, Contract]:
    """Every contract there is, by its key, in the order of the keys."""
    return {key: _contract(key) for key in _keys()}


def find(key: str) -> Contract:
    """The contract of that key. Raises UnknownContract, which names those that there are."""
    if key not in _keys():
        raise UnknownContract(f"There is no data set called “{key}”. There are {', '.join(_keys())}.")
    return _contract(key)


@cache
def title(key: str) -> str:
    """What the contract of that key is called, without reading its rules; "" where there is none of that key."""
    return document(_SHIPPED / f"{key}.yaml").text("title") if key in _keys() else ""


@cache
def _keys() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.yaml")))


@cache
def _contract(key: str) -> Contract:
    """One contract. Each is read when it is asked for, because reading tries all of its rules."""
    path = _SHIPPED / f"{key}.yaml"
    contract = load(path)
    if contract.key != key:
        raise WrongContract(f"{path.name}: its key is “{contract.key}”, and must be as the file is named.")
    return contract
