"""What surrounds the pages of the styleguide. Everybody here is invented."""

from __future__ import annotations

from sightline.govuk.chrome import Chrome, NavItem

SECTIONS = ("Home", "Meetings", "Actions", "Learning", "Quality", "Training", "Data", "Scrutiny", "Reports")

CHROME = Chrome(
    partnership_name="Westmoor Safeguarding Children Partnership",
    home_url="/westmoor/",
    navigation=tuple(NavItem(name, f"/westmoor/{name.lower()}/", name == "Actions") for name in SECTIONS),
    subnavigation=(
        NavItem("All actions", "/westmoor/actions/", current=True),
        NavItem("Recommendations", "/westmoor/recommendations/"),
        NavItem("Impact", "/westmoor/impact/"),
    ),
    search_url="/westmoor/search",
    menu_label="Priya Shah",
    menu_items=(
        NavItem("Westmoor: settings", "/westmoor/settings/"),
        NavItem("Another partnership", "/partnerships/"),
        NavItem("Your account", "/account/"),
        NavItem("Sign out", "/sign-out", post=True),
    ),
    demonstration=True,
    footer_links=(
        NavItem("Accessibility statement", "/accessibility"),
        NavItem("Privacy", "/privacy"),
        NavItem("About Sightline", "/about"),
    ),
)
SIGNED_OUT = Chrome(partnership_name="Westmoor Safeguarding Children Partnership", sign_in_url="/sign-in")
