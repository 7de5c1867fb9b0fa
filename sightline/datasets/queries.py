"""Reading agreements and deliveries, always those of one partnership."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from sightline.datasets.linkage.queries import latest_linkage as latest_linkage
from sightline.datasets.models import Agreement, Delivery, State
from sightline.partnership.models import Agency, Partnership

COUNTED = (State.ACCEPTED, State.WARNED)


def agreements(partnership: Partnership) -> QuerySet[Agreement]:
    """Every agreement that was not withdrawn, with its agency."""
    return Agreement.objects.of(partnership).select_related("agency")


def agreement(partnership: Partnership, number: int) -> Agreement | None:
    """One agreement, withdrawn or not."""
    every = Agreement.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("agency", "partnership").first()


def beside(agreement: Agreement) -> QuerySet[Agreement]:
    """Other agreements on the same data set of the same agency that hold on one of its days."""
    others = Agreement.objects.of(agreement.partnership).filter(
        contract=agreement.contract,
        agency=agreement.agency,
        starts__lte=agreement.ends,
        ends__gte=agreement.starts,
    )
    return others.exclude(pk=agreement.pk)


def agreements_on(
    partnership: Partnership, contract: str, agency: Agency | None = None
) -> QuerySet[Agreement]:
    """The agreements on a data set, past and to come; of one agency where it is given. The latest first."""
    found = agreements(partnership).filter(contract=contract).select_related("agency", "partnership")
    return (found.filter(agency=agency) if agency else found).order_by("-ends", "-starts", "id")


def in_force(partnership: Partnership, today: date) -> QuerySet[Agreement]:
    """The agreements under which data may be delivered today."""
    return agreements(partnership).filter(starts__lte=today, ends__gte=today)


def deliveries(partnership: Partnership) -> QuerySet[Delivery]:
    """Every delivery, whatever became of it, the latest first."""
    every = Delivery.objects.of(partnership).order_by("-delivered_at", "-id")
    return every.select_related("agreement__agency", "delivered_by", "partnership")


def counted(partnership: Partnership) -> QuerySet[Delivery]:
    """The deliveries whose content counts."""
    return deliveries(partnership).filter(state__in=COUNTED)


def delivery(partnership: Partnership, number: int) -> Delivery | None:
    """One delivery."""
    return deliveries(partnership).select_related("replaced_by", "coverage").filter(pk=number).first()


def delivery_to_work_on(number: int) -> Delivery | None:
    """A delivery that a background task was given; its service checks the right of whoever asked for it."""
    return Delivery.objects.filter(pk=number).select_related("agreement__agency", "partnership").first()


def deliveries_under(agreement: Agreement) -> QuerySet[Delivery]:
    """The deliveries of one agreement, the latest first."""
    return deliveries(agreement.partnership).filter(agreement=agreement)


def counted_with(partnership: Partnership, sha256: str) -> Delivery | None:
    """The delivery of this very file that counts already."""
    return counted(partnership).filter(sha256=sha256).first()


def being_checked(partnership: Partnership, sha256: str = "") -> QuerySet[Delivery]:
    """Deliveries whose checks are not over; of one file where its hash is given."""
    waiting = deliveries(partnership).filter(state=State.CHECKING)
    return waiting.filter(sha256=sha256) if sha256 else waiting


def last_before(delivery: Delivery) -> Delivery | None:
    """The latest counted delivery of the same data set and agency that came before this one."""
    before = counted(delivery.partnership).filter(
        contract=delivery.contract,
        agreement__agency=delivery.agreement.agency_id,
        delivered_at__lt=delivery.delivered_at,
    )
    return before.exclude(pk=delivery.pk).first()


def same_snapshot(delivery: Delivery) -> QuerySet[Delivery]:
    """The other counted deliveries of the picture that this one is of; none where it is of no day."""
    others = counted(delivery.partnership).exclude(pk=delivery.pk)
    if delivery.reference is None:
        return others.none()
    return others.filter(
        contract=delivery.contract,
        agreement__agency=delivery.agreement.agency_id,
        reference=delivery.reference,
    )


def replaced_by(delivery: Delivery) -> QuerySet[Delivery]:
    """The deliveries whose place this one took."""
    return deliveries(delivery.partnership).filter(replaced_by=delivery)


def days_delivered(agreements: Iterable[Agreement]) -> Mapping[int, list[date]]:
    """Number of each agreement -> the days on which its data set came from its agency and was accepted.

    What came under an earlier agreement counts as well: one that is renewed does not begin afresh.
    """
    asked = list(agreements)
    if not asked:
        return {}
    came = (
        Delivery.objects.of(asked[0].partnership)
        .filter(state__in=(*COUNTED, State.REPLACED), contract__in={one.contract for one in asked})
        .values_list("contract", "agreement__agency_id", "delivered_at")
    )
    days: dict[tuple[str, int | None], list[date]] = {}
    for contract, agency, moment in came:
        days.setdefault((contract, agency), []).append(localtime(moment).date())
    return {one.pk: days.get((one.contract, one.agency_id), []) for one in asked}


def unmended(partnership: Partnership) -> list[Delivery]:
    """The refused deliveries after which no other of their data set and agency has come, the latest of each."""
    latest: dict[tuple[str, int | None], Delivery] = {}
    settled = deliveries(partnership).exclude(state__in=(State.CHECKING, State.WITHDRAWN)).defer("report")
    for one in settled:
        latest.setdefault((one.contract, one.agreement.agency_id), one)
    return [one for one in latest.values() if one.state == State.REFUSED]


def with_identities(partnership: Partnership) -> QuerySet[Delivery]:
    """The deliveries that still say who they are about: in what was kept of them, or in what was found wrong."""
    kept = deliveries(partnership).filter(identities_erased_at=None).defer("report")
    return kept.exclude(state=State.CHECKING).exclude(Q(state=State.REFUSED, rows=0, error_count=0))


def folders(partnership: Partnership) -> set[str]:
    """The names of the folders that deliveries own."""
    return {str(folder) for folder in Delivery.objects.of(partnership).values_list("folder", flat=True)}
