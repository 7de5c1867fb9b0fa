"""The part of a year's page that says what came in, what went out and what is carried forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sightline.foundation.numbers import pounds
from sightline.funding.account import Account
from sightline.funding.models import Income, Source
from sightline.funding.presenters.addresses import at
from sightline.govuk.blocks import Action, Section, SummaryList, SummaryRow, Text
from sightline.govuk.values import Lines, Link, Muted, Value
from sightline.partnership.models import Partnership


def account_section(
    partnership: Partnership, account: Account, incomes: Sequence[Income], *, add: str, over: bool
) -> Section:
    name = "Carried forward" if over else "Left so far"
    result: Value = None
    if account.carried_forward is not None:
        result = pounds(account.carried_forward)
    elif account.of_the_year is not None:
        result = Lines(f"{pounds(account.of_the_year)} of this year alone", Muted(account.why_not))
    else:
        result = Lines("Cannot be said", Muted(account.why_not))
    others = [one for one in incomes if one.source != Source.BROUGHT_FORWARD]
    rows = (
        SummaryRow("Brought forward", _linked(partnership, incomes, Source.BROUGHT_FORWARD)),
        SummaryRow("Contributions received in cash", _pounds(account.contributions)),
        *(
            SummaryRow(
                one.purpose or one.get_source_display(), Link(pounds(one.amount), at(one, partnership))
            )
            for one in others
        ),
        SummaryRow("Spent", _pounds(account.spent)),
        SummaryRow(name, result),
    )
    return Section(
        "What came in and what is left",
        (
            SummaryList(rows),
            Text("What is given in kind is not counted here: it pays no bill.", kind="small"),
        ),
        id="account",
        actions=(Action("Add other income", add),) if add else (),
    )


def _linked(partnership: Partnership, incomes: Sequence[Income], source: str) -> Value:
    held = [Link(pounds(one.amount), at(one, partnership)) for one in incomes if one.source == source]
    return Lines(*held) if held else None


def _pounds(amount: Any) -> Value:
    return None if amount is None else pounds(amount)
