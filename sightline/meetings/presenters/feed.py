"""The page on which somebody gets the address of their own calendar."""

from __future__ import annotations

from django.urls import reverse

from sightline.govuk.blocks import Action, Block, Bullets, Details, Inset, Text
from sightline.govuk.pages import Page
from sightline.govuk.values import Link

SHOWN_ONCE = "Copy this address now. It is shown this once; if you lose it, make a new one."
NOT_TO_GIVE_AWAY = "Whoever has the address sees your meetings without signing in, so give it to nobody."
HOW = (
    "Outlook: Calendar, Add calendar, Subscribe from web, then paste the address.",
    "Google: Other calendars, From URL, then paste the address.",
    "iPhone: Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add Subscribed Calendar.",
)


def page(*, on: bool, address: str = "") -> Page:
    """``address`` is the one that was made just now."""
    make = Action(
        "Make a new address" if on else "Turn the feed on",
        reverse("new_calendar_feed"),
        post=True,
        style="secondary" if on else "primary",
    )
    stop = Action("Turn the feed off", reverse("no_calendar_feed"), post=True)
    blocks: list[Block] = []
    if address:
        blocks += [Text(SHOWN_ONCE), Inset(address)]
    elif on:
        blocks.append(Text("The feed is on. With a new address the one you have stops working."))
    if on:
        blocks.append(Text(NOT_TO_GIVE_AWAY))
    return Page(
        title="Calendar feed",
        lead="Your meetings in your own calendar, kept up to date: those of every body on which you hold a seat.",
        breadcrumbs=(Link("Your account", reverse("your_account")),),
        actions=(make, stop) if on else (make,),
        blocks=(*blocks, Details("How to add it to your calendar", (Bullets(HOW),)), Text(WHAT, "small")),
    )


WHAT = (
    "It shows each meeting’s body, time, place and page, and what is cancelled; no agenda, papers or names."
)
