"""What only linkage can tell: which agencies know the same children, and in which order they met them.

Agencies are told apart by what they deliver: a child whom social care, the police, a hospital and a school each have
a record of is known to four.
"""

from __future__ import annotations

from .model import (
    ATTENDANCES,
    CONTACTS,
    FOUR,
    NOTIFICATIONS,
    OF_CHILD,
    SCHOOL_EVENTS,
    Indicator,
    Part,
    Way,
)

KNOWN_TO = Way(name="known_to", title="Known to", one="number of agencies", many="numbers of agencies")
FIRST = Way(name="first", title="Met first by", one="agency", many="agencies")
ORDER = Way(name="order_met", title="Order", one="order", many="orders")

READS = {
    CONTACTS: ("contact_date",),
    NOTIFICATIONS: ("incident_date",),
    ATTENDANCES: ("attended_on",),
    SCHOOL_EVENTS: ("event_date",),
}
DESCRIBED = "sex, birth_month, district"
MET = f"""
    SELECT child, contact_date AS met, 'Social care' AS known_by, {DESCRIBED} FROM social_care_contacts
    UNION ALL
    SELECT child, incident_date AS met, 'Police' AS known_by, {DESCRIBED} FROM police_notifications
    UNION ALL
    SELECT child, attended_on AS met, 'Health' AS known_by, {DESCRIBED} FROM health_emergency_attendances
    UNION ALL
    SELECT child, event_date AS met, 'Education' AS known_by, {DESCRIBED} FROM education_exclusions_absence
"""
RECOGNISED = (
    "Children are recognised by linkage, which misses some: a few more are known to several than are counted."
)

children_known = Indicator(
    key="children_known",
    title="Children known to agencies",
    definition="Children of whom social care, police, health or education recorded something in the period.",
    unit="children",
    sources=FOUR,
    reads=READS,
    by=(KNOWN_TO, *OF_CHILD),
    linked=True,
    of_the_period=True,
    caveat=RECOGNISED,
    sql=f"""
        WITH met AS ({MET})
        SELECT period, last_day AS happened, child, min(sex) AS sex, min(birth_month) AS birth_month,
            CASE count(DISTINCT known_by)
                WHEN 1 THEN 'One agency' WHEN 2 THEN 'Two agencies' WHEN 3 THEN 'Three agencies' ELSE 'Four agencies'
            END AS known_to
        FROM met JOIN periods ON met.met BETWEEN first_day AND last_day
        WHERE child IS NOT NULL
        GROUP BY period, last_day, child
    """,
)


def _known_to(key: str, words: str, *groups: str) -> Part:
    return Part(
        key=key,
        title=f"Children known to {words}",
        definition=(
            f"Children of whom {words} of social care, police, health and education recorded something in the period."
        ),
        unit="children",
        of=children_known,
        way="known_to",
        groups=groups,
        by=OF_CHILD,
        caveat=RECOGNISED,
    )


known_to_one = _known_to("children_known_to_one", "one agency alone", "One agency")
known_to_two = _known_to(
    "children_known_to_two", "two agencies or more", "Two agencies", "Three agencies", "Four agencies"
)
known_to_three = _known_to(
    "children_known_to_three", "three agencies or more", "Three agencies", "Four agencies"
)
known_to_four = _known_to("children_known_to_four", "all four agencies", "Four agencies")

_FIRST_MET = f"""
    met AS ({MET}),
    first_met AS (
        SELECT child, known_by, min(met) AS met, min(sex) AS sex, min(birth_month) AS birth_month
        FROM met WHERE child IS NOT NULL AND met IS NOT NULL GROUP BY child, known_by
    ),
    placed AS (
        SELECT child, known_by, met, sex, birth_month,
            rank() OVER (PARTITION BY child ORDER BY met) AS place,
            count(*) OVER (PARTITION BY child, met) AS together
        FROM first_met
    )
"""
SINCE = "First means first in the records that were delivered; what happened before them is not known."

first_met = Indicator(
    key="first_met",
    title="Children met for the first time",
    definition="Children whose first record with any of the four agencies lies in the period, by who met them first.",
    unit="children",
    sources=FOUR,
    reads=READS,
    by=(FIRST, *OF_CHILD),
    linked=True,
    told_by_year=True,
    caveat=SINCE,
    sql=f"""
        WITH {_FIRST_MET}
        SELECT met AS happened, child, min(sex) AS sex, min(birth_month) AS birth_month,
            CASE WHEN min(together) > 1 THEN 'Several on one day' ELSE min(known_by) END AS first
        FROM placed
        WHERE place = 1
        GROUP BY child, met
    """,
)

order_met = Indicator(
    key="order_met",
    title="Children met by a second agency",
    definition="Children whom a second agency met for the first time in the period, by who met them first and second.",
    unit="children",
    sources=FOUR,
    reads=READS,
    by=(ORDER, *OF_CHILD),
    linked=True,
    told_by_year=True,
    caveat=f"{SINCE} Two that met a child on one day are told as on one day.",
    sql=f"""
        WITH {_FIRST_MET},
        numbered AS (
            SELECT *, row_number() OVER (PARTITION BY child ORDER BY met, known_by) AS number FROM placed
        ),
        pairs AS (
            SELECT two.met, two.child, two.sex, two.birth_month, one.known_by AS one, two.known_by AS two,
                one.met = two.met OR two.together > 1 AS on_one_day
            FROM numbered AS two JOIN numbered AS one ON one.child = two.child AND one.number = 1
            WHERE two.number = 2
        )
        SELECT met AS happened, child, sex, birth_month,
            CASE WHEN on_one_day THEN 'Several on one day' ELSE concat(one, ', then ', lower(two)) END AS order_met
        FROM pairs
    """,
)

