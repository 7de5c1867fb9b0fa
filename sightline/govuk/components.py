"""The component macros of govuk-frontend-jinja, looked up once, called with the design system's own params.

The library's header and footer carry a crown, which a safeguarding partnership may not use: they are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from jinja2 import Environment, PackageLoader, PrefixLoader, TemplateNotFound

LIBRARY = "govuk_frontend_jinja"
CROWNED = frozenset({"header", "footer"})


class UnknownComponent(LookupError):
    """No component of that name may be used here."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}),
        autoescape=True,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macro(name: str) -> Callable[[Mapping[str, Any]], str]:
    folder = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
    if folder in CROWNED:
        raise UnknownComponent(f"The component {name!r} carries a crown; use the layout's own {folder}.")
    try:
        module = _environment().get_template(f"{LIBRARY}/components/{folder}/macro.html").module
    except TemplateNotFound:
        raise UnknownComponent(f"There is no component called {name!r} in the design system.") from None
    return getattr(module, f"govuk{name[0].upper()}{name[1:]}")


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The HTML of a design system component, such as ``component("button", {"text": "Save"})``.

    Text in ``params`` is escaped; keys ending in html are trusted. Raises UnknownComponent.
    """
    return SafeString(_macro(name)(params))
