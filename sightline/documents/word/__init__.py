"""A document as Word: real styles, headings and table heads, so that it can be read aloud, searched and
edited."""

from sightline.documents.word.writer import to_docx

__all__ = ["to_docx"]
