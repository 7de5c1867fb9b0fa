"""What surrounds a page: names, navigation, search, menu, footer. A context processor gives it as ``chrome``.

    Chrome(
        partnership_name="Westmoor Safeguarding Children Partnership",
        home_url="/westmoor/",
        navigation=(NavItem("Home", "/westmoor/", current=True), NavItem("Actions", "/westmoor/actions/")),
        subnavigation=(NavItem("All actions", "/westmoor/actions/"), NavItem("Recommendations", ...)),
        search_url="/westmoor/search",
        menu_label="Priya Shah",
        menu_items=(NavItem("Settings", "/westmoor/settings/"), NavItem("Sign out", "/sign-out", post=True)),
        brand_css_url="/westmoor/brand.css",
    )

`NavItem(current=True)` is the page or section one is in. Without a chrome in the context (an error page, a
test) the layout shows the product's name and nothing that needs a person. A brand style sheet holds one rule,
`:root { --brand: #123456 }`; frontend/README.md tells which colours follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NavItem:
    """One link of a navigation; ``post`` makes it a button that posts, as signing out must."""

    text: str
    href: str
    current: bool = False
    post: bool = False


@dataclass(frozen=True, kw_only=True)
class Chrome:
    """Everything around the page. All of it may be left out."""

    service_name: str = "Sightline"
    partnership_name: str = ""
    home_url: str = "/"
    navigation: tuple[NavItem, ...] = ()
    subnavigation: tuple[NavItem, ...] = ()
    search_url: str = ""
    menu_label: str = ""
    menu_items: tuple[NavItem, ...] = ()
    sign_in_url: str = ""
    demonstration: bool = False
    notice: str = ""  # what is in force now and should not be forgotten, with the way to end it
    notice_action: NavItem | None = None
    brand_css_url: str = ""
    footer_links: tuple[NavItem, ...] = ()

    @property
    def service_navigation(self) -> dict[str, Any]:
        """Params for the serviceNavigation component."""
        return {
            "navigationLabel": "Sections",
            "menuButtonText": "Menu",
            "navigation": [
                {"text": item.text, "href": item.href, "active": item.current} for item in self.navigation
            ],
        }
