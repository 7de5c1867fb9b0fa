"""Reports at the command line: import, export, check, publish, verify."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sightline.claims.figuring import RecordedFigures
from sightline.claims.verdicts import VerdictKind
from sightline.foundation.access import Shell
from sightline.foundation.commands import (
    DOES_NOT_HOLD,
    DONE,
    NOT_RECORDED,
    Command,
    Misuse,
    answer,
    commands,
    say,
    tell,
)
from sightline.partnership.models import Partnership
from sightline.partnership.queries import partnership_by_slug
from sightline.reports import queries
from sightline.reports.checking import Finding, Findings, look
from sightline.reports.freezing import parts
from sightline.reports.models import Publication, Report
from sightline.reports.presenting.known import SHAPES
from sightline.reports.presenting.prose import plain
from sightline.reports.services.importing import export_text, take_in
from sightline.reports.services.publishing import NothingNew, Stopped, publish
from sightline.reports.services.verifying import verify
from sightline.reports.text import UnreadableReport

LARGEST = 10_000_000


def _of_partnership(parser: ArgumentParser) -> None:
    parser.add_argument("--partnership", required=True, metavar="SLUG")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _of_report(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the last part of the report's address")
    _of_partnership(parser)


def _of_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.md")
    _of_partnership(parser)


def _of_publication(parser: ArgumentParser) -> None:
    _of_report(parser)
    parser.add_argument("--out", metavar="DIR", help="also write the html, pdf, docx and json files here")
    parser.add_argument(
        "--correction", default="", help="for a later version: what it puts right, for readers"
    )


def _partnership(options: Namespace) -> Partnership:
    found = partnership_by_slug(options.partnership)
    if found is None:
        raise Misuse(f"There is no partnership “{options.partnership}”.")
    return found


def _report(options: Namespace) -> Report:
    partnership = _partnership(options)
    found = queries.report(partnership, options.slug)
    if found is None:
        known = ", ".join(queries.reports(partnership).values_list("key", flat=True))
        raise Misuse(
            f"There is no report “{options.slug}”. "
            + (f"There are: {known}." if known else "There are none yet.")
        )
    return found


def _import(options: Namespace) -> int:
    partnership, path = _partnership(options), Path(options.file)
    try:
        if path.stat().st_size > LARGEST:
            raise Misuse(f"{path} is too large to be a report.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise Misuse(f"{path} could not be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise Misuse(f"{path} is not text in UTF-8: save it as plain text and try again.") from None
    try:
        taken = take_in(by=Shell(), partnership=partnership, text=text, name=path.stem)
    except UnreadableReport as problem:
        for line, sentence in problem.errors:
            tell(f"{path.name}, line {line}: {sentence}")
        tell("Nothing was imported.")
        if options.json:
            answer({"errors": [{"line": line, "problem": sentence} for line, sentence in problem.errors]})
        return DOES_NOT_HOLD
    for line, sentence in taken.unprinted:
        tell(f"{path.name}, line {line}: {sentence}")
    if options.json:
        answer({"slug": taken.report.slug, "claims": taken.now})
    else:
        say(f"{taken.report.slug}: {taken.said}")
    return DONE


def _export(options: Namespace) -> int:
    report = _report(options)
    text = export_text(report)
    if options.json:
        answer({"slug": report.slug, "text": text})
    else:
        sys.stdout.write(text)
    return DONE


def _check(options: Namespace) -> int:
    report = _report(options)
    findings = look(queries.report_text(report).blocks, RecordedFigures(report.partnership))
    figures = parts(findings.blocks)["figures"]
    if options.json:
        answer(
            {
                "slug": report.slug,
                "claims": [_plain(claim, figures) for claim in findings.claims],
                "stops": list(findings.stops),
                "warnings": list(findings.warnings),
            }
        )
    else:
        for claim in findings.claims:
            shape, verdict = SHAPES.get(str(claim.verdict), "!"), claim.verdict or "cannot be asked"
            say(f"{shape} {verdict}: {plain(claim.block.text, figures)}")
            for one in claim.checks:
                say(f"    {one.verdict.because if one.verdict else one.problem}")
            if claim.block.reason:
                say(f"    Reason: {claim.block.reason}")
    _tell_stops(findings)
    return _status(findings)


def _status(findings: Findings) -> int:
    """0 when nothing stops publication, 3 when all that does is what was not recorded, else 1."""
    if not findings.stops:
        return DONE
    stopped = [found for found in findings.blocks if found.stops]
    unknown = all(found.verdict is VerdictKind.NOT_RECORDED and _can_be_asked(found) for found in stopped)
    return NOT_RECORDED if stopped and unknown else DOES_NOT_HOLD


def _can_be_asked(found: Finding) -> bool:
    return not any(spoken.problem for spoken in found.inline)


def _tell_stops(findings: Findings) -> None:
    for stop in findings.stops:
        tell(f"Stops publication: {stop}")
    for warning in findings.warnings:
        tell(f"Look again: {warning}")


def _plain(claim: Finding, figures: Mapping[str, Any]) -> dict[str, Any]:
    checks = [
        {
            "check": one.asks,
            "verdict": str(one.verdict.kind) if one.verdict else "cannot be asked",
            "value": one.verdict.plain if one.verdict else None,
            "because": one.verdict.because if one.verdict else one.problem,
        }
        for one in claim.checks
    ]
    first = checks[0] if checks else {"check": None, "value": None, "because": ""}
    return {
        "sentence": plain(claim.block.text, figures),
        "verdict": str(claim.verdict) if claim.verdict else "cannot be asked",
        "check": first["check"],
        "value": first["value"],
        "because": first["because"],
        "checks": checks,
        "reason": claim.block.reason,
        "judged_by": claim.block.judged_by,
    }


def _publish(options: Namespace) -> int:
    report = _report(options)
    if options.out and Path(options.out).exists() and not Path(options.out).is_dir():
        raise Misuse(f"{options.out} is a file: give a folder.")
    try:
        publication = publish(by=Shell(), report=report, correction=options.correction)
    except Stopped as stopped:
        for stop in stopped.stops:
            tell(f"Stops publication: {stop}")
        tell("Nothing was published.")
        if options.json:
            answer({"slug": report.slug, "published": False, "stops": list(stopped.stops)})
        return DOES_NOT_HOLD
    except NothingNew as same:
        publication = same.publication
        tell(str(same))
    written = _write_files(publication, Path(options.out)) if options.out else []
    address = f"/published/{report.partnership.slug}/{report.slug}/"
    if options.json:
        answer(
            {
                "slug": report.slug,
                "published": True,
                "version": publication.version,
                "address": address,
                "sha256": publication.sha256,
                "files": written,
            }
        )
    else:
        say(f"Version {publication.version} of {report.title} is published at {address}")
        for path in written:
            say(f"  {path}")
    return DONE


def _write_files(publication: Publication, folder: Path) -> list[str]:
    written = []
    for file in publication.files.all():
        content = queries.as_published(file)
        if content is None:
            tell(
                f"The {file.form} file of this version is missing from the store, or is not what was published."
            )
            continue
        path = folder / f"{publication.report.slug}.{file.form}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as problem:
            raise Misuse(f"{path} could not be written: {problem.strerror}.") from None
        written.append(str(path))
    return written


def _verify(options: Namespace) -> int:
    report = _report(options)
    versions = queries.publications(report)
    if not versions:
        raise Misuse(f"“{report.title}” has not been published yet.")
    outcome = verify(by=Shell(), publication=versions[0])
    if options.json:
        answer(outcome.plain())
    else:
        say(f"Version {outcome.version}: {len(outcome.items)} figures and checks were computed again.")
        for item in outcome.changed:
            then = f"{item.verdict_then}, {item.then}" if item.is_check else item.then
            now = f"{item.verdict_now}, {item.now}" if item.is_check else item.now
            say(f"{SHAPES['changed since']} {item.asks}")
            say(f"    was: {then}")
            say(f"    now: {now}")
        for item in outcome.quiet:
            say(f"  {item.asks}: the records changed, the figure did not.")
        if outcome.stands:
            say("All of it comes out as it was published.")
    for damage in outcome.damage:
        tell(damage)
    return DONE if outcome.stands else DOES_NOT_HOLD


for _command in (
    Command("report import", "take in a report's text form, as a draft", _of_file, _import),
    Command("report export", "print a report's text form", _of_report, _export),
    Command("report check", "the verdict on every claim, and what stops publication", _of_report, _check),
    Command("report publish", "freeze a report as its next version", _of_publication, _publish),
    Command("report verify", "what has changed since a report was published", _of_report, _verify),
):
    commands.add(_command)
