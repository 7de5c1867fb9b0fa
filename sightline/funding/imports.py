"""The list of what each partner contributes: one contribution a row, as it was agreed, or with what has come of it.

They are two kinds of spreadsheet, so that one that says nothing of what has come leaves alone what is recorded of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear
from sightline.funding.keys import key_of
from sightline.funding.models import Contribution, Form
from sightline.imports.cells import BadCell, as_date, as_money, as_text
from sightline.imports.layouts import Draft, Field, Layout, Line, NoRecord, Refused, Setting, Table, layouts
from sightline.imports.reading import Value

MOST = Decimal("999999999.99")
A_YEAR = "a reporting year such as 2024-25"
TWO_YEARS = re.compile(r"(?:fy|financial year|year|april)? ?(?:20)?(\d{2}) ?(?:[-/]|to) ?(?:20)?(\d{2})")
TOTAL = re.compile(r"(?:grand |sub ?-?)?totals?\b.*|all (?:partners|agencies)|overall")
WORDS = {
    Form.CASH: {"cash", "money", "financial", "funding", "monetary", "payment"},
    Form.IN_KIND: {
        "in kind",
        "in-kind",
        "inkind",
        "kind",
        "benefit in kind",
        "non-cash",
        "non cash",
        "seconded",
        "secondment",
    },
}


def as_year(value: Value) -> str:
    """The reporting year of a cell ("2024-25", "2024/25", "FY 24/25", a day of it), as 2024-25. Raises BadCell.

    A year alone could be either of two and is refused.
    """
    if isinstance(value, date | datetime):
        return str(ReportingYear.of(value.date() if isinstance(value, datetime) else value))
    text = as_text(value)
    found = TWO_YEARS.fullmatch(fold(text))
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        raise BadCell(text, A_YEAR)
    return str(ReportingYear(2000 + int(found[1])))


def as_sum(value: Value) -> Decimal | None:
    """An amount of money, however large."""
    return as_money(value, MOST)


def as_form(value: Value) -> str:
    """Cash or in kind. Raises BadCell for anything else."""
    said = fold(as_text(value))
    for form, words in WORDS.items():
        if said in words:
            return form.value
    raise BadCell(as_text(value), "cash or in kind")


AGREED = (
    Field("agency", "Agency", ("partner", "organisation", "agency name", "partner agency", "partner organisation",
                               "contributor", "contributing agency", "contributing partner", "funder",
                               "funding partner", "contribution from", "funded by", "statutory partner",
                               "name of agency"),
          needed=True, required=True, agency=True, perhaps=("name", "from", "source")),
    Field("year", "Reporting year", ("year", "financial year", "fy", "contribution year", "period",
                                     "year of contribution", "funding year", "budget year"),
          as_year, needed=True, required=True),
    Field("agreed", "Amount agreed", ("amount", "contribution", "agreed contribution", "agreed amount", "agreed",
                                      "contribution agreed", "contribution amount", "amount of contribution",
                                      "annual contribution", "funding", "funding contribution", "contribution (£)",
                                      "amount (£)", "agreed (£)", "£", "pledged", "amount pledged", "value",
                                      "financial contribution", "cash contribution", "budget contribution",
                                      "contribution due", "amount due"),
          as_sum, needed=True, required=True),
    Field("form", "Cash or in kind", ("cash/in kind", "in kind", "type", "type of contribution",
                                      "contribution type", "form", "kind", "cash or kind",
                                      "nature of contribution"),
          as_form, blank=Form.CASH.value),
    Field("purpose", "What it is for", ("purpose", "for", "what for", "contribution towards", "reason", "towards",
                                        "use", "designated for")),
    Field("note", "Note", ("notes", "comment", "comments", "remarks", "further information")),
)  # fmt: skip
COME = (
    Field("received", "Amount received", ("received", "paid", "amount paid", "received to date", "paid to date",
                                          "contribution received", "contribution paid", "received (£)",
                                          "paid (£)", "actual", "actual contribution", "received so far",
                                          "actual received"),
          as_sum, needed=True, blank=None),
    Field("received_on", "Date received", ("received on", "date paid", "paid on", "payment date",
                                           "date of payment", "date of receipt", "when received", "when paid"),
          as_date, blank=None, aside=True),
)  # fmt: skip

NAMES = ("agency", "year", "form", "purpose", "agreed", "note")
PAGE = ("funding:contribution-record", "pk")
AS_AGREED = Table(Contribution, NAMES, page=PAGE)
WITH_WHAT_CAME = Table(Contribution, (*NAMES, "received", "received_on"), page=PAGE)


def drafts_of(table: Table) -> Callable[[Setting, Line], Iterable[Draft]]:
    """What reads the contribution that a row speaks of, for a table."""

    def drafts(setting: Setting, line: Line) -> Iterator[Draft]:
        said = line.values
        if TOTAL.fullmatch(fold(said["agency"])):
            raise NoRecord(said["agency"], "a sum of the rows above")
        agency = setting.agency(said["agency"], "agency")
        _check(said)
        values: dict[str, Any] = {**said, "agency": agency}
        yield Draft(
            table,
            key_of(said["year"], agency, said["form"], said["purpose"]),
            tuple(values[name] for name in table.fields),
        )

    return drafts


def _check(said: dict[str, Any]) -> None:
    """Refuse amounts below nought and days to come, as the pages do."""
    for name in ("agreed", "received"):
        amount = said.get(name)
        if amount is not None and amount < 0:
            raise Refused(
                (name, str(amount), "is below nought; write what was kept when some was given back")
            )
    day = said.get("received_on")
    if day and said["received"] is None:
        raise Refused(("received_on", str(day), "says when it came, but there is no amount received"))
    if day and day > timezone.localdate():
        raise Refused(("received_on", str(day), "is still to come"))


FUNDING = layouts.add(
    Layout(
        key="funding",
        title="Contributions",
        explanation="What each partner agreed to contribute to a year: one contribution a row, with agency, year and "
        "amount.",
        fields=AGREED,
        tables=(AS_AGREED,),
        drafts=drafts_of(AS_AGREED),
        page="funding:contributions",
    )
)
RECEIVED = layouts.add(
    Layout(
        key="funding-received",
        title="Contributions with what was received",
        explanation="As the list of contributions, with a column for what has come of each.",
        fields=(*AGREED, *COME),
        tables=(WITH_WHAT_CAME,),
        drafts=drafts_of(WITH_WHAT_CAME),
        page="funding:contributions",
    )
)
