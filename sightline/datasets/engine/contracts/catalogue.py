"""The contracts that come with Sightline, each a YAML file in ``shipped`` named by its key."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .faults import UnknownContract, WrongContract
from .loading import load
from .model import Contract

_SHIPPED = Path(__file__).parent / "shipped"


@cache
def _all() -> tuple[Contract, ...]:
    contracts = []
    for path in sorted(_SHIPPED.glob("*.yaml")):
        contract = load(path)
        if contract.key != path.stem:
            raise WrongContract(
                f"{path.name}: its key is “{contract.key}”, and must be as the file is named."
            )
        contracts.append(contract)
    return tuple(contracts)


def shipped() -> dict[str, Contract]:
    """Every contract there is, by its key, in the order of the keys."""
    return {contract.key: contract for contract in _all()}


def find(key: str) -> Contract:
    """The contract of that key. Raises UnknownContract, which names those that there are."""
    try:
        return shipped()[key]
    except KeyError:
        raise UnknownContract(
            f"There is no data set called “{key}”. There are {', '.join(shipped())}."
        ) from None
