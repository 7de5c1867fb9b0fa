"""What surrounds every page, made from who is looking: names, navigation, menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime

from sightline.foundation.entrances import way_in
from sightline.foundation.nav import Entry, Section, entries, own_pages, section_of, sections
from sightline.govuk.chrome import Chrome, NavItem
from sightline.partnership.models import BRAND, Partnership
from sightline.partnership.permissions import SETTINGS
from sightline.partnership.roles import ADMINISTRATOR
from sightline.people.models import Account, Person

FOOTER = (("About", "about"), ("Accessibility", "accessibility"), ("Privacy", "privacy"))
SEVERAL = "several partnerships"  # kept in the session at sign-in, so that no page asks for it again


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The context processor: ``chrome`` for the layout."""
    person: Person | None = getattr(request, "person", None)
    account = getattr(request, "user", None)
    if person is not None:
        return {"chrome": _inside(request, person)}
    if isinstance(account, Account):
        menu = (NavItem("Your account", reverse("your_account")), _sign_out())
        return {"chrome": _outside(menu_label=account.name, menu_items=menu)}
    there = way_in()
    return {"chrome": _outside(sign_in_url="" if request.path == there else there)}


def _outside(**more: Any) -> Chrome:
    return Chrome(home_url=reverse("start"), footer_links=footer(), **more)


def _inside(request: HttpRequest, person: Person) -> Chrome:
    partnership, slug = person.partnership, person.partnership.slug
    match = request.resolver_match
    namespace, here = (match.namespace, match.view_name) if match else ("", "")
    within = section_of(namespace, here)
    navigation = [
        NavItem(section.text, reverse(section.url, args=[slug]), current=section.key == within)
        for section in sorted(sections, key=lambda section: section.order)
        if _offered(section, person)
    ]
    beneath = [
        NavItem(entry.text, reverse(entry.url, args=[slug]), current=here == entry.url)
        for entry in sorted(entries, key=lambda entry: entry.order)
        if entry.section == within and _offered(entry, person)
    ]
    return Chrome(
        partnership_name=partnership.name,
        home_url=_address("home:home", slug) or reverse("start"),
        navigation=tuple(navigation),
        subnavigation=tuple(beneath) if len(beneath) > 1 else (),
        search_url=_address("home:search", slug),
        menu_label=person.name,
        menu_items=tuple(_menu(request, person)),
        brand_css_url=brand_css(partnership),
        demonstration=partnership.demonstration,
        footer_links=footer(),
        **_elevated(person),
    )


def _offered(place: Section | Entry, person: Person) -> bool:
    """Whether somebody is offered a place of the navigation where they are."""
    there = place.in_a_forum or not person.partnership.is_forum
    return there and person.may(place.needs, person.partnership)


def _menu(request: HttpRequest, person: Person) -> list[NavItem]:
    slug = person.partnership.slug
    items = [NavItem("Your account", reverse("your_account"))]
    if request.session.get(SEVERAL) or person.partnership.is_forum:
        items.append(NavItem("Your other partnerships", reverse("partnerships")))
    items += [
        NavItem(own.text, reverse(own.url, args=[slug]))
        for own in own_pages
        if person.may(own.needs, person.partnership)
    ]
    if person.may(SETTINGS, person.partnership):
        items.append(NavItem("Settings", reverse("partnership:settings", args=[slug])))
    if ADMINISTRATOR in person.roles_granted and not person.elevated_until:
        items.append(NavItem("Act as administrator", reverse("people:elevate", args=[slug])))
    return [*items, _sign_out()]


def _elevated(person: Person) -> dict[str, Any]:
    """Says that an administrator's rights are in force, and offers to give them up."""
    if ADMINISTRATOR not in person.roles:
        return {}
    until = localtime(person.elevated_until)
    return {
        "notice": f"You act as administrator until {until:%H:%M}. What you do is recorded with your reason.",
        "notice_action": NavItem(
            "Stop now", reverse("people:end_elevation", args=[person.partnership.slug]), post=True
        ),
    }


def brand_css(partnership: Partnership) -> str:
    """The address of the style sheet with a partnership's own colour; "" while it has ours."""
    if partnership.brand == BRAND:
        return ""
    return f"{reverse('partnership:brand', args=[partnership.slug])}?{partnership.brand[1:]}"


def _address(name: str, *args: str) -> str:
    """The address of a page, or "" when no app offers it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def footer() -> tuple[NavItem, ...]:
    return tuple(NavItem(text, href) for text, name in FOOTER if (href := _address(name)))


def _sign_out() -> NavItem:
    return NavItem("Sign out", reverse("account_logout"), post=True)
