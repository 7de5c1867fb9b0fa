"""The files in which a document can be taken away."""

from __future__ import annotations

from sightline.documents.model import BRAND, Document
from sightline.documents.pdf import to_pdf
from sightline.documents.word import to_docx

FORMS = {"docx": "Word", "pdf": "PDF"}
"""What people call each form, by the ending of its file."""
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def written(document: Document, form: str, brand: str = BRAND) -> bytes:
    """The bytes of a document in one of the FORMS."""
    return {"docx": to_docx, "pdf": to_pdf}[form](document, brand)
