"""Opening XML that a stranger made: what kind of file it is, and what is wrong with it, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from ..model import Unreadable
from .shape import local_name

CHUNK = 1 << 18
PROLOGUE = 1 << 20
LONGEST = 4_000_000
"""Bytes within which an element that is waited for has to end, so that no file can fill the memory."""

_SIGNS = {
    etree.ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING,
    etree.ErrorTypes.ERR_ENTITYREF_NO_NAME,
    etree.ErrorTypes.ERR_NAME_REQUIRED,
}
_ENCODED = {
    etree.ErrorTypes.ERR_INVALID_CHAR,
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
}


@contextmanager
def opened(path: Path, roots: Sequence[str]) -> Iterator[IO[bytes]]:
    """The file, once its beginning was looked at: XML, without a document type, whose root is one of ``roots``.

    Raises Unreadable.
    """
    with path.open("rb") as file:
        root = local_name(root_of(file).tag)
        if root not in roots:
            raise Unreadable(
                f"The outermost element of the file is <{root[:40]}>. A children in need census begins with <Message>."
            )
        file.seek(0)
        yield file


def root_of(file: IO[bytes]) -> Any:
    """The root element of an XML file, of which no more is read than its beginning. Raises Unreadable."""
    beginning = file.read(4)
    if not beginning:
        raise Unreadable("The file is empty.")
    if beginning.startswith(b"PK"):
        raise Unreadable("This is a workbook or an archive, not XML.")
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    read, chunk = 0, beginning
    while chunk and read < PROLOGUE:
        fault = _fed(parser, chunk)
        for _, root in parser.read_events():
            if root.getroottree().docinfo.internalDTD is not None:
                raise Unreadable(
                    "The file declares a document type (DOCTYPE). A census has none, and it can be used to do "
                    "harm, so the file was not read. Take the declaration out and send it again."
                )
            return root
        if fault is not None:
            raise Unreadable(explain(fault, beginning=True))
        read += len(chunk)
        chunk = file.read(CHUNK)
    raise Unreadable(
        "There is no element at the beginning of the file: this is not XML, or it was cut short."
    )


def _fed(parser: Any, chunk: bytes) -> etree.XMLSyntaxError | None:
    """Feed a chunk; a fault in it does not hide what was read before the fault."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as fault:
        return fault
    return None


def explain(fault: etree.XMLSyntaxError, *, beginning: bool = False) -> str:
    """A sentence for a fault of XML. It never quotes the file, whose text may be about a child."""
    code, at = fault.code, fault.lineno
    last = fault.error_log.last_error
    if code == etree.ErrorTypes.ERR_INTERNAL_ERROR and last is not None:
        code, at = last.type, last.line  # the parser fell silent: what it noted before says why
    line = f"Line {at or 1:,}"
    if code in _ENCODED:
        return (
            f"{line}: there are characters that are not in the encoding that the file says it has. "
            "Save it as UTF-8 and send it again."
        )
    if code == etree.ErrorTypes.ERR_RESERVED_XML_NAME:
        return (
            f"{line}: the file has to begin with its declaration, <?xml … ?>. Take out what stands before it."
        )
    if code == etree.ErrorTypes.ERR_DOCUMENT_END:
        return f"{line}: there is more after the end of the return, perhaps a second one. Send one in a file."
    if code in _SIGNS:
        return f"{line}: there is a & or a < within a text. They are written &amp; and &lt; in XML."
    if code == etree.ErrorTypes.ERR_UNDECLARED_ENTITY:
        return (
            f"{line}: there is a named character (such as &nbsp;) that XML does not know. Write it as itself."
        )
    if beginning and code != etree.ErrorTypes.ERR_TAG_NOT_FINISHED:
        return f"{line}: this is not XML. A census is an XML file that begins with <Message>."
    if code == etree.ErrorTypes.ERR_TAG_NOT_FINISHED:
        return f"{line}: the file ends before it is complete. It may have been cut short on its way: send it again."
    if code == etree.ErrorTypes.ERR_TAG_NAME_MISMATCH:
        return (
            f"{line}: the element that ends here is not the one that began last, so the file cannot be read."
        )
    return f"{line}: the XML is broken here, so the file cannot be read. Make it again and send it again."
