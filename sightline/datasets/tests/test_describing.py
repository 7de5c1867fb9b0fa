"""The page about data sets, and the names of the sector's standard on it."""

from __future__ import annotations

import re

from sightline.datasets.engine.contracts import find, shipped
from sightline.datasets.engine.contracts.describing import as_markdown, standard_of


def test_every_table_and_every_rule_of_every_data_set_is_on_the_page():
    page = as_markdown()
    for contract in shipped().values():
        assert f"`{contract.key}`" in page
        for table in contract.tables:
            assert all(f"| {rule.id} | {rule.says} |" in page for rule in table.rules)


def test_names_of_the_standard_are_a_table_and_an_item():
    named = [
        standard_of(field) for one in shipped().values() for table in one.tables for field in table.fields
    ]
    assert all(re.fullmatch(r"(ssd_\w+\.[a-z0-9_]+)?", name) for name in named)


def test_what_the_standard_calls_the_commonest_items():
    # github.com/data-to-insight/ssd-data-model, analysis/ddl_reference, January 2026
    table = find("cin-census").table("cin_details")
    assert [standard_of(table.field(name)) for name in ("referral_date", "closure_date", "primary_need")] == [
        "ssd_cin_episodes.cine_referral_date",
        "ssd_cin_episodes.cine_close_date",
        "ssd_cin_episodes.cine_cin_primary_need_code",
    ]
    contacts = find("social-care-contacts").table("contacts")
    assert standard_of(contacts.field("born")) == "ssd_person.pers_dob"
    assert standard_of(contacts.field("contact_date")) == "ssd_contacts.cont_contact_date"
