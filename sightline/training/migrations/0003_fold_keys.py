"""Bring the keys of courses and bookings to the one form in which they are compared, and give every booking the
delivery of its session."""

import logging

from django.db import migrations
from django.db.models import OuterRef, Subquery

from sightline.training.keys import booking_key, course_key

logger = logging.getLogger(__name__)


def fold_keys(apps, schema_editor):
    courses, bookings, sessions = (apps.get_model("training", name) for name in ("course", "booking", "session"))
    for model, key_of in ((courses, course_key), (bookings, booking_key)):
        told = model.objects.order_by("id").values_list("id", "partnership_id", "key")
        for pk, partnership, key in [one for one in told.iterator() if key_of(one[2]) != one[2]]:
            folded = key_of(key)
            held = model.objects.filter(partnership=partnership, key=folded).values_list("id", flat=True).first()
            if held is None:
                model.objects.filter(pk=pk).update(key=folded)
            else:  # what was kept twice stays so until somebody withdraws one: which of them, nobody knows here
                logger.warning("%s %s and %s are one, and both are kept", model._meta.verbose_name, held, pk)
    of_session = sessions.objects.filter(pk=OuterRef("session")).values("delivery")
    bookings.objects.filter(delivery="").update(delivery=Subquery(of_session))


class Migration(migrations.Migration):

    dependencies = [("training", "0002_delivery_of_bookings")]

    operations = [migrations.RunPython(fold_keys, migrations.RunPython.noop)]
