"""The way in: passwords, second steps, invitations, single sign-on; and what strangers cannot learn."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sightline.audit.models import Event
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR, QA_LEAD, SCRUTINEER
from sightline.people import services
from sightline.people.models import Account, Person

MakePerson = Callable[..., Person]
ClientAs = Callable[[Person], Client]
PASSWORD = "a long enough phrase"
NEW = "quiet lanes and harbours"
attempts = caches["sign-in"]


@pytest.fixture(autouse=True)
def _no_attempts_before() -> Iterator[None]:
    attempts.clear()
    yield
    attempts.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def secret_on(page: Any) -> str:
    found = re.search(r'<code class="sl-code">(\w+)</code>', page.content.decode())
    assert found
    return found[1]


def test_signing_in_leads_to_the_only_partnership(person_with: MakePerson) -> None:
    person = person_with(COORDINATOR)
    client = Client()
    assert sign_in(client, person.email)["Location"] == "/"
    assert client.get("/")["Location"] == "/westmoor/"


def test_signing_in_leads_to_a_choice_of_several(
    person_with: MakePerson, another_partnership: Partnership
) -> None:
    person_with(COORDINATOR, email="c@example.org")
    person_with(COORDINATOR, email="c@example.org", partnership=another_partnership)
    client = Client()
    sign_in(client, "c@example.org")
    page = client.get("/", follow=True).content.decode()
    assert "Eastvale Safeguarding" in page
    assert "Westmoor Safeguarding" in page


def test_who_signs_in_stands_in_the_trail_and_who_fails_to_in_the_log(
    person_with: MakePerson, caplog: pytest.LogCaptureFixture
) -> None:
    person = person_with(COORDINATOR, name="Priya Shah", email="c@example.org")
    sign_in(Client(), person.email, "not the password")
    assert not Event.objects.filter(verb="signed in").exists()
    assert "A sign-in failed, from 127.0.0.1" in caplog.text
    assert "c@example.org" not in caplog.text
    sign_in(Client(), person.email)
    event = Event.objects.get(verb="signed in")
    assert (event.actor, event.kind, event.record_id) == ("Priya Shah", "people.account", person.account_id)


def test_a_session_that_ran_out_leaves_nothing_behind(person_with: MakePerson) -> None:
    with time_machine.travel(time.time() - 13 * 60 * 60):
        sign_in(Client(), person_with(COORDINATOR).email)
    assert Session.objects.count() == 1
    sign_in(Client(), person_with(COORDINATOR).email)
    assert Session.objects.filter(expire_date__lt=timezone.now()).count() == 0


def test_capitals_in_the_address_make_no_difference(person_with: MakePerson) -> None:
    person_with(COORDINATOR, email="c@example.org")
    assert sign_in(Client(), "C@Example.ORG").status_code == 302


def test_somebody_without_a_role_is_told_whom_to_ask(person_with: MakePerson, client_as: ClientAs) -> None:
    page = client_as(person_with(None)).get("/")
    assert "Ask the coordinator of your partnership" in page.content.decode()


def test_whoever_may_found_a_partnership_is_its_administrator_and_coordinator_at_once(
    db: None, shell: Shell
) -> None:
    account = services.create_account(
        by=shell, email="f@example.org", name="Frances Hill", may_found=True, password=PASSWORD
    )
    client = Client()
    sign_in(client, "f@example.org")
    assert client.get("/")["Location"] == "/new"
    page = client.post("/new", {"name": "Eastvale Safeguarding Children Partnership", "area": "", "slug": ""})
    assert page["Location"] == "/eastvale/"
    person = Person.objects.get(account=account)
    assert person.roles_granted == {ADMINISTRATOR, COORDINATOR}
    assert client.get("/eastvale/agencies/").status_code == 200


def test_nobody_else_founds_one(person_with: MakePerson, client_as: ClientAs) -> None:
    client = client_as(person_with(ADMINISTRATOR))
    assert "You cannot create a partnership" in client.get("/new").content.decode()
    assert client.post("/new", {"name": "Eastvale"}).status_code == 403
    assert not Partnership.objects.filter(slug="eastvale").exists()


def test_an_address_that_is_taken_is_told_beside_the_field(partnership: Partnership, shell: Shell) -> None:
    services.create_account(by=shell, email="f@example.org", name="F", may_found=True, password=PASSWORD)
    client = Client()
    sign_in(client, "f@example.org")
    page = client.post("/new", {"name": "Westmoor", "slug": "westmoor"})
    assert page.status_code == 422
    assert "There is a partnership at “westmoor” already" in page.content.decode()


def test_what_a_demonstration_founds_is_a_demonstration(person_with: MakePerson, client_as: ClientAs) -> None:
    person = person_with(COORDINATOR)
    Partnership.objects.filter(slug="westmoor").update(demonstration=True)
    Account.objects.filter(email=person.email).update(may_found=True)
    client_as(person).post("/new", {"name": "Eastvale"})
    assert Partnership.objects.get(slug="eastvale").demonstration


def test_wrong_passwords_and_unknown_addresses_get_the_same_answer(person_with: MakePerson) -> None:
    person = person_with(COORDINATOR)
    pages = [sign_in(Client(), email, "not the password") for email in (person.email, "stranger@example.org")]
    texts = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages]
    assert texts[0] == texts[1]
    assert "do not go together" in texts[0]


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(person_with: MakePerson) -> None:
    person = person_with(COORDINATOR)
    for email in (person.email, "stranger@example.org"):
        page = Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        assert "If there is an account at that address" in page.content.decode()
    assert [letter.to for letter in mail.outbox] == [[person.email]]


def test_a_forgotten_password_is_chosen_anew_once(person_with: MakePerson) -> None:
    person, client = person_with(COORDINATOR), Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    there = client.get(link[1])["Location"]
    assert client.post(there, {"password1": NEW, "password2": NEW}).status_code == 302
    assert sign_in(Client(), person.email, NEW).status_code == 302
    assert "cannot be used any more" in Client().get(link[1]).content.decode()


def test_guessing_passwords_ends_after_five_attempts(person_with: MakePerson) -> None:
    person = person_with(COORDINATOR)
    for _ in range(5):
        sign_in(Client(), person.email, "a guess")
    page = sign_in(Client(), person.email)
    assert page.status_code != 302
    assert "too many attempts" in page.content.decode().lower()


def test_attempts_in_one_process_count_in_all(person_with: MakePerson) -> None:
    person = person_with(COORDINATOR)
    for _ in range(5):
        sign_in(Client(), person.email, "a guess")
        cache.clear()  # as in another process, which has a memory of its own
    assert "too many attempts" in sign_in(Client(), person.email).content.decode().lower()


def test_a_code_works_once_in_all_processes(person_with: MakePerson) -> None:
    person, client = person_with(SCRUTINEER, second_factor=False), Client()
    sign_in(client, person.email)
    secret = secret_on(client.get(reverse("mfa_activate_totp")))
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    with time_machine.travel(time.time() + 90, tick=False):
        answers = []
        for _ in range(2):
            one = Client()
            sign_in(one, person.email)
            answers.append(one.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code)
            cache.clear()
    assert answers == [302, 200]


def test_nobody_signs_up_or_changes_their_address_by_themselves(
    person_with: MakePerson, client_as: ClientAs
) -> None:
    page = Client().get("/account/signup/")
    assert "Accounts are by invitation" in page.content.decode()
    Client().post("/account/signup/", {"email": "me@example.org", "password1": NEW, "password2": NEW})
    assert not Account.objects.filter(email="me@example.org").exists()
    client = client_as(person_with(COORDINATOR))
    for path in ("/account/email/", "/account/confirm-email/", "/account/confirm-email/abc/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"email": "me@example.org", "action_add": ""}).status_code == 404


def test_a_form_from_another_site_is_refused(person_with: MakePerson) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person_with(COORDINATOR).account, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    page = client.post("/westmoor/people/invite", {"name": "N", "email": "n@example.org", "role": QA_LEAD})
    assert page.status_code == 403
    assert not Account.objects.filter(email="n@example.org").exists()


def test_an_invitation_is_accepted_in_the_browser_and_signs_in(
    partnership: Partnership, shell: Shell
) -> None:
    invited = services.invite(
        by=shell,
        partnership=partnership,
        email="n@example.org",
        name="Noor Haddad",
        role=QA_LEAD,
        site="http://testserver",
    )
    client = Client()
    page = client.get(invited.link)
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert client.post(invited.link, {"password": "short"}).status_code == 422
    assert client.post(invited.link, {"password": NEW})["Location"] == "/"
    assert client.get("/")["Location"] == "/westmoor/"
    again = Client().get(invited.link)
    assert again.status_code == 404
    assert "cannot be used any more" in again.content.decode()


def test_used_and_invented_links_get_the_same_answer(db: None) -> None:
    page = Client().get("/account/invitation/anything/")
    assert (page.status_code, "cannot be used any more" in page.content.decode()) == (404, True)


def test_a_role_that_publishes_needs_a_second_step_first(person_with: MakePerson) -> None:
    person = person_with(SCRUTINEER, second_factor=False)
    client = Client()
    sign_in(client, person.email)
    assert client.get("/westmoor/agencies/")["Location"] == reverse("mfa_index")
    assert client.post("/westmoor/agencies/new")["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp"))  # no second password: they typed it just now
    assert page.status_code == 200
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret_on(page))})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert "Each works once" in client.get(done["Location"]).content.decode()
    assert client.get("/westmoor/agencies/").status_code == 200


def test_a_demonstration_asks_for_no_second_step(person_with: MakePerson, client_as: ClientAs) -> None:
    client = client_as(person_with(SCRUTINEER, second_factor=False))
    Partnership.objects.update(demonstration=True)
    assert client.get("/westmoor/agencies/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(person_with: MakePerson, client_as: ClientAs) -> None:
    person = person_with(SCRUTINEER, second_factor=False)
    Authenticator.objects.create(user=person.account, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client_as(person).get("/westmoor/agencies/")["Location"] == reverse("mfa_index")


def test_with_a_second_step_the_password_alone_opens_nothing(person_with: MakePerson) -> None:
    person = person_with(SCRUTINEER, second_factor=False)
    client = Client()
    sign_in(client, person.email)
    secret = secret_on(client.get(reverse("mfa_activate_totp")))
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    codes = re.findall(
        r'<code class="sl-code">([\w-]+)</code>',
        client.get(reverse("mfa_view_recovery_codes")).content.decode(),
    )
    attempts.clear()
    with time_machine.travel(time.time() + 90):
        other = Client()
        assert sign_in(other, person.email)["Location"].startswith(reverse("mfa_authenticate"))
        assert other.get("/westmoor/agencies/")["Location"].startswith("/account/login/")
        assert "is not right" in other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
        assert other.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 302
        assert other.get("/westmoor/agencies/").status_code == 200
    attempts.clear()
    lost = Client()
    sign_in(lost, person.email)
    assert lost.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    again = Client()
    sign_in(again, person.email)
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200


def test_an_invitation_does_not_pass_by_the_second_step(
    person_with: MakePerson, partnership: Partnership, shell: Shell
) -> None:
    person = person_with(SCRUTINEER, email="s@example.org")
    services.deactivate(by=shell, person=person)
    services.invite(
        by=shell,
        partnership=partnership,
        email="s@example.org",
        name="S",
        role=SCRUTINEER,
        site="http://testserver",
    )
    link = services.invite_again(by=shell, person=person, site="http://testserver").link
    answer = Client().post(link, {"password": NEW})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))


def test_changing_how_one_signs_in_asks_for_the_password_again_later(person_with: MakePerson) -> None:
    person = person_with(SCRUTINEER, second_factor=False)
    client = Client()
    sign_in(client, person.email)
    with time_machine.travel(time.time() + 600):
        page = client.get(reverse("mfa_activate_totp"))
        assert page["Location"].startswith(reverse("account_reauthenticate"))
        client.post(page["Location"], {"password": PASSWORD})
        assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_an_administrator_at_rest_is_asked_why_before_a_page_opens(
    person_with: MakePerson, client_as: ClientAs
) -> None:
    administrator = person_with(ADMINISTRATOR, elevated=False)
    client = client_as(administrator)
    there = client.get("/westmoor/settings/")["Location"]
    assert there == "/westmoor/administrator/?next=%2Fwestmoor%2Fsettings%2F"
    assert client.post("/westmoor/settings/", {"name": "X"}).status_code == 403
    assert (
        client.post(there, {"reason": "A new name for the partnership"})["Location"] == "/westmoor/settings/"
    )
    page = client.get("/westmoor/settings/").content.decode()
    assert "You act as administrator until" in page
    client.post("/westmoor/administrator/stop")
    assert client.get("/westmoor/settings/").status_code == 302


def test_an_administrators_rights_end_with_the_session(person_with: MakePerson) -> None:
    person = person_with(ADMINISTRATOR)
    assert person.account is not None
    client = Client()
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/westmoor/people/invite").status_code == 200
    client.post("/account/logout/")
    assert not Person.objects.get(pk=person.pk).elevated_until


def test_elevation_leads_nowhere_else(person_with: MakePerson, client_as: ClientAs) -> None:
    client = client_as(person_with(ADMINISTRATOR, elevated=False))
    answer = client.post("/westmoor/administrator/?next=https://evil.example/", {"reason": "A new name"})
    assert answer["Location"] == "/westmoor/people/"


def test_the_password_alone_does_not_make_an_administrator(
    person_with: MakePerson, client_as: ClientAs
) -> None:
    client = client_as(person_with(ADMINISTRATOR, elevated=False, second_factor=False))
    assert client.get("/westmoor/administrator/")["Location"] == reverse("mfa_index")


def test_another_partnership_does_not_exist_for_those_outside(
    person_with: MakePerson, client_as: ClientAs, another_partnership: Partnership
) -> None:
    client = client_as(person_with(ADMINISTRATOR))
    there, nowhere = client.get("/eastvale/people/"), client.get("/nowhere/people/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


@pytest.mark.parametrize("address", ["/westmoor/people/?role=%00", "/account/invitation/a%00b/"])
def test_an_address_that_no_database_could_look_up_is_refused(
    person_with: MakePerson, client_as: ClientAs, address: str
) -> None:
    assert client_as(person_with(COORDINATOR)).get(address).status_code == 400
