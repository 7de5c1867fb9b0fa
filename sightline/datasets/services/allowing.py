"""Which agreement a delivery comes under, and what to do where there is none."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sightline.datasets import queries
from sightline.datasets.catalogue import title_of
from sightline.datasets.models import Agreement
from sightline.foundation.dates import spell_out
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.refusals import Refused


def agreed_for(
    partnership: Partnership,
    contract: str,
    *,
    agency: Agency | None = None,
    agreement: Agreement | None = None,
    today: date | None = None,
) -> Agreement:
    """The agreement under which a data set may be delivered today. Refused, saying what to do, where there is none."""
    today, title = today or timezone.localdate(), title_of(contract)
    every = [
        one
        for one in queries.agreements_on(partnership, contract, agency)
        if agreement is None or one.pk == agreement.pk
    ]
    whose = f" from {agency}" if agency else ""
    if agreement is not None and not every:
        raise Refused(
            f"The agreement that was chosen is not about this file, which holds “{title}”. Choose another, or say "
            "what is in the file.",
            field="agreement",
        )
    held = [one for one in every if one.starts <= today <= one.ends]
    if len(held) > 1:
        names = "; ".join(str(one.agency or "no agency named") for one in held)
        raise Refused(
            f"Several agreements on “{title}” are in force: {names}. Say whose data this is.",
            field="agreement",
        )
    if held:
        return held[0]
    begins = min((one.starts for one in every if one.starts > today), default=None)
    ended = max((one.ends for one in every if one.ends < today), default=None)
    if begins is not None:
        said = f"The agreement on “{title}”{whose} begins on {spell_out(begins)}. Deliver the file then."
    elif ended is not None:
        said = (
            f"The agreement on “{title}”{whose} ended on {spell_out(ended)}. Record the one that follows it, "
            "then deliver the file again."
        )
    else:
        said = (
            f"There is no agreement on “{title}”{whose}. Record the agreement under which it is shared, then "
            "deliver the file again."
        )
    raise Refused(f"{said} Nothing of it was kept.", field="file")
