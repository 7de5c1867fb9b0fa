"""Fixtures that every test may use.

Without a database of their own: ask for ``db`` (or mark ``django_db``) as usual.

partnership             Westmoor, with no records in it
another_partnership     Eastvale, for what must not cross
agency(name, kind=...)  makes an agency of Westmoor
person_with(role, ...)  makes a person with an account and that role in force; with None, without a role.
                        Also takes name=, email=, partnership=, agency=, elevated=, second_factor=, since=,
                        until=. A role that needs a second factor has one unless ``second_factor=False``;
                        an administrator is elevated unless ``elevated=False``.
client_as(person)       a Django test client, signed in as that person (or account)
shell                   the actor at a command line, who may do everything
run_command(...)        ``run_command("measure", KEY)`` runs ``sightline measure KEY`` in this process and
                        answers its .status, .out, .err and .json

installation            an empty installation, in a directory and a database of its own, whose commands run in
                        processes of their own: ``installation.run("init")`` answers as run_command does;
                        ``installation.start("serve")`` leaves it running until the test ends
ready_installation      the same after ``init``, which takes a while and is done once for all of them

In a real browser (Playwright, the machine's own Chromium, a live server):

page                    a page whose addresses are relative to the live server: ``page.goto("/westmoor/")``
page_as(person)         the same page, signed in
axe(page)               asserts that nothing breaks WCAG 2.2 AA
no_sideways_scroll(page)  asserts that nothing scrolls sideways at 320 pixels

A browser test commits what it writes (``transactional_db``). After commit the audit trail is sealed;
inside ``db`` use ``django_capture_on_commit_callbacks(execute=True)`` where that matters.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import hypothesis
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from sightline.foundation.access import Shell
from sightline.foundation.text import fold
from sightline.partnership.models import Agency, AgencyKind, Partnership
from sightline.partnership.roles import ADMINISTRATOR, roles
from sightline.people.models import Account, Elevation, Person, RoleGrant

pytest_plugins = ["tests.browser.fixtures", "tests.commands"]

PASSWORD = "a long enough phrase"
_numbers = count(1)


hypothesis.settings.register_profile(
    "full",
    deadline=None,  # a busy machine is no failure
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("brief", hypothesis.settings.get_profile("full"), max_examples=15)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "full"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the test database is dropped, see that nothing is still connected to it."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pid, state, query, pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    " AND backend_type = 'client backend'"
                )
                left = cursor.fetchall()
            assert not left, f"these sessions were left open: {left}"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Forget the figures of other tests: their partnership had the same number, and as many events."""
    cache.clear()


@pytest.fixture
def partnership(db: None) -> Partnership:
    return Partnership.objects.create(
        slug="westmoor", name="Westmoor Safeguarding Children Partnership", area="Westmoor"
    )


@pytest.fixture
def another_partnership(db: None) -> Partnership:
    return Partnership.objects.create(
        slug="eastvale", name="Eastvale Safeguarding Children Partnership", area="Eastvale"
    )


@pytest.fixture
def agency(partnership: Partnership) -> Callable[..., Agency]:
    def make(
        name: str, *, kind: str = AgencyKind.OTHER, of: Partnership | None = None, **values: Any
    ) -> Agency:
        return Agency.objects.create(
            partnership=of or partnership, key=fold(name), name=name, kind=kind, **values
        )

    return make


@pytest.fixture
def person_with(partnership: Partnership) -> Callable[..., Person]:
    home = partnership

    def make(
        role: str | None,
        *,
        name: str = "",
        email: str = "",
        partnership: Partnership | None = None,
        agency: Agency | None = None,
        elevated: bool = True,
        second_factor: bool = True,
        since: date = date(2020, 4, 1),
        until: date | None = None,
    ) -> Person:
        where = partnership or home
        number = next(_numbers)
        title = roles[role].title if role else "Nobody"
        email = email or f"{role or 'nobody'}-{number}@example.org"
        account, made = Account.objects.get_or_create(
            email=email, defaults={"name": name or f"{title} {number}", "password": ""}
        )
        if made:
            account.set_password(PASSWORD)
            account.proven_at = timezone.now()
            account.save()
        person = Person.objects.create(
            partnership=where, key=email, name=account.name, email=email, agency=agency, account=account
        )
        if role:
            RoleGrant.objects.create(partnership=where, person=person, role=role, since=since, until=until)
            if second_factor and roles[role].needs_second_factor:
                Authenticator.objects.get_or_create(
                    user=account, type=Authenticator.Type.TOTP, defaults={"data": {}}
                )
        if role == ADMINISTRATOR and elevated:
            now = timezone.now()
            Elevation.objects.create(
                partnership=where,
                person=person,
                reason="a test",
                started_at=now,
                until=now + timedelta(hours=1),
            )
        return person

    return make


@pytest.fixture
def client_as() -> Callable[[Person | Account], Client]:
    def sign_in(somebody: Person | Account) -> Client:
        account = somebody.account if isinstance(somebody, Person) else somebody
        assert account is not None, "only somebody with an account can sign in"
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return sign_in


@pytest.fixture
def shell() -> Shell:
    return Shell("tester")
