"""Where the pages of data sets are, and what agreements and deliveries are called there."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from sightline.datasets.catalogue import title_of
from sightline.datasets.models import Agreement, Delivery
from sightline.foundation.dates import spell_out
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership


def page(partnership: Partnership, name: str) -> str:
    """The address of a page that lists or begins something."""
    return reverse(f"datasets:{name}", args=[partnership.slug])


def agreement_at(agreement: Agreement, partnership: Partnership) -> str:
    """The address of an agreement."""
    return reverse("datasets:agreement-record", args=[partnership.slug, agreement.pk])


def delivery_at(delivery: Delivery, name: str = "delivery") -> str:
    """The address of one of the pages of a delivery."""
    return reverse(f"datasets:{name}", args=[delivery.partnership.slug, delivery.pk])


def called(agreement: Agreement) -> str:
    """What an agreement is called where there is room for a line."""
    title = title_of(agreement.contract)
    return f"{title}, {agreement.agency}" if agreement.agency else title


def delivery_called(delivery: Delivery) -> str:
    """What a delivery is called where there is room for a line."""
    return f"{title_of(delivery.contract)} of {spell_out(localtime(delivery.delivered_at).date())}"


def list_of_deliveries(partnership: Partnership) -> Link:
    return Link("Deliveries", page(partnership, "deliveries"))


def within_agreements(partnership: Partnership, agreement: Agreement | None) -> tuple[Link, ...]:
    """The way back from an agreement."""
    return (list_of_deliveries(partnership), Link("Agreements", page(partnership, "agreements")))
