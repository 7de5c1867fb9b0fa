"""What a local authority returns each year of children in need: referrals, assessments, enquiries and plans.

Durations are reckoned as in England's statistics of the census. A child is known by the authority's own number, so
nothing here waits for linkage.
"""

from __future__ import annotations

from .contacts import CHILD
from .model import CENSUS, OF_EVENT, Counts, Indicator, Part, Way

NEED = Way(name="need", title="Primary need", one="primary need", many="primary needs")
DECIDED = Way(name="decided", title="Decision", one="decision", many="decisions")
CATEGORY = Way(name="category", title="Category", one="category", many="categories")

REFERRALS = f"{CENSUS}-cin_details"
ASSESSMENTS = f"{CENSUS}-assessments"
ENQUIRIES = f"{CENSUS}-section_47"
PLANS = f"{CENSUS}-child_protection_plans"

NEEDS = """CASE primary_need
    WHEN 'N1' THEN 'Abuse or neglect' WHEN 'N2' THEN 'Disability or illness of the child'
    WHEN 'N3' THEN 'Disability or illness of a parent' WHEN 'N4' THEN 'Family in acute stress'
    WHEN 'N5' THEN 'Family dysfunction' WHEN 'N6' THEN 'Socially unacceptable behaviour' WHEN 'N7' THEN 'Low income'
    WHEN 'N8' THEN 'Absent parenting' WHEN 'N9' THEN 'Other than children in need' END"""
CATEGORIES = """CASE initial_category
    WHEN 'NEG' THEN 'Neglect' WHEN 'PHY' THEN 'Physical abuse' WHEN 'SAB' THEN 'Sexual abuse'
    WHEN 'EMO' THEN 'Emotional abuse' WHEN 'MUL' THEN 'Multiple' END"""
YEARLY = "As the authority's census says: a whole year at once, and corrected by the next."

cin_referrals = Indicator(
    key="cin_referrals",
    title="Referrals to children in need",
    definition="Referrals in the children in need census, by the day of the referral.",
    unit="referrals",
    sources=(CENSUS,),
    reads={REFERRALS: ("referral_date", "primary_need", "nfa")},
    by=(NEED, DECIDED, *OF_EVENT),
    caveat=YEARLY,
    sql=f"""
        SELECT referral_date AS happened, {NEEDS} AS need, {CHILD},
            CASE WHEN nfa THEN 'No further action' ELSE 'Taken further' END AS decided
        FROM cin_census_cin_details
    """,
)

cin_no_further_action = Part(
    key="cin_no_further_action",
    title="Referrals that ended with no further action",
    definition="The share of referrals in the children in need census that ended with no further action.",
    numerator="Referrals that ended with no further action.",
    denominator="Referrals, by the day of the referral.",
    unit="rate",
    of=cin_referrals,
    way="decided",
    groups=("No further action",),
    share=True,
    by=(NEED, *OF_EVENT),
    caveat=YEARLY,
)

cin_re_referrals = Indicator(
    key="cin_re_referrals",
    title="Re-referrals within 12 months, of the census",
    definition="The share of referrals in the census of children who had been referred in the 12 months before.",
    numerator="Referrals within 12 months after an earlier referral of the same child.",
    denominator="Referrals, by the day of the referral.",
    unit="rate",
    better="lower",
    counts=Counts.SHARE,
    sources=(CENSUS,),
    reads={REFERRALS: ("referral_date", "primary_need")},
    by=(NEED, *OF_EVENT),
    looks_back=12,
    caveat="England in the year to March 2025: 22.6% (142,900 of 632,830). A child is known by the authority's number.",
    sql=f"""
        WITH followed AS (
            SELECT *, lag(referral_date) OVER (PARTITION BY own ORDER BY referral_date) AS earlier
            FROM cin_census_cin_details
        )
        SELECT referral_date AS happened, {NEEDS} AS need, {CHILD},
            CASE WHEN earlier < referral_date AND referral_date <= earlier + INTERVAL '12' MONTH THEN 1 ELSE 0 END
                AS part
        FROM followed
    """,
)

