"""Pages drawn without the rest of the product, and a browser that is served them without a server."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.test import RequestFactory
from playwright.sync_api import Page, Route

from .styleguide import view

ORIGIN = "http://sightline.test"
STRICT = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@pytest.fixture(autouse=True)
def _pages_alone(settings: Any) -> None:
    """No chrome from another app, no manifest of static files: what is tested here stands by itself."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def asked() -> Callable[[str], HttpRequest]:
    """A request for an address."""
    return RequestFactory().get


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    """No live server: the pages need no database."""
    return {"locale": "en-GB"}


def _serve(route: Route) -> None:
    url = urlsplit(route.request.url)
    if url.path.startswith("/static/"):
        found = finders.find(url.path.removeprefix("/static/"))
        if found is None:
            return route.fulfill(status=404)
        kind = TYPES.get(Path(found).suffix) or mimetypes.guess_type(found)[0]
        return route.fulfill(path=found, content_type=kind)
    response = view(
        RequestFactory().get(url.path, query_params=_pairs(url.query)), url.path.rsplit("/", 1)[-1]
    )
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": STRICT}
    return route.fulfill(status=response.status_code, body=response.content, headers=headers)


def _pairs(query: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in query.split("&") if pair)


@pytest.fixture
def shown_page(page: Page) -> Callable[..., Page]:
    """Opens a page of the styleguide at a width; whatever the browser complains of makes the test fail."""
    complaints: list[str] = []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", _serve)

    def open_page(name: str, width: int = 1280) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{ORIGIN}/styleguide/{name}")
        page.wait_for_load_state("networkidle")
        assert complaints == []
        return page

    return open_page
