"""Importing from a shell, where nobody can be asked: names resolve by what is known, or the row is refused."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from sightline.foundation.access import Shell
from sightline.foundation.commands import DOES_NOT_HOLD, DONE, Command, Misuse, answer, commands, say, tell
from sightline.foundation.files import chunks_of
from sightline.imports import services
from sightline.imports.interpreting import CannotImport
from sightline.imports.layouts import layouts
from sightline.imports.models import Import
from sightline.imports.queries import import_of
from sightline.imports.reading import Unreadable
from sightline.imports.running import Outcome
from sightline.partnership.models import Partnership
from sightline.partnership.queries import partnership_by_slug

SHOWN = 20


def import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument("--layout", metavar="KEY", choices=[layout.key for layout in layouts])
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--json", action="store_true")


def import_file(args: Namespace) -> int:
    """Import one file; a file of which some rows went in is done, one of which none did is not."""
    partnership = _partnership(args.partnership)
    path: Path = args.file
    _look_at(path)
    by = Shell()
    try:
        import_ = services.receive(by=by, partnership=partnership, name=path.name, chunks=chunks_of(path))
    except CannotImport as problem:
        return _nothing(args, str(problem), path.name)
    try:
        services.plan(by=by, import_=import_, layout=layouts[args.layout] if args.layout else None)
        carry_out = services.preview if args.dry_run else services.commit
        outcome = carry_out(by=by, import_=import_)
    except (Unreadable, CannotImport) as problem:
        services.discard(by=by, import_=import_)
        return _nothing(args, str(problem), path.name)
    except BaseException:
        services.discard(by=by, import_=import_)
        raise
    document = _document(import_, outcome)
    if args.dry_run or not outcome.went_in:
        services.discard(by=by, import_=import_)
        document["id"] = None
    if args.json:
        answer(document)
    else:
        _tell(document, dry_run=args.dry_run)
    return DONE if outcome.went_in else DOES_NOT_HOLD


def _look_at(path: Path) -> None:
    """Raise Misuse when there is no file that can be read at a path."""
    try:
        with path.open("rb"):
            pass
    except IsADirectoryError:
        raise Misuse(f"{path} is a folder. Name the spreadsheet in it.") from None
    except PermissionError:
        raise Misuse(f"You may not read {path}. Ask its owner for the right, or for a copy.") from None
    except (OSError, ValueError):
        raise Misuse(f"There is no file at {path}.") from None


def _document(import_: Import, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": import_.pk,
        "layout": import_.layout,
        "rows_read": outcome.rows_read,
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "duplicates": outcome.duplicates,
        "refused": outcome.refused,
        "error_count": outcome.error_count,
        "errors": outcome.errors,
        "skipped_count": outcome.skipped_count,
        "skipped": outcome.skipped,
        "warning_count": outcome.warning_count,
        "warnings": outcome.warnings,
        **({"conflict_count": outcome.merged["conflict_count"]} if outcome.merged else {}),
    }


def _nothing(args: Namespace, problem: str, name: str) -> int:
    tell(f"{name} was not imported, and nothing was changed. {problem}")
    if args.json:
        error = {"sheet": "", "row": None, "column": "", "value": "", "problem": problem}
        counts = dict.fromkeys(("rows_read", "created", "updated", "unchanged", "duplicates", "refused"), 0)
        document = {"id": None, "layout": args.layout, **counts, "error_count": 1, "errors": [error]}
        answer({**document, "skipped_count": 0, "skipped": [], "warning_count": 0, "warnings": []})
    return DOES_NOT_HOLD


def _tell(document: dict[str, Any], *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    say(
        f"{layouts[document['layout']].title}: {document['rows_read']:,} rows read; "
        f"{document['created']:,} {would}created, "
        f"{document['updated']:,} updated, {document['unchanged']:,} unchanged, {document['duplicates']:,} duplicates, "
        f"{document['refused']:,} rows refused."
    )
    if both := document.get("conflict_count"):
        cells = "1 cell was" if both == 1 else f"{both:,} cells were"
        say(
            f"{cells} changed in both places, and Sightline's value stays. To choose, import it in the browser."
        )
    for error in document["errors"][:SHOWN]:
        tell(f"  {_where(error)}: {_quoted(error)}{error['problem']}")
    if document["error_count"] > SHOWN:
        tell(f"  … and {document['error_count'] - SHOWN:,} more.")
    if document["warning_count"]:
        say(f"{document['warning_count']:,} cells are in doubt; their rows {would or 'were '}taken in:")
        for doubt in document["warnings"][:SHOWN]:
            tell(f"  {_where(doubt)}: {_quoted(doubt)}{doubt['problem']}")
        if document["warning_count"] > SHOWN:
            tell(f"  … and {document['warning_count'] - SHOWN:,} more.")
    if not dry_run and document["id"]:
        say(
            f"Import {document['id']}. To take it back: sightline import undo {document['id']} --partnership …"
        )


def _where(told: dict[str, Any]) -> str:
    return f"{told['sheet']}, row {told['row']}" + (f", {told['column']}" if told["column"] else "")


def _quoted(told: dict[str, Any]) -> str:
    return f"“{told['value']}” " if told["value"] else ""


def undo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=int)
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument("--json", action="store_true")


def undo(args: Namespace) -> int:
    """Take an import back."""
    partnership = _partnership(args.partnership)
    import_ = import_of(partnership, args.id)
    if import_ is None:
        raise Misuse(f"{partnership.name} has no import with the number {args.id}.")
    try:
        counts = services.undo(by=Shell(), import_=import_)
    except CannotImport as problem:
        tell(str(problem))
        return DOES_NOT_HOLD
    if args.json:
        answer({"id": args.id, **counts})
    else:
        say(
            f"Import {args.id} was undone: {counts['removed']:,} records removed, {counts['put_back']:,} put back."
        )
    return DONE


def _partnership(slug: str) -> Partnership:
    partnership = partnership_by_slug(slug)
    if partnership is None:
        raise Misuse(
            f"There is no partnership “{slug}”. To create it: sightline partnership create {slug} --name …"
        )
    return partnership


commands.add(Command("import", "Import a spreadsheet", import_arguments, import_file))
commands.add(Command("import undo", "Take an import back", undo_arguments, undo))
