"""Keeping data-sharing agreements by hand."""

from __future__ import annotations

from sightline.datasets import queries
from sightline.datasets.catalogue import fields_of, title_of
from sightline.datasets.engine import contracts
from sightline.datasets.keys import agreement_key
from sightline.datasets.models import Agreement, Frequency
from sightline.datasets.permissions import EDIT
from sightline.foundation.dates import spell_out
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order

LONGEST_RETENTION = 300
"""Months: a record of a child is kept for 25 years at most."""


def _check(agreement: Agreement) -> None:
    _check_fields(agreement)
    check_order(agreement, "starts", "ends", "first_due")
    if agreement.first_due and agreement.first_due > agreement.ends:
        raise Refused("The first delivery is due after the last day of the agreement.", field="first_due")
    if agreement.frequency != Frequency.ONCE and agreement.first_due is None:
        raise Refused("Enter the day on which the first delivery is due.", field="first_due")
    if not 1 <= agreement.retention_months <= LONGEST_RETENTION:
        raise Refused(
            f"Names are kept for at least 1 month and at most {LONGEST_RETENTION}.", field="retention_months"
        )
    other = queries.beside(agreement).first()
    if other is not None:
        whose = f" of {other.agency}" if other.agency else ""
        raise Refused(
            f"An agreement on the same data set{whose} holds from {spell_out(other.starts)} to "
            f"{spell_out(other.ends)}. Let this one begin after it, or correct that one.",
            field="starts",
        )


def _check_fields(agreement: Agreement) -> None:
    contract = contracts.shipped().get(agreement.contract)
    if contract is None:
        raise Refused(f"There is no data set called “{agreement.contract}”.", field="contract")
    known = fields_of(contract)
    if not agreement.fields:
        raise Refused("Choose the fields that may be delivered.", field="fields")
    strangers = [name for name in agreement.fields if name not in known]
    if strangers:
        raise Refused(
            f"{title_of(contract.key)} has no field called “{strangers[0]}”. Its fields are: {', '.join(known)}.",
            field="fields",
        )
    came = queries.deliveries_under(agreement) if agreement.pk else ()
    if any(one.contract != agreement.contract for one in came):
        raise Refused("Deliveries came under this agreement; its data set stays.", field="contract")


agreements = Keeping(model=Agreement, right=EDIT, identity=agreement_key, check=_check, beside_others=True)
