"""Personal values in history, sealed under a key for each record, so that erasing stays possible."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from sightline.audit.chain import canonical
from sightline.audit.models import SubjectKey

ERASED = "(erased)"


def seal(kind: str, record_id: int, values: Mapping[str, Any], personal: frozenset[str]) -> str:
    """``values`` as JSON in which those named in ``personal`` can be read only with the record's key."""
    hidden = _hidden(values, personal)
    return _sealed(values, hidden, _box(kind, record_id)) if hidden else canonical(values)


def seal_all(kind: str, told: Sequence[tuple[int, Mapping[str, Any]]], personal: frozenset[str]) -> list[str]:
    """As ``seal``, of many records of one kind, given as (record id, values). At most three queries."""
    wanted = {(kind, record_id) for record_id, values in told if _hidden(values, personal)}
    held = _boxes(wanted)
    if missing := wanted - held.keys():
        SubjectKey.objects.bulk_create(
            [SubjectKey(kind=kind, record_id=pk, key=Fernet.generate_key().decode()) for _, pk in missing],
            ignore_conflicts=True,  # somebody else may have made it at the same moment
        )
        held = _boxes(wanted)
    return [
        _sealed(values, hidden, held[kind, pk])
        if (hidden := _hidden(values, personal))
        else canonical(values)
        for pk, values in told
    ]


def _hidden(values: Mapping[str, Any], personal: frozenset[str]) -> set[str]:
    return {name for name in values if name in personal and values[name] not in (None, "")}


def _sealed(values: Mapping[str, Any], hidden: set[str], box: Fernet) -> str:
    return canonical(
        {
            name: {"sealed": box.encrypt(canonical(value).encode()).decode()} if name in hidden else value
            for name, value in values.items()
        }
    )


def sign(kind: str, record_id: int, name: str) -> str:
    """A name as the trail keeps it of who acted: legible as long as the record that it is the name of has its key."""
    return canonical(
        {"by": [kind, record_id], "sealed": _box(kind, record_id).encrypt(name.encode()).decode()}
    )


def legible(signatures: Iterable[str]) -> list[str]:
    """The names in some signatures; one whose key was destroyed reads “(erased)”. At most one query."""
    told = [_signature(signature) for signature in signatures]
    held = _boxes({tuple(said["by"]) for said in told if isinstance(said, dict)})
    return [
        said if isinstance(said, str) else _opened(held.get(tuple(said["by"])), said["sealed"])
        for said in told
    ]


def _signature(text: str) -> str | dict[str, Any]:
    return json.loads(text) if text.startswith('{"by":') else text


def _boxes(wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], Fernet]:
    """(kind, number) -> the key of that record, of those that have theirs yet. At most one query."""
    if not wanted:
        return {}
    keys = SubjectKey.objects.filter(
        kind__in={kind for kind, _ in wanted}, record_id__in={record_id for _, record_id in wanted}
    )
    return {(key.kind, key.record_id): Fernet(key.key) for key in keys}


def _box(kind: str, record_id: int) -> Fernet:
    made, _ = SubjectKey.objects.get_or_create(
        kind=kind, record_id=record_id, defaults={"key": Fernet.generate_key().decode()}
    )
    return Fernet(made.key)


def unseal(kind: str, record_id: int, text: str | None) -> dict[str, Any]:
    """The values again; a personal one whose key was destroyed reads “(erased)”."""
    return unseal_all([(kind, record_id, text)])[0]


def unseal_all(texts: Iterable[tuple[str, int, str | None]]) -> list[dict[str, Any]]:
    """The values again of several changes, given as (kind, record id, JSON). At most one query."""
    told: list[tuple[tuple[str, int], dict[str, Any]]] = [
        ((kind, record_id), json.loads(text) if text else {}) for kind, record_id, text in texts
    ]
    held = _boxes({of for of, values in told if any(map(_is_sealed, values.values()))})
    return [
        {
            name: json.loads(_opened(held.get(of), value["sealed"], otherwise=canonical(ERASED)))
            if _is_sealed(value)
            else value
            for name, value in values.items()
        }
        for of, values in told
    ]


def _is_sealed(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"sealed"}


def _opened(box: Fernet | None, token: str, otherwise: str = ERASED) -> str:
    """What was sealed; a token of a key that was destroyed, and perhaps made anew since, cannot be read."""
    if box is None:
        return otherwise
    try:
        return box.decrypt(token.encode()).decode()
    except InvalidToken:
        return otherwise
