"""What became of a booking, in the words of booking systems: one status, or columns for each outcome."""

from __future__ import annotations

import re
from functools import lru_cache

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_date, as_text, as_yes_no, says_nothing
from sightline.imports.cells.wording import Part, Sense, parts, sense, word
from sightline.imports.layouts import Refused
from sightline.imports.reading import Value
from sightline.training.models import Place

EXPECTED = "attended, did not attend, cancelled, late cancellation, waiting list or booked"
CROSS = "x"  # no where it stands alone, yes where each outcome has a column of its own
NO = "no"  # did not attend, unless columns of other outcomes say why

_CODES = {
    **dict.fromkeys(("yes", "y", "1", "p", "true", "✓", "✔", "☑"), str(Place.ATTENDED)),
    **dict.fromkeys(("no", "n", "0", "false", "✗", "✘", "☐"), NO),
    **dict.fromkeys(
        ("pending", "in progress", "not started", "not yet", "attending", "unconfirmed", "not confirmed"),
        str(Place.BOOKED),
    ),
    "x": CROSS,
}
_CANCELLED = re.compile(
    r"cancel|canx|\bcanc\b|withdr|\b(?:un-?|de-?)(?:enrol|regist|book|allocat)|\bdeclined|\brejected|not attending"
)
_MISSED = word(r"dna\b|no[- ]?show|absen[ct]|missed\b")
_CAME = word(
    r"attend(?!ing|ee)\w*|present\b|complet\w*|pass(?:ed)?\b|arriv\w+|walk(?:ed)?[- ]?in|participa\w*|join(?:ed)?\b"
    r"|(?:turn|show)(?:ed)? up\b"
)
_WAITING = re.compile(r"\bwait|^reserves?$|reserve list|stand ?by|\bawaiting")
_BOOKED = word(
    r"book|confirm|regist|enrol|provisional|accepted|approved|allocated|attending|invited|upcoming|scheduled|reserved"
    r"|not (?:yet )?started"
)
_ANOTHER_MATTER = re.compile(
    r"evaluat|certificat|feedback|survey|pre-?course|e-?learning|assessment|quiz|invoice|payment|\bpaid\b"
)
_THE_MATTER = re.compile(r"^(?:fully |part\w* )?(?:attend|present|dna)|cancel|withdr")

_IN_TIME = re.compile(
    r"not late|not charge|uncharged|no charge|without charge|\bin (?:good )?time|on time|with (?:\w+ )*notice|more than"
    r"|over \d|before (?:the )?deadline|not within \d|(?<!not )within (?:the )?polic|\bearly\b|>|\d\s*\+"
)
_OUT_OF_TIME = re.compile(
    r"(?:not within|outside|out of) (?:the )?(?:polic|time)|(?:no|without) (?:any )?notice|short[- ]notice"
)
_CALLED_LATE = re.compile(r"\blate (?:cancel|withdr|canx)|(?:cancel\w*|canx|withdr\w*)\W*\blate\b(?! notice)")
_LATE = re.compile(
    r"\blate\b|short[- ]notice|within|less than|<|under \d|charg|after (?:the )?deadline|on (?:the )?day|same[- ]day"
    r"|in (?:the )?last"
)


def as_place(value: Value) -> str:
    """What became of a booking, in whatever words, or a bare NO or CROSS; nothing when the cell says nothing.

    Raises BadCell.
    """
    return _place(as_text(value))


@lru_cache(maxsize=4096)
def _place(said: str) -> str:
    whole = fold(said)
    if whole in _CODES:
        return _CODES[whole]
    told = [(part, place) for part in parts(whole) if (place := _of_part(part))]
    if not told:
        if says_nothing(whole):
            return ""
        raise BadCell(said, f"one of: {EXPECTED}")
    lead = next((place for _, place in told if place not in (Place.BOOKED, Place.WAITING)), told[0][1])
    for part, place in told:
        if _contradict(lead, place) and len(part.text.split()) <= 2:
            raise BadCell(said, f"one thing, of: {EXPECTED}")
    return _how_late(whole) if lead == Place.CANCELLED else lead


