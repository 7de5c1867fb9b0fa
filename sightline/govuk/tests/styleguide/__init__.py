"""Pages with every block and every form widget on them, for the browser tests to look at."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .chrome import CHROME, SIGNED_OUT
from .every_block import blocks_page
from .kinds import (
    confirm_page,
    done_page,
    empty_page,
    form_page,
    list_page,
    matrix_page,
    record_page,
    steps_page,
)
from .widgets import EveryWidget

__all__ = ["PAGES", "EveryWidget", "view"]

PAGES = {
    "list": list_page,
    "matrix": matrix_page,
    "empty": empty_page,
    "record": record_page,
    "blocks": blocks_page,
    "form": form_page,
    "steps": steps_page,
    "confirm": confirm_page,
    "done": done_page,
}


def view(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages, inside a layout that does not depend on who is signed in."""
    chrome = SIGNED_OUT if name in ("done", "empty") else CHROME
    return render(request, "govuk/page.html", {"page": PAGES[name](request), "chrome": chrome})
