"""One way of writing for what agencies write in many: SQL expressions over text columns.

They are written for DuckDB in words that sqlglot turns into Spark's, so that both engines see the same values.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

NAMES = Path(__file__).with_name("names.csv")
ACCENTED = "àáâãäåāăąçćčďđèéêëēęěğìíîïīıłñńňòóôõöøōőřśšşťțùúûüūůűýÿžźżș"
PLAIN = "aaaaaaaaacccddeeeeeeegiiiiiilnnnoooooooorsssttuuuuuuuyyzzzs"
NOBODY = (
    "unknown", "not known", "notknown", "none", "na", "n a", "nil", "null", "unborn", "baby", "child", "infant", "test",
    "x", "xx", "xxx", "anon", "anonymous", "tbc", "not given", "not recorded", "no name", "u",
)  # fmt: skip
SOUNDS = (
    ("ph", "f"), ("ck|kh|q", "k"), ("sz|sh|z", "s"), ("dj", "j"), ("ou|oo", "u"), ("c", "k"), ("w", "v"), ("h", ""),
    ("^[aeiouy]+", "a"), ("([a-z])[aeiouy ]+", "\\1"),
    ("ss+", "s"), ("mm+", "m"), ("nn+", "n"), ("ll+", "l"), ("tt+", "t"), ("dd+", "d"), ("rr+", "r"), ("ff+", "f"),
)  # fmt: skip
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def name(column: str) -> str:
    """Lower-case letters with single spaces between the parts of a name; NULL for a word that is no name."""
    plain = f"translate(lower({column}), '{ACCENTED}', '{PLAIN}')"
    for ligature, letters in (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ð", "d")):
        plain = f"replace({plain}, '{ligature}', '{letters}')"
    joined = f"regexp_replace({plain}, '[''’‘`´.]', '', 'g')"
    spaced = f"trim(regexp_replace({joined}, '[^a-z]+', ' ', 'g'))"
    prefixed = f"regexp_replace({spaced}, '^(o|mc|mac|al|el) ', '\\1', 'g')"
    nobody = ", ".join(f"'{word}'" for word in ("", *NOBODY))
    return f"case when {prefixed} in ({nobody}) then null else {prefixed} end"


def first_part(column: str) -> str:
    """The first word of a normalised name: a forename without middle names, half of a double surname."""
    return f"split_part({column}, ' ', 1)"


def last_part(column: str) -> str:
    """What follows the last space of a normalised name, or all of it."""
    return f"regexp_replace({column}, '^.* ', '', 'g')"


def sound(column: str) -> str:
    """A normalised name as it sounds, roughly: spellings of one consonant fall together, later vowels go.

    Made for names that were carried over from other alphabets (Hussain, Husein; Yusuf, Yousef; Katarzyna, Catarzina).
    """
    heard = column
    for pattern, letter in SOUNDS:
        heard = f"regexp_replace({heard}, '{pattern}', '{letter}', 'g')"
    return heard


def postcode(column: str) -> str:
    """A whole postcode without its space, letters and digits put right where only one can stand; NULL if it is none."""
    packed = _packed(column)
    inward = (
        f"translate(substr({packed}, length({packed}) - 2, 1), 'OILSZ', '01152')"
        f" || translate(right({packed}, 2), '0158', 'OISB')"
    )
    outward = f"substr({packed}, 1, length({packed}) - 3)"
    outward = f"regexp_replace(regexp_replace({outward}, '^0', 'O', 'g'), '([0-9])O$', '\\10', 'g')"
    whole = f"{outward} || {inward}"
    return (
        f"case when regexp_matches({whole}, '^[A-Z]{{1,2}}[0-9][A-Z0-9]?[0-9][A-Z]{{2}}$')"
        f" and left({whole}, 2) <> 'ZZ' then {whole} end"
    )


def district(column: str) -> str:
    """The outward half of a postcode, also where that is all that was written."""
    packed = _packed(column)
    whole = postcode(column)
    return (
        f"coalesce(substr({whole}, 1, length({whole}) - 3),"
        f" case when regexp_matches({packed}, '^[A-Z]{{1,2}}[0-9][A-Z0-9]?$') then {packed} end)"
    )


def nhs_number(column: str) -> str:
    """The digits of an NHS number; NULL for a placeholder such as 0000000000 or one that is far too short."""
    digits = f"regexp_replace({column}, '[^0-9]', '', 'g')"
    return f"case when length({digits}) between 9 and 11 and not {_one_digit(digits)} then {digits} end"


def nhs_number_holds(column: str) -> str:
    """Whether the check digit of ten digits is right. Source: NHS Data Dictionary, NHS NUMBER, modulus 11."""
    total = " + ".join(f"{10 - place} * {_digit(column, place + 1)}" for place in range(9))
    return f"case when length({column}) = 10 then (11 - ({total}) % 11) % 11 = {_digit(column, 10)} else false end"


def upn(column: str) -> str:
    """The letters and digits of a unique pupil number; NULL for a placeholder or one that is far too short."""
    packed = _packed(column)
    digits = f"regexp_replace({packed}, '[^0-9]', '', 'g')"
    return f"case when length({packed}) between 12 and 14 and not {_one_digit(digits)} then {packed} end"


def upn_holds(column: str) -> str:
    """Whether the check letter is right. Source: DfE, Unique pupil numbers, annex: weights 2 to 13, modulus 23.

    The thirteenth place of a temporary number is a letter and counts as its place in the list of check letters.
    """
    last = f"substr({column}, 13, 1)"
    thirteenth = (
        f"case when regexp_matches({last}, '^[0-9]$') then ascii({last}) - 48"
        f" else length(split_part('{UPN_LETTERS}', {last}, 1)) end"
    )
    total = " + ".join(f"{place} * {_digit(column, place)}" for place in range(2, 13))
    shape = f"regexp_matches({column}, '^[A-Z][0-9]{{11}}[0-9A-Z]$')"
    return (
        f"case when {shape} then"
        f" substr('{UPN_LETTERS}', ({total} + 13 * ({thirteenth})) % 23 + 1, 1) = substr({column}, 1, 1)"
        f" else false end"
    )


def sex(column: str) -> str:
    """F or M; NULL for all else, which says nothing about whether two records are of one child."""
    letter = f"left(upper(trim({column})), 1)"
    return f"case when {letter} in ('F', '2') then 'F' when {letter} in ('M', '1') then 'M' end"


@cache
def same_names() -> dict[str, str]:
    """Each diminutive or other spelling of a forename, and the name it stands for."""
    with NAMES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    return {spelling.strip(): row[0].strip() for row in rows for spelling in row}


def line(column: str) -> str:
    """Any other line of text, such as one of an address: small letters and digits with single spaces."""
    plain = f"translate(lower({column}), '{ACCENTED}', '{PLAIN}')"
    return f"nullif(trim(regexp_replace({plain}, '[^a-z0-9]+', ' ', 'g')), '')"


def _packed(column: str) -> str:
    return f"regexp_replace(upper({column}), '[^A-Z0-9]', '', 'g')"


def _digit(column: str, place: int) -> str:
    return f"(ascii(substr({column}, {place}, 1)) - 48)"


def _one_digit(digits: str) -> str:
    """Whether all digits are the same."""
    return f"(replace({digits}, left({digits}, 1), '') = '')"
