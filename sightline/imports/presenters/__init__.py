"""The pages of importing, made from imports and their outcomes: four steps, and the list of what was imported."""

from .columns import columns_page
from .ending import discard_page, done_page
from .files import imports_page, kind_page, unreadable_page, upload_page, waiting_page
from .preview import problems_page
from .undoing import undo_page

__all__ = [
    "columns_page",
    "discard_page",
    "done_page",
    "imports_page",
    "kind_page",
    "problems_page",
    "undo_page",
    "unreadable_page",
    "upload_page",
    "waiting_page",
]