unseen_by_social_care = Indicator(
    key="unseen_by_social_care",
    title="Children known to police and hospital, without a social care contact",
    definition=(
        "Children with a police notification and an emergency attendance at most 90 days apart, both in the period, "
        "and no social care contact in the period."
    ),
    unit="children",
    sources=(CONTACTS, NOTIFICATIONS, ATTENDANCES),
    reads={name: READS[name] for name in (CONTACTS, NOTIFICATIONS, ATTENDANCES)},
    by=OF_CHILD,
    better="lower",
    linked=True,
    of_the_period=True,
    caveat=(
        "A contact that linkage missed makes a child appear here. Before anything is done about it, somebody with the "
        "right looks whether there was one. Ask of a year: of one month few pairs are within it."
    ),
    sql="""
        WITH close AS (
            SELECT period, first_day, last_day, p.child, min(p.sex) AS sex, min(p.birth_month) AS birth_month
            FROM police_notifications AS p
            JOIN periods ON p.incident_date BETWEEN first_day AND last_day
            JOIN health_emergency_attendances AS a
                ON a.child = p.child AND a.attended_on BETWEEN first_day AND last_day
            WHERE a.attended_on <= p.incident_date + INTERVAL '90' DAY
                AND p.incident_date <= a.attended_on + INTERVAL '90' DAY
            GROUP BY period, first_day, last_day, p.child
        )
        SELECT period, last_day AS happened, child, sex, birth_month
        FROM close
        WHERE NOT EXISTS (
            SELECT 1 FROM social_care_contacts AS c
            WHERE c.child = close.child AND c.contact_date BETWEEN close.first_day AND close.last_day
        )
    """,
)

suspended_and_missing = Indicator(
    key="suspended_and_missing",
    title="Children suspended or excluded, and missing",
    definition="Children with a suspension or permanent exclusion and a missing notification, both in the period.",
    unit="children",
    sources=(NOTIFICATIONS, SCHOOL_EVENTS),
    reads={NOTIFICATIONS: ("incident_date", "category"), SCHOOL_EVENTS: ("event_date", "event")},
    by=OF_CHILD,
    better="lower",
    linked=True,
    of_the_period=True,
    caveat="In either order: one does not say that the other followed from it.",
    sql="""
        SELECT period, last_day AS happened, e.child, min(e.sex) AS sex, min(e.birth_month) AS birth_month
        FROM education_exclusions_absence AS e
        JOIN periods ON e.event_date BETWEEN first_day AND last_day
        JOIN police_notifications AS p ON p.child = e.child AND p.incident_date BETWEEN first_day AND last_day
        WHERE e.event IN ('Suspension', 'Permanent exclusion') AND p.category = 'Missing'
        GROUP BY period, last_day, e.child
    """,
)

repeat_self_harm = Indicator(
    key="repeat_self_harm",
    title="Children with repeated attendances for self-harm or overdose",
    definition="Children with two or more emergency attendances for self-harm or an overdose in the period.",
    unit="children",
    sources=(ATTENDANCES,),
    reads={ATTENDANCES: ("attended_on", "reason")},
    by=OF_CHILD,
    better="lower",
    linked=True,
    of_the_period=True,
    caveat="Attendances on one day count as one.",
    sql="""
        SELECT period, last_day AS happened, child, min(sex) AS sex, min(birth_month) AS birth_month
        FROM health_emergency_attendances JOIN periods ON attended_on BETWEEN first_day AND last_day
        WHERE reason IN ('Self-harm', 'Overdose') AND child IS NOT NULL
        GROUP BY period, last_day, child
        HAVING count(DISTINCT attended_on) >= 2
    """,
)

missing_without_contact = Indicator(
    key="missing_without_contact",
    title="Children missing, without a social care contact",
    definition="Children with a missing notification in the period and no social care contact in the period.",
    unit="children",
    sources=(CONTACTS, NOTIFICATIONS),
    reads={CONTACTS: ("contact_date",), NOTIFICATIONS: ("incident_date", "category")},
    by=OF_CHILD,
    better="lower",
    linked=True,
    of_the_period=True,
    caveat="A contact just before the period is not looked for.",
    sql="""
        SELECT period, last_day AS happened, p.child, min(p.sex) AS sex, min(p.birth_month) AS birth_month
        FROM police_notifications AS p JOIN periods ON p.incident_date BETWEEN first_day AND last_day
        LEFT JOIN social_care_contacts AS c ON c.child = p.child AND c.contact_date BETWEEN first_day AND last_day
        WHERE p.category = 'Missing' AND p.child IS NOT NULL AND c.child IS NULL
        GROUP BY period, last_day, p.child
    """,
)

FAMILY = (
    children_known,
    known_to_one,
    known_to_two,
    known_to_three,
    known_to_four,
    first_met,
    order_met,
    unseen_by_social_care,
    suspended_and_missing,
    repeat_self_harm,
    missing_without_contact,
)
