"""Stages that were reached before they had clocks get theirs, as it would stand by now."""

from datetime import date

from django.db import migrations
from django.utils import timezone

KIND = "challenges.escalation"
WITH_A_CLOCK = (1, 2, 3)
LONGEST = 120


def start_clocks(apps, schema_editor):
    stages = apps.get_model("challenges", "Escalation").objects.filter(withdrawn_at=None)
    clocks = apps.get_model("clocks", "RunningClock")
    attached = set(clocks.objects.filter(kind=KIND).values_list("reference", flat=True))
    following = {(one.challenge_id, one.stage): one.began_on for one in stages}
    for one in stages.select_related("challenge", "partnership").order_by("id"):
        if one.stage in WITH_A_CLOCK and str(one.pk) not in attached:
            _start(apps, one, following.get((one.challenge_id, one.stage + 1)))


def _start(apps, stage, followed_on):
    said = " ".join(stage.challenge.subject.split())
    clock = apps.get_model("clocks", "RunningClock").objects.create(
        partnership_id=stage.partnership_id,
        clock=f"disagreement-{stage.stage}",
        kind=KIND,
        reference=str(stage.pk),
        label=said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…",
        href=f"/{stage.partnership.slug}/challenges/{stage.challenge_id}#escalation",
    )
    _write(apps, clock, "start", stage.began_on, "")
    over = _over(stage, followed_on)
    if over:
        day, reason = over
        _write(apps, clock, "stop", max(day, stage.began_on), reason)


def _over(stage, followed_on) -> tuple[date, str] | None:
    challenge = stage.challenge
    if followed_on:
        return followed_on, f"It went on to stage {stage.stage + 1}."
    if challenge.withdrawn_at:
        return timezone.localdate(challenge.withdrawn_at), "The challenge was withdrawn."
    if challenge.answered_on and challenge.answered_on > stage.began_on:
        return challenge.answered_on, "The challenge was answered."
    return (challenge.closed_on, "The challenge was closed.") if challenge.closed_on else None


def _write(apps, clock, step, day, reason):
    apps.get_model("clocks", "LedgerEntry").objects.create(
        partnership_id=clock.partnership_id,
        running=clock,
        step=step,
        day=day,
        reason=reason,
        recorded_at=timezone.now(),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("challenges", "0003_ends"),
        ("clocks", "0002_ledgers"),
    ]

    operations = [migrations.RunPython(start_clocks, migrations.RunPython.noop)]
