"""The text form of a report: Markdown with claims in it, so that a report can be kept, compared and written
anywhere.

Reading is tolerant and tells every error with its line; printing has one form, and what is in that form
survives reading and printing unchanged.
"""

from sightline.reports.text.printing import write
from sightline.reports.text.reading import UnreadableReport, read
from sightline.reports.text.unprinted import unprinted

__all__ = ["UnreadableReport", "read", "unprinted", "write"]
