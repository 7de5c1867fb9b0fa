"""Figures about children as measures: what they answer, when they do not, and what is hidden of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse
from sightline.claims.judging import judge
from sightline.datasets.engine.tests.made import CONTACTS, FOUR, SAMPLES, delivered, sample, sample_deliveries
from sightline.datasets.models import Delivery, State
from sightline.datasets.services.linked import rebuild
from sightline.datasets.tests.made_data import BY, accepted, contacts, linked, told
from sightline.measures.evaluation import choices, evaluate, fingerprint, series
from sightline.measures.registry import NoSuchDimension, NoSuchValue
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency, Coverage, Partnership

pytestmark = pytest.mark.usefixtures("own_files")

MAY, JUNE = date(2024, 5, 8), date(2024, 6, 5)


@pytest.fixture
def year(partnership: Partnership) -> Callable[..., Scope]:
    """2024-25, or another time, with filters."""

    def make(start: date = date(2024, 4, 1), end: date = date(2025, 3, 31), **where: str) -> Scope:
        return Scope(
            partnership=partnership,
            period=Period(start, end),
            where={name: (value,) for name, value in where.items()},
        )

    return make


Year = Callable[..., Scope]


def samples(partnership: Partnership, folder: Path) -> None:
    rows = [accepted(partnership, one) for one in sample_deliveries(folder)]
    truth = (
        (row["file"].removesuffix(".csv"), row["record_id"], row["child"]) for row in sample("linkage-truth")
    )
    linked(partnership, rows, truth)


def test_the_samples_figures_are_those_of_the_files(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    samples(partnership, tmp_path)
    rows = [row for row in sample("social-care-contacts") if row["contact_date"] >= "2024-04-01"]
    answer = evaluate("data.contacts", year(), "contact_source")
    assert answer.value == len(rows)
    assert {name: group.value for name, group in answer.groups.items()} == Counter(
        row["contact_source"] for row in rows
    )
    nothing = sum(row["outcome"] == "NFA" for row in rows)
    rate = evaluate("data.no_further_action_rate", year())
    assert (rate.value, rate.numerator, rate.denominator) == (
        Fraction(nothing, len(rows)),
        nothing,
        len(rows),
    )
    by_source = evaluate("data.no_further_action_rate", year(), "contact_source").groups["Police"]
    police = [row for row in rows if row["contact_source"] == "Police"]
    assert (by_source.numerator, by_source.denominator) == (
        sum(row["outcome"] == "NFA" for row in police),
        len(police),
    )
    months = series("data.referrals", year())
    assert [month.value for month in months] == [
        sum(
            row["outcome"] == "Referral" and row["contact_date"][:7] == f"{month.start:%Y-%m}" for row in rows
        )
        for month in months
    ]
    truth = json.loads((SAMPLES / "truth.json").read_text())["children"]
    met = evaluate("data.first_met", year(date(2023, 4, 1)))
    assert met.value == truth["in_any"]


def test_small_groups_are_hidden_and_one_more_with_them(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(
        partnership,
        tmp_path,
        [
            *contacts(3, MAY, contact_source="Family"),
            *contacts(8, MAY, contact_source="School"),
            *contacts(40, MAY, contact_source="Police"),
        ],
    )
    answer = evaluate("data.contacts", year(), "contact_source")
    assert answer.value == 51
    assert {name: group.shown for name, group in answer.groups.items()} == {
        "Family": "c",
        "School": "c",
        "Police": "40",
    }
    assert answer.groups["Family"].numerator is None
    assert "to protect children" in answer.groups["Family"].why_not


def test_a_small_figure_is_hidden_and_a_true_nought_is_not(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(partnership, tmp_path, contacts(5, MAY))
    hidden = evaluate("data.contacts", year())
    assert (hidden.value, hidden.symbol, hidden.covered, hidden.shown) == (None, "c", True, "c")
    before = evaluate("data.contacts", year(date(2023, 4, 1), date(2024, 3, 31)))
    assert (before.value, before.symbol) == (0, "")


def test_a_filter_shows_no_more_than_the_table_of_its_dimension(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(
        partnership,
        tmp_path,
        [*contacts(3, MAY, contact_source="Family"), *contacts(8, MAY, contact_source="School"),
         *contacts(40, MAY, contact_source="Police")],
    )  # fmt: skip
    assert evaluate("data.contacts", year(contact_source="police")).value == 40
    assert evaluate("data.contacts", year(contact_source="School")).symbol == "c"
    two = Scope(partnership=partnership, period=year().period, where={"contact_source": ("Police", "School")})
    assert evaluate("data.contacts", two).symbol == "c"  # or the third would be the rest
    alone = Scope(partnership=partnership, period=year().period, where={"contact_source": ("Police",)})
    assert list(evaluate("data.contacts", alone, "contact_source").groups) == ["Police"]


def test_a_part_and_its_whole_do_not_give_each_other_away(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(
        partnership,
        tmp_path,
        [*contacts(30, MAY, "NFA"), *contacts(20, MAY, "Early help"), *contacts(2, MAY, "Referral")],
    )
    assert evaluate("data.contacts", year()).value == 52
    assert evaluate("data.referrals", year()).symbol == "c"
    shown = [
        evaluate("data.contacts", year(), "outcome").groups[name].shown for name in ("NFA", "Early help")
    ]
    assert sorted(shown) == ["30", "c"]
    assert evaluate("data.no_further_action", year()).shown == shown[0]
    assert evaluate("data.no_further_action_rate", year()).shown == ("c" if shown[0] == "c" else "58%")


def test_months_and_their_year_are_hidden_together(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(partnership, tmp_path, [*contacts(4, MAY), *contacts(9, JUNE), *contacts(30, date(2024, 7, 3))])
    months = {f"{month.start:%Y-%m}": month for month in series("data.contacts", year())}
    assert [months[name].symbol for name in ("2024-05", "2024-06", "2024-07")] == ["c", "c", ""]
    assert months["2024-04"].value == 0
    assert evaluate("data.contacts", year(), "month").groups["2024-06"].symbol == "c"
    assert evaluate("data.contacts", year(date(2024, 7, 1), date(2024, 7, 31))).value == 30
    # May and June together are the year less July, which is shown; but no span may tell one of them.
    assert evaluate("data.contacts", year(date(2024, 4, 1), date(2024, 5, 31))).symbol == "c"
    assert evaluate("data.contacts", year(date(2024, 6, 1), date(2025, 3, 31))).symbol == "c"


@pytest.mark.parametrize(
    ("key", "start", "end", "says"),
    [
        ("data.contacts", date(2024, 4, 1), date(2024, 5, 30), "whole months"),
        (
            "data.children_known",
            date(2024, 4, 1),
            date(2024, 6, 30),
            "one whole reporting year or of one month",
        ),
    ],
)
def test_a_time_that_could_be_set_against_another_is_not_told(
    partnership: Partnership, year: Year, tmp_path: Path, key: str, start: date, end: date, says: str
) -> None:
    told(partnership, tmp_path, contacts(30, MAY))
    answer = evaluate(key, year(start, end))
    assert answer.value is None
    assert says in answer.why_not


def test_two_ways_at_once_are_not_told(partnership: Partnership, year: Year, tmp_path: Path) -> None:
    told(partnership, tmp_path, contacts(30, MAY, sex="F", contact_source="Police"))
    for by, where in (
        ("sex", {"contact_source": "Police"}),
        (None, {"contact_source": "Police", "sex": "Female"}),
    ):
        answer = evaluate("data.contacts", year(**where), by)
        assert answer.value is None
        assert "one thing at a time" in answer.why_not
    with pytest.raises(NoSuchDimension, match="one thing at a time"):
        series("data.contacts", year(contact_source="Police", sex="Female"))


def test_a_filtered_series_is_the_groups_months(partnership: Partnership, year: Year, tmp_path: Path) -> None:
    days = [date(2024, month, 3) for month in range(5, 13)]
    events = [
        one for day in days for who in ("Police", "School") for one in contacts(20, day, contact_source=who)
    ]
    april = [*contacts(12, date(2024, 4, 3), contact_source="Police"), *contacts(4, date(2024, 4, 3))]
    told(partnership, tmp_path, [*events, *april])
    police = {f"{one.start:%m}": one for one in series("data.contacts", year(contact_source="Police"))}
    assert police["01"].value == 0
    assert police["12"].value == 20
    assert police["04"].symbol == "c"  # with the total of April it would give away the 4 of others


def test_a_table_with_little_in_it_is_not_told(partnership: Partnership, year: Year, tmp_path: Path) -> None:
    told(
        partnership,
        tmp_path,
        [*contacts(8, MAY, sex="F"), *contacts(2, JUNE, sex="F"), *contacts(9, JUNE, sex="M")],
    )
    months = {f"{month.start:%m}": month for month in series("data.contacts", year(sex="Female"))}
    assert (months["05"].symbol, months["06"].symbol, months["07"].value) == ("c", "c", 0)


def test_what_no_source_covers_is_not_recorded(partnership: Partnership, year: Year, tmp_path: Path) -> None:
    told(partnership, tmp_path, contacts(30, MAY))
    answer = evaluate("data.contacts", year(date(2025, 4, 1), date(2026, 3, 31)))
    assert (answer.covered, answer.value) == (False, None)
    assert "social care contacts" in answer.why_not
    Coverage.objects.of(partnership).filter(source="police notifications").delete()
    assert not evaluate("data.children_known", year()).covered
    assert evaluate("data.contacts", year()).covered


def test_re_referrals_need_the_year_before(partnership: Partnership, year: Year, tmp_path: Path) -> None:
    told(partnership, tmp_path, contacts(30, MAY))
    first = evaluate("data.re_referrals", year(date(2023, 4, 1), date(2024, 3, 31)))
    assert not first.covered
    assert "12 months before" in first.why_not
    assert evaluate("data.re_referrals", year()).covered


def test_nothing_is_told_while_the_store_says_something_else(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(partnership, tmp_path, contacts(30, MAY))
    more = accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "n", "contact_date": MAY}], 7))
    answer = evaluate("data.contacts", year())
    assert (answer.covered, answer.value) == (False, None)
    assert "being put together" in answer.why_not
    rebuild(by=BY, partnership=partnership)
    assert evaluate("data.contacts", year()).value == 31
    assert "not all deliveries are linked" in evaluate("data.children_known", year()).why_not.casefold()
    Delivery.objects.filter(pk=more.pk).update(state=State.WITHDRAWN)
    assert evaluate("data.contacts", year()).value is None


def test_no_data_is_no_figure_and_no_error(partnership: Partnership, year: Year) -> None:
    for scope in (year(), year(outcome="Referral")):
        answer = evaluate("data.contacts", scope)
        assert (answer.covered, answer.value) == (False, None)
    assert all(not month.covered for month in series("data.contacts", year()))


def test_agencies_go_by_their_present_name(
    partnership: Partnership, year: Year, tmp_path: Path, agency: Callable[..., Agency]
) -> None:
    rows = [
        accepted(
            partnership,
            delivered(
                tmp_path, FOUR[1], [{"record_id": str(n), "incident_date": MAY} for n in range(count)], count
            ),
            agency=agency(name),
            covers=name == "North",
        )
        for name, count in (("North", 20), ("South", 30))
    ]
    linked(partnership, rows, [])
    answer = evaluate("data.police_notifications", year(), "agency")
    assert {name: group.value for name, group in answer.groups.items()} == {"North": 20, "South": 30}
    assert evaluate("data.police_notifications", year(agency="South")).value == 30
    assert choices("data.police_notifications", "agency", year()) == ["North", "South"]
    with pytest.raises(NoSuchValue):
        evaluate("data.police_notifications", year(agency="West"))


def test_a_wrong_value_is_told(partnership: Partnership, year: Year, tmp_path: Path) -> None:
    told(partnership, tmp_path, contacts(30, MAY))
    with pytest.raises(NoSuchValue, match="Referral"):
        evaluate("data.contacts", year(outcome="Refferal"))


def test_the_fingerprint_moves_with_the_deliveries_of_its_time(
    partnership: Partnership, year: Year, tmp_path: Path
) -> None:
    told(partnership, tmp_path, contacts(30, MAY))
    before = {key: fingerprint(key, year()) for key in ("data.contacts", "data.police_notifications")}
    accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "n", "contact_date": MAY}], 7))
    rebuild(by=BY, partnership=partnership)
    assert fingerprint("data.contacts", year()) != before["data.contacts"]
    assert fingerprint("data.police_notifications", year()) == before["data.police_notifications"]


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ("data.contacts in 2024-25 >= 30", "holds"),
        ("data.contacts in 2024-25 > 40", "does not hold"),
        ("data.contacts{contact_source=Family} in 2024-25 >= 3", "not recorded"),
        ("data.contacts in 2023-24 = 0", "holds"),
        ("data.contacts in 2024-25 by contact_source each >= 1", "not recorded"),
        ("data.no_further_action_rate in 2024-25 < 50%", "holds"),
        ("data.contacts monthly in 2024-25 is consistent", "does not hold"),
    ],
)
def test_a_claim_is_judged_by_what_may_be_shown(
    partnership: Partnership, tmp_path: Path, check: str, verdict: str
) -> None:
    told(
        partnership,
        tmp_path,
        [*contacts(3, MAY, contact_source="Family"), *contacts(8, MAY, contact_source="School"),
         *contacts(25, MAY, contact_source="Police")],
    )  # fmt: skip
    assert str(judge(parse(check), RecordedFigures(partnership)).kind) == verdict
