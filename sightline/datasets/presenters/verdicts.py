"""What became of a delivery, in words: its verdict, what is wrong with it, and what to do."""

from __future__ import annotations

from typing import Any

from sightline.datasets.engine import contracts
from sightline.datasets.models import Delivery, State
from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import percent, thousands
from sightline.govuk.values import Tag

COLOURS = {
    State.CHECKING: "blue",
    State.ACCEPTED: "green",
    State.WARNED: "yellow",
    State.REFUSED: "red",
    State.REPLACED: "grey",
    State.WITHDRAWN: "grey",
}


def state_tag(delivery: Delivery) -> Tag:
    """The state of a delivery in a word or two."""
    return Tag(delivery.get_state_display(), COLOURS[State(delivery.state)])


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its word: 1 row, 2,000 rows."""
    return f"{thousands(count)} {one if count == 1 else many or one + 's'}"


def verdict(delivery: Delivery) -> str:
    """A sentence on how the checks ended and what follows from it."""
    said = delivery.report
    if problem := said.get("problem"):
        return f"Refused: {problem}"
    found = _found(delivery)
    match delivery.state:
        case State.REFUSED:
            return f"Refused: {found}{_too_many(delivery)}. Nothing of it counts. Send the report to whoever sent it."
        case State.REPLACED:
            by = delivery.replaced_by
            when = f" that came on {spell_out(by.delivered_at.date())}" if by else ""
            return f"A later delivery{when} has taken its place. It was {said.get('verdict', 'accepted')}: {found}."
        case State.WITHDRAWN:
            return f"It was withdrawn and counts in no figure. Its checks ended so: {found}."
        case State.WARNED:
            return f"Accepted with warnings: {found}. What could not be read is left out of figures."
    return f"Accepted: {found}."


def _found(delivery: Delivery) -> str:
    rows = plural(delivery.rows, "row")
    wrong = delivery.report.get("rows_with_errors", 0)
    if not wrong and not delivery.warning_count:
        return f"{rows}, and nothing was found wrong"
    if not wrong:
        return f"{rows}, none with an error, and {plural(delivery.warning_count, 'warning')}"
    share = f" ({percent(wrong / delivery.rows, 1)})" if delivery.rows else ""
    return f"{thousands(wrong)} of {rows} {'has' if wrong == 1 else 'have'} an error{share}"


def _too_many(delivery: Delivery) -> str:
    contract = contracts.shipped().get(delivery.contract)
    if contract is None:
        return ""
    return f", and more than {percent(contract.thresholds.refuse_above)} is too many"


def rules_found(delivery: Delivery) -> list[dict[str, Any]]:
    """What each rule found: table, column, rule, severity, says, found."""
    found: list[dict[str, Any]] = delivery.report.get("rules", [])
    return found


def column_title(delivery: Delivery, table: str, column: str) -> str:
    """What a column is called: its title in the contract and, where there are several tables, that of its own."""
    contract = contracts.shipped().get(delivery.contract)
    held = next((one for one in contract.tables if one.name == table), None) if contract else None
    field = next((one for one in held.fields if one.name == column), None) if held else None
    said = field.title if field else column
    if contract is None or held is None or len(contract.tables) < 2:
        return said
    return f"{held.title}: {said}" if said else held.title