assessments_in_time = Indicator(
    key="assessments_in_time",
    title="Assessments within 45 working days",
    definition="The share of assessments that were authorised within 45 working days of their start.",
    numerator="Assessments authorised no later than 45 working days after they began.",
    denominator="Assessments authorised in the period.",
    unit="rate",
    better="higher",
    counts=Counts.SHARE,
    sources=(CENSUS,),
    reads={ASSESSMENTS: ("start_date", "authorised_date")},
    caveat="England in the year to March 2025: 85.7%. Assessments that go on are not in it, however long they take.",
    sql=f"""
        SELECT authorised_date AS happened, {CHILD},
            CASE WHEN authorised.done - began.number <= 45 AND authorised_date >= start_date THEN 1 ELSE 0 END AS part
        FROM cin_census_assessments
        LEFT JOIN working_days AS began ON began.day = start_date
        LEFT JOIN working_days AS authorised ON authorised.day = authorised_date
        WHERE authorised_date IS NOT NULL
    """,
)

section_47 = Indicator(
    key="section_47",
    title="Section 47 enquiries",
    definition="Enquiries under section 47 of the Children Act 1989 that began, by their first day.",
    unit="enquiries",
    sources=(CENSUS,),
    reads={ENQUIRIES: ("start_date",)},
    caveat=YEARLY,
    sql=f"SELECT start_date AS happened, {CHILD} FROM cin_census_section_47",
)

conferences_in_time = Indicator(
    key="conferences_in_time",
    title="Conferences within 15 working days",
    definition=(
        "The share of initial child protection conferences held within 15 working days of the start of the section 47"
        " enquiry."
    ),
    numerator="Conferences held no later than 15 working days after the enquiry began.",
    denominator="Initial child protection conferences held in the period.",
    unit="rate",
    better="higher",
    counts=Counts.SHARE,
    sources=(CENSUS,),
    reads={ENQUIRIES: ("start_date", "conference_date")},
    caveat="England in the year to March 2025: 81.4%. It begins with the strategy discussion that decided on it.",
    sql=f"""
        SELECT conference_date AS happened, {CHILD},
            CASE WHEN held.done - began.number <= 15 AND conference_date >= start_date THEN 1 ELSE 0 END AS part
        FROM cin_census_section_47
        LEFT JOIN working_days AS began ON began.day = start_date
        LEFT JOIN working_days AS held ON held.day = conference_date
        WHERE conference_date IS NOT NULL
    """,
)

plans_started = Indicator(
    key="plans_started",
    title="Child protection plans started",
    definition="Child protection plans that began, by their first day.",
    unit="plans",
    sources=(CENSUS,),
    reads={PLANS: ("start_date", "initial_category")},
    by=(CATEGORY, *OF_EVENT),
    caveat="By the category of abuse at the start; it may be changed later.",
    sql=f"SELECT start_date AS happened, {CATEGORIES} AS category, {CHILD} FROM cin_census_child_protection_plans",
)

second_plans = Indicator(
    key="second_plans",
    title="Second or later child protection plans",
    definition="The share of child protection plans that began with a child who had had one before.",
    numerator="Plans of children who had had a plan before, at any time.",
    denominator="Plans that began in the period of which the number of earlier plans is recorded.",
    unit="rate",
    better="lower",
    counts=Counts.SHARE,
    sources=(CENSUS,),
    reads={PLANS: ("start_date", "initial_category", "previous_plans")},
    by=(CATEGORY, *OF_EVENT),
    caveat="An earlier plan in another authority counts only where this one knows of it.",
    sql=f"""
        SELECT start_date AS happened, {CATEGORIES} AS category, {CHILD},
            CASE WHEN previous_plans > 0 THEN 1 ELSE 0 END AS part
        FROM cin_census_child_protection_plans
        WHERE previous_plans IS NOT NULL
    """,
)

FAMILY = (
    cin_referrals,
    cin_no_further_action,
    cin_re_referrals,
    assessments_in_time,
    section_47,
    conferences_in_time,
    plans_started,
    second_plans,
)