def _of_part(part: Part) -> str:
    """What a part of a status says became of the booking: the word that says most goes first."""
    if _ANOTHER_MATTER.search(part.text) and not _THE_MATTER.search(part.text):
        return ""
    came = sense(part, _CAME)
    if _CANCELLED.search(part.text) and not (came is Sense.SAID and part.text.startswith("attend")):
        return str(Place.CANCELLED)
    if sense(part, _MISSED) is Sense.SAID:
        return str(Place.DID_NOT_ATTEND)
    if came is not None:
        known = {Sense.SAID: Place.ATTENDED, Sense.DENIED: Place.DID_NOT_ATTEND}
        return str(known.get(came, Place.BOOKED))
    if _CODES.get(part.text) == NO:
        return str(Place.DID_NOT_ATTEND)
    if _WAITING.search(part.text):
        return str(Place.WAITING)
    return str(Place.BOOKED) if sense(part, _BOOKED) in (Sense.SAID, Sense.AHEAD) else ""


def _contradict(one: str, other: str) -> bool:
    """Whether somebody came by one word and did not by the other."""
    return {one, other} & {Place.ATTENDED} != set() and bool(
        {one, other} & {Place.DID_NOT_ATTEND, Place.CANCELLED}
    )


def _how_late(whole: str) -> str:
    surely = _OUT_OF_TIME.search(whole) or _CALLED_LATE.search(whole)
    late = surely or (_LATE.search(whole) and not _IN_TIME.search(whole))
    return str(Place.LATE_CANCELLATION if late else Place.CANCELLED)


def as_mark(value: Value) -> bool | None:
    """Whether a column for one outcome is marked: a yes, a cross or a date is, a no is not; words are a mark too."""
    said = fold(as_text(value))
    if said == CROSS:
        return True
    try:
        if (told := as_yes_no(value)) is not None:
            return told
        return None if as_date(value) is None else True
    except BadCell:
        return None if re.fullmatch(r"[\d£.,% -]*", said) else True


def settled(
    place: str,
    attended: str,
    *,
    missed: bool | None = None,
    cancelled: bool | None = None,
    late: bool | None = None,
    columns: bool = False,
) -> str:
    """What became of a booking by its status, its attendance, and the columns for single outcomes. Raises Refused.

    ``columns``: there are such columns, so that a cross under "Attended" is a mark and not a no.
    """
    crossed = str(Place.ATTENDED if columns else Place.DID_NOT_ATTEND)
    meaning = {CROSS: crossed, NO: str(Place.DID_NOT_ATTEND)}
    merely_no = NO in (place, attended)
    place, attended = meaning.get(place, place), meaning.get(attended, attended)
    told = _of_two(place, attended)
    gone = cancelled or late
    if told == Place.ATTENDED and (gone or missed):
        raise Refused(
            ("attended", "attended", f"was said, but so was {'cancelled' if gone else 'did not attend'}")
        )
    if gone and missed:
        raise Refused(("cancelled", "cancelled", "was said, but so was did not attend"))
    if gone and told != Place.LATE_CANCELLATION:
        return str(Place.LATE_CANCELLATION if late else Place.CANCELLED)
    if missed and told in ("", Place.BOOKED, Place.WAITING):
        return str(Place.DID_NOT_ATTEND)
    if merely_no and told == Place.DID_NOT_ATTEND and missed is False:
        return str(Place.BOOKED)  # neither came nor missed it nor cancelled: it has not been yet
    if not told:
        raise Refused(("place", "", f"says nothing; one of these is needed: {EXPECTED}"))
    return told


def _of_two(place: str, attended: str) -> str:
    """What a status and an attendance say together; the attendance knows more, unless it knows nothing yet."""
    if not attended or (attended == Place.BOOKED and place):
        return place
    if not place or place == Place.BOOKED or attended == place:
        return attended
    if attended == Place.ATTENDED:
        if place in (Place.CANCELLED, Place.LATE_CANCELLATION, Place.DID_NOT_ATTEND):
            raise Refused(("attended", "attended", f"was said, but the booking's status is {place}"))
        return attended
    return attended if place == Place.ATTENDED else place
