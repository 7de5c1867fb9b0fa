"""The natural keys of agreements."""

from __future__ import annotations

from sightline.datasets.models import Agreement


def agreement_key(agreement: Agreement) -> str:
    """One data set of one agency from one day on."""
    whose = agreement.agency.key if agreement.agency else ""
    return f"{agreement.contract}|{whose[:100]}|{agreement.starts.isoformat()}"
