"""Pages drawn from their presenters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string

from sightline.govuk.blocks import Action, Empty, FormBlock, Section, Text
from sightline.govuk.chrome import Chrome, NavItem
from sightline.govuk.forms import Form
from sightline.govuk.pages import FormPage, ListPage, Page, render_page
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link

from .styleguide import PAGES, EveryWidget, view

Asked = Callable[[str], HttpRequest]
STATIC = Path(__file__).parent.parent / "static" / "govuk"


def drawn(request: HttpRequest, page: Page) -> str:
    return render_page(request, page).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_bears_the_governments_name_crown_or_typeface_or_a_script_or_style_of_its_own(
    asked: Asked, name: str
) -> None:
    html = view(asked(f"/{name}"), name).content.decode()
    assert "GOV.UK" not in html
    assert "rown" not in re.sub(r"\b[Bb]rown", "", html)
    assert " style=" not in html
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"\son[a-z]+=", html) == []


def test_the_style_sheet_names_our_typeface_alone() -> None:
    css = (STATIC / "sightline.css").read_text()
    assert "Atkinson Hyperlegible Next" in css
    assert "GDS Transport" not in css


def test_every_static_file_a_page_asks_for_is_there(asked: Asked) -> None:
    html = view(asked("/"), "list").content.decode()
    named = re.findall(r"/static/govuk/([^\"]+)", html)
    named += re.findall(r"url\(\"?(fonts/[^)\"]+)", (STATIC / "sightline.css").read_text())
    assert len(named) >= 8
    assert [name for name in named if not (STATIC / name).exists()] == []


def test_a_page_needs_nobody_signed_in_and_no_chrome(asked: Asked) -> None:
    html = drawn(asked("/"), Page(title="Nothing & nobody"))
    assert '<h1 class="govuk-heading-l">Nothing &amp; nobody</h1>' in html
    assert "Sign in" not in html
    assert "<title>Nothing &amp; nobody – Sightline</title>" in html


def test_the_title_says_first_that_something_is_wrong(asked: Asked) -> None:
    nested = Page(title="Edit", blocks=(Section("Part", (FormBlock(EveryWidget({})),)),))
    html = drawn(asked("/"), nested)
    assert "<title>Error: Edit" in html
    assert html.index("There is a problem") < html.index("<h1")


def test_a_form_can_be_posted_with_its_token_and_file(asked: Asked) -> None:
    html = drawn(asked("/"), FormPage(title="Add", form=EveryWidget(), cancel=Link("Cancel", "/back")))
    form = html[html.index('<form class="sl-form"') : html.index("</form>")]
    assert 'enctype="multipart/form-data"' in form
    assert "novalidate" in form
    assert "csrfmiddlewaretoken" in form
    assert 'href="/back"' in form


def test_an_action_that_changes_something_posts_with_a_token_and_one_that_leads_on_is_a_link(
    asked: Asked,
) -> None:
    page = Page(
        title="x",
        actions=(Action("Close", "/close", post=True, fields=(("version", "3"),)), Action("Edit", "/edit")),
    )
    html = drawn(asked("/"), page)
    assert re.search(
        r'<form class="sl-action" method="post" action="/close"><input type="hidden" name="csrf', html
    )
    assert 'name="version" value="3"' in html
    assert re.search(r'<a href="/edit"[^>]*role="button"', html)


def test_an_empty_list_teaches_what_belongs_in_it(asked: Asked) -> None:
    empty = Empty("Actions come from reviews.", example="RR01", actions=(Action("Import", "/import"),))
    html = drawn(
        asked("/"),
        ListPage(title="x", table=Table(caption="x", columns=(Column("A"),), rows=(), empty=empty)),
    )
    assert "Actions come from reviews." in html
    assert 'href="/import"' in html
    assert "<table" not in html


def test_an_export_is_of_what_is_shown(asked: Asked) -> None:
    page = Page(title="x", exports=(Link("Excel", "?export=xlsx"), Link("All", "/all.csv")))
    html = drawn(asked("/?status=open&page=2"), page)
    assert 'href="?status=open&amp;export=xlsx"' in html
    assert 'href="/all.csv"' in html


def test_hostile_text_in_every_place_of_a_page_is_escaped(asked: Asked) -> None:
    bad = "<script>x</script>"
    page = ListPage(
        title=bad,
        caption=bad,
        lead=bad,
        breadcrumbs=(Link(bad, "/"),),
        table=Table(caption=bad, columns=(Column(bad, sort="a"),), rows=((bad,),)),
        blocks=(Section(bad, (Text(bad),)),),
    )
    assert bad not in drawn(asked("/?sort=<script>x</script>"), page)


def test_who_is_signed_in_finds_the_menu_and_signs_out_by_posting(asked: Asked) -> None:
    chrome = Chrome(
        partnership_name="Westmoor",
        menu_label="Priya Shah",
        menu_items=(NavItem("Settings", "/s"), NavItem("Sign out", "/out", post=True)),
        navigation=(NavItem("Home", "/", current=True),),
        brand_css_url="/westmoor/brand.css",
    )
    html = render_to_string("govuk/page.html", {"page": Page(title="x"), "chrome": chrome}, asked("/"))
    assert '<form method="post" action="/out"><input type="hidden" name="csrfmiddlewaretoken"' in html
    assert html.index("Westmoor</a>") < html.index("sl-mark")
    assert html.index("sightline.css") < html.index("/westmoor/brand.css")
    assert "aria-current" in html


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_no_context_at_all(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert html.count("<h1") == 1
    assert html.count('<p class="govuk-body">') >= 3


def test_flash_messages_become_banners() -> None:
    class Message:
        level_tag = "success"

        def __str__(self) -> str:
            return "RR01 <done>"

    html = render_to_string("govuk/messages.html", {"messages": [Message()]})
    assert "govuk-notification-banner--success" in html
    assert "RR01 &lt;done&gt;" in html


def test_any_django_form_can_be_drawn_by_two_tags() -> None:
    class Plain(Form):
        pass

    html = Template("{% load govuk %}{% errors form %}{% fields form %}").render(
        Context({"form": EveryWidget({})})
    )
    assert "There is a problem" in html
    assert 'id="id_title"' in html
    assert str(Plain()) == ""
