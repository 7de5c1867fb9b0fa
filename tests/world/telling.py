"""What comes in as files and goes out as reports."""

from __future__ import annotations

from sightline.foundation.access import Shell
from sightline.imports import services as imports
from sightline.imports.models import Import
from sightline.reports.models import Block, Evidence, Publication, Report
from sightline.reports.services.importing import import_text
from sightline.reports.services.publishing import publish
from tests.world.data import Data

AGENCIES = b"""Name,Kind,Statutory partner,Staff who work with children,As at
North School,schools,no,40,2024-04-01
South School,schools,no,40,31 April 2024
"""
REPORT = """---
kind: scrutineer
title: Scrutiny
period: 2024-25
---
## Training

::: claim
Practitioners feel heard.
check: actions.outstanding at 2025-03-31 >= 0
reason: I asked them.
judged by: A Scrutineer
evidence: Notes of six visits
:::
"""


class World(Data):
    """What there is in one partnership."""

    @property
    def import_(self) -> Import:
        """A file that waits to be committed."""
        return self._once("import", self._previewed)

    def _previewed(self) -> Import:
        by = Shell("tester")
        import_ = imports.receive(by=by, partnership=self.partnership, name="agencies.csv", chunks=[AGENCIES])
        imports.plan(by=by, import_=import_)
        imports.preview(by=by, import_=import_)
        return import_

    @property
    def report(self) -> Report:
        """A report with one claim, which has a check and a piece of evidence; it is published."""
        return self._once("report", self._reported)

    def _reported(self) -> Report:
        by = Shell("tester")
        report = import_text(by=by, partnership=self.partnership, text=REPORT)
        publish(by=by, report=report)
        return report

    @property
    def claim(self) -> Block:
        claim: Block = self.report.blocks.get(kind="claim")
        return claim

    @property
    def evidence(self) -> Evidence:
        evidence: Evidence = self.claim.evidence.get()
        return evidence

    @property
    def publication(self) -> Publication:
        publication: Publication = self.report.publications.get()
        return publication
