"""Which data set a file is, told from its columns, whatever the sender calls them and the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.datasets.engine.contracts import NotRecognised, find, recognise
from sightline.datasets.engine.profiling import drift

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
OTHERS = {
    "social-care-contacts": [
        [
            "Ward;Case Number;Child First Name;Child's Last Name;DOB;Gender;Post Code;Date of Contact;Referrer;Outcome"
        ]
        + ["North;77;Ann;Ash;1 May 2012;Girl;WM1 1AA;02/05/2024;GP;No further action"],
    ],
    "police-notifications": [
        [
            "Niche ID\tForenames\tSurname\tDate Of Birth\tSex\tPostcode\tDate Occurred\tIncident Type\tRisk Grading"
        ]
        + ["N1\tAnn\tAsh\t01/05/2012\tF\tWM1 1AA\t02/05/2024 22:10\tDomestic Incident\tHigh"],
    ],
    "health-emergency-attendances": [
        [
            "ATTENDANCE_IDENTIFIER,NHS_NUMBER_PATIENT,PERSON_FAMILY_NAME,PERSON_GIVEN_NAME,PERSON_BIRTH_DATE,ARRIVAL_DATE,DIAGNOSIS"
        ]
        + ["1,9434765919,Ash,Ann,20120501,20240502,Overdose"],
        [
            "Attendance No,NHS No,First Name,Surname,DoB,Sex,Postcode,Arrival Date Time,Presenting Complaint,CP Flag"
        ]
        + ["1,943 476 5919,Ann,Ash,01/05/2012,2,WM1 1AA,02/05/2024 10:15,Accidental injury,N"],
    ],
    "education-exclusions-absence": [
        ["URN|UPN|Legal Forename|Legal Surname|Pupil DOB|Gender|Start Date|Exclusion Type|Exclusion ID"]
        + ["113214|A123456789012|Ann|Ash|01/05/2012|F|02/05/2024|FIXD|9"],
    ],
}


@pytest.mark.parametrize("key", OTHERS)
def test_the_samples_are_recognised_whatever_they_are_called(key):
    assert recognise(SAMPLES / f"{key}.csv", "export.csv").key == key


@pytest.mark.parametrize(("key", "lines"), [(key, lines) for key, files in OTHERS.items() for lines in files])
def test_other_agencies_headings_are_recognised(tmp_path, key, lines):
    path = tmp_path / "export.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert recognise(path, "export.csv") is find(key)


@pytest.mark.parametrize(
    "name", ["training-bookings-2024-25.csv", "agencies.csv", "action-tracker.xlsx", "truth.json"]
)
def test_what_is_none_of_them_is_not_taken_for_one(name):
    with pytest.raises(NotRecognised, match="Choose which it is, or correct its headings"):
        recognise(SAMPLES / name, name)


def _profile(rows=100, months=("2024-04", "2024-05"), unknown=(), **fields):
    made = {
        name: {"title": name.title(), "filled": filled, **({"codes": codes} if codes else {})}
        for name, (filled, codes) in fields.items()
    }
    by_month = dict.fromkeys(months, rows // len(months))
    return {"t": {"title": "T", "rows": rows, "months": by_month, "unknown": list(unknown), "fields": made}}


BEFORE = _profile(upn=(0.9, None), kind=(1.0, {"A": 50, "B": 50}))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (_profile(upn=(0.9, None), kind=(1.0, {"A": 50, "B": 50})), []),
        (
            _profile(rows=40, upn=(0.9, None), kind=(1.0, {"A": 20, "B": 20})),
            ["There are 60% fewer rows than the time before: 40 after 100."],
        ),
        (
            _profile(upn=(0.5, None), kind=(1.0, {"A": 50, "B": 50})),
            ["“Upn” is filled in 50% of rows, after 90%."],
        ),
        (
            _profile(upn=(0.9, None), kind=(1.0, {"A": 50, "C": 50})),
            [
                "“Kind” says C for the first time, in 50 rows.",
                "“Kind” does not say B any more, and did in 50 rows.",
            ],
        ),
        (
            _profile(upn=(0.9, None), kind=(1.0, {"A": 90, "B": 10})),
            ["“Kind” says A in 90%, after 50%.", "“Kind” says B in 10%, after 50%."],
        ),
        (_profile(kind=(1.0, {"A": 50, "B": 50})), ["The column for “Upn” is not there any more."]),
        (
            _profile(unknown=["Pet"], upn=(0.9, None), kind=(1.0, {"A": 50, "B": 50})),
            ["There is a new column “Pet”, which the agreement does not know."],
        ),
        (
            _profile(months=("2024-08", "2024-09"), upn=(0.9, None), kind=(1.0, {"A": 50, "B": 50})),
            [
                "It begins in August 2024, and the one before ended in May 2024: months in between are missing."
            ],
        ),
        (
            _profile(months=("2024-03", "2024-05"), upn=(0.9, None), kind=(1.0, {"A": 50, "B": 50})),
            ["There is nothing between March 2024 and May 2024."],
        ),
    ],
)
def test_what_changed_since_the_last_delivery_is_said_and_nothing_else(now, says):
    assert drift(BEFORE, now) == says
