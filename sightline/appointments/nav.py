"""Where appointments stand in the navigation, and beside which records of the partnership."""

from django.urls import reverse

from sightline.appointments.permissions import EDIT, VIEW
from sightline.appointments.presenters.addresses import appoint_at, members_at
from sightline.appointments.presenters.people import of_person
from sightline.foundation.beside import Beneath, Beside, beneath, beside
from sightline.foundation.nav import Entry, entries

entries.add(Entry("partnership", "Appointments", "appointments:list", VIEW, 24, namespace="appointments"))
entries.add(Entry("partnership", "Arrangements", "appointments:arrangements", VIEW, 26))
beside.add(Beside("body", "Who sits here", members_at, VIEW))
beside.add(Beside("seat", "Appoint somebody", appoint_at, EDIT))
beside.add(
    Beside("bodies", "Map of bodies", lambda where: reverse("appointments:map", args=[where.slug]), VIEW)
)
beneath.add(Beneath("person", "appointments", of_person, VIEW))
