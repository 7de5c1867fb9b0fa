"""Contacts with children's social care, and what was decided on them."""

from __future__ import annotations

from .model import CONTACTS, OF_EVENT, Counts, Indicator, Part, Way

OUTCOME = Way(name="outcome", title="Outcome", one="outcome", many="outcomes")
CONTACT_SOURCE = Way(
    name="contact_source", title="Who made contact", one="source of contact", many="sources of contact"
)
OF_CONTACT = (CONTACT_SOURCE, *OF_EVENT)

CHILD = "child, agency, sex, birth_month, district"

contacts = Indicator(
    key="contacts",
    title="Contacts",
    definition="Contacts with children's social care, by the day of the contact.",
    unit="contacts",
    sources=(CONTACTS,),
    reads={CONTACTS: ("contact_date", "contact_source", "outcome")},
    by=(OUTCOME, *OF_CONTACT),
    caveat="A contact about three brothers and sisters is three contacts.",
    sql=f"SELECT contact_date AS happened, outcome, contact_source, {CHILD} FROM social_care_contacts",
)

referrals = Part(
    key="referrals",
    title="Referrals",
    definition="Contacts that were decided to be a referral, by the day of the contact.",
    unit="referrals",
    of=contacts,
    way="outcome",
    groups=("Referral",),
    by=OF_CONTACT,
    caveat="Decisions recorded after the delivery are not in it yet.",
)

no_further_action = Part(
    key="no_further_action",
    title="Contacts with no further action",
    definition="Contacts on which it was decided to do nothing further, by the day of the contact.",
    unit="contacts",
    of=contacts,
    way="outcome",
    groups=("NFA",),
    by=OF_CONTACT,
    caveat="Nothing further by social care; another agency may have acted.",
)

no_further_action_rate = Part(
    key="no_further_action_rate",
    title="Contacts with no further action, as a share",
    definition="The share of contacts on which it was decided to do nothing further.",
    numerator="Contacts whose outcome is no further action.",
    denominator="Contacts, decided on or not, by the day of the contact.",
    unit="rate",
    of=contacts,
    way="outcome",
    groups=("NFA",),
    share=True,
    by=OF_CONTACT,
    caveat="A high share may say that thresholds are unclear, or that people ask early: look at who made contact.",
)

re_referrals = Indicator(
    key="re_referrals",
    title="Re-referrals within 12 months",
    definition="The share of referrals of children who had been referred in the 12 months before.",
    numerator="Referrals within 12 months after an earlier referral of the same child.",
    denominator="Referrals of children who are linked, by the day of the contact.",
    unit="rate",
    better="lower",
    counts=Counts.SHARE,
    sources=(CONTACTS,),
    reads={CONTACTS: ("contact_date", "contact_source", "outcome")},
    by=OF_CONTACT,
    linked=True,
    looks_back=12,
    caveat=(
        "A child is recognised by linkage; one who was missed counts as new, so the true share is a little higher. "
        "Several referrals of one child on one day are one."
    ),
    sql=f"""
        WITH referred AS (
            SELECT contact_date AS happened, child, min(contact_source) AS contact_source, min(agency) AS agency,
                min(sex) AS sex, min(birth_month) AS birth_month, min(district) AS district
            FROM social_care_contacts
            WHERE outcome = 'Referral' AND child IS NOT NULL
            GROUP BY contact_date, child
        ),
        followed AS (
            SELECT *, lag(happened) OVER (PARTITION BY child ORDER BY happened) AS earlier FROM referred
        )
        SELECT happened, contact_source, {CHILD},
            CASE WHEN happened <= earlier + INTERVAL '12' MONTH THEN 1 ELSE 0 END AS part
        FROM followed
    """,
)

decisions_in_time = Indicator(
    key="decisions_in_time",
    title="Decisions within 1 working day",
    definition="The share of contacts that were decided on by the end of the next working day.",
    numerator="Contacts whose decision is dated no later than 1 working day after the contact.",
    denominator="Contacts, by the day of the contact; one without a decision counts as late.",
    unit="rate",
    better="higher",
    counts=Counts.SHARE,
    sources=(CONTACTS,),
    reads={CONTACTS: ("contact_date", "contact_source", "decision_date")},
    by=OF_CONTACT,
    out_of=contacts,
    caveat="Counted by days: a contact late on Friday that is decided on Monday is in time.",
    sql=f"""
        SELECT contact_date AS happened, contact_source, {CHILD},
            CASE WHEN decided.done - made.number <= 1 AND decision_date >= contact_date THEN 1 ELSE 0 END AS part
        FROM social_care_contacts
        LEFT JOIN working_days AS made ON made.day = contact_date
        LEFT JOIN working_days AS decided ON decided.day = decision_date
    """,
)

FAMILY = (contacts, referrals, no_further_action, no_further_action_rate, re_referrals, decisions_in_time)
