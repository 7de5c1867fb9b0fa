"""What the commands about agencies' data share: the partnership, agency and file that were named, or a sentence,
and a line that says how far long work is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from sightline.foundation.commands import Misuse
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.queries import agency, agency_names, partnership_by_slug


def partnership_at(slug: str) -> Partnership:
    """The partnership of that slug. Raises Misuse."""
    found = partnership_by_slug(slug)
    if found is None:
        raise Misuse(
            f"There is no partnership “{slug}”. To create it: sightline partnership create {slug} --name …"
        )
    return found


def agency_named(partnership: Partnership, name: str) -> Agency:
    """The agency that goes by a name. Raises Misuse."""
    number = agency_names(partnership).meant(name)
    found = agency(partnership, number) if number is not None else None
    if found is None:
        raise Misuse(f"{partnership.name} has no agency called “{name}”.")
    return found


def file_at(path: Path) -> Path:
    """A path at which there is a file that can be read. Raises Misuse."""
    try:
        with path.open("rb"):
            return path
    except IsADirectoryError:
        raise Misuse(f"{path} is a folder. Name the file in it.") from None
    except PermissionError:
        raise Misuse(f"You may not read {path}. Ask its owner for the right, or for a copy.") from None
    except (OSError, ValueError):
        raise Misuse(f"There is no file at {path}.") from None


def progress_shown() -> Callable[[str, float], None] | None:
    """What tells a terminal how far the work is, on one line of stderr; None where nobody looks on."""
    return _on_one_line if watched() else None


def watched() -> bool:
    """Whether what goes to stderr is seen on a terminal."""
    return sys.stderr.isatty()


def _on_one_line(what: str, share: float) -> None:
    sys.stderr.write(f"\r{share:>4.0%}  {what:<60}")
    if share >= 1:
        sys.stderr.write("\n")
    sys.stderr.flush()
