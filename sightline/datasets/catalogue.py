"""Which data sets can be agreed on, and what each of them and its fields are called."""

from __future__ import annotations

from sightline.datasets.engine import contracts
from sightline.datasets.engine.contracts import Contract


def title_of(key: str) -> str:
    """What a data set is called; one that is no longer shipped goes by its key."""
    return contracts.title(key) or key.replace("-", " ").capitalize()


def titles() -> dict[str, str]:
    """Key of each data set that can be agreed on -> its title, by title."""
    return dict(sorted(((key, one.title) for key, one in contracts.shipped().items()), key=lambda it: it[1]))


def fields_of(contract: Contract) -> dict[str, str]:
    """The fields of every table of a contract, each once: name -> title, those of identity marked as such."""
    told: dict[str, str] = {}
    for table in contract.tables:
        for field in table.fields:
            told.setdefault(field.name, f"{field.title} (who it is about)" if field.role else field.title)
    return told


def source_of(key: str) -> str:
    """The source whose coverage deliveries of a data set keep up, for ``Coverage.source`` and for measures."""
    return key.replace("-", " ")
