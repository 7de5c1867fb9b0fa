"""Every reason for which a whole file is refused, in the words that the person who sent it will read."""

EXCEL_TO_XLSX = "open it in Excel or LibreOffice, save it as .xlsx, and import that"

EMPTY = "This file is empty. Export or save it again, check that it opens, and import the new copy."
PROTECTED = (
    "This workbook is protected by a password, so it cannot be read. Open it in Excel, remove the password "
    "(File, Info, Protect Workbook, Encrypt with Password, clear the box), save it, and import it again."
)
DAMAGED = (
    "This workbook is damaged or was cut short, so it cannot be read. Try to open it in Excel: if it opens, "
    "save it under a new name and import that; if it does not, ask for a fresh copy."
)
NOT_A_WORKBOOK = (
    "This file is a package of another kind (a document, a presentation or a zip archive), not a workbook. "
    "Import the spreadsheet itself, as .xlsx, .xls, .ods or .csv."
)
DECLARATIONS = (
    "This workbook holds document type declarations, which spreadsheet programs never write and which can do "
    f"harm, so it was not read. If you trust where it came from, {EXCEL_TO_XLSX}."
)
NUL_BYTES = (
    "This file is named as text but holds bytes that are not text. Open it in the program it came from, "
    'save it as "CSV UTF-8", and import that.'
)


class Unreadable(Exception):
    """A file that cannot be read at all; its text is a plain sentence for the person who sent it."""


def too_big_for_memory(memory: int) -> Unreadable:
    """The refusal of a workbook that asked for more than ``memory`` bytes."""
    return Unreadable(
        f"Reading this workbook would take more than {memory >> 20:,} MB of memory. Often something "
        "was left far outside the table. Copy the table alone into a new workbook, or save the sheet as "
        ".csv, and import that."
    )


def too_slow(seconds: int) -> Unreadable:
    """The refusal of a workbook that was still being read after ``seconds``."""
    unit = "second" if seconds == 1 else "seconds"
    return Unreadable(
        f"Reading this workbook took longer than {seconds:,} {unit}, "
        "so it was stopped. Save the sheet you need as .csv, which is far quicker to read, and import that."
    )


def unpacks_too_far(packed: int, unpacked: int) -> Unreadable:
    """The refusal of a package of ``packed`` bytes that says it holds, or does hold, ``unpacked``."""
    return Unreadable(
        f"This workbook unpacks from {_size(packed)} to {_size(unpacked)} or more, far beyond an ordinary "
        "spreadsheet, so it was not opened. Copy what you need into a new workbook and import that."
    )


def reaches_too_far(sheet: str, corner: str) -> Unreadable:
    """The refusal of a sheet whose last used cell, ``corner``, makes it too large to hold."""
    return Unreadable(
        f'The sheet "{sheet}" reaches as far as cell {corner}, so something was left far outside its table. '
        "In Excel press Ctrl+End to go there, delete the rows and columns beyond the table, save, and import "
        "it again."
    )


def too_many_sheets(count: int, most: int) -> Unreadable:
    """The refusal of a workbook of ``count`` sheets where ``most`` are allowed."""
    return Unreadable(
        f"This workbook has {count:,} sheets; at most {most:,} can be read. "
        "Copy the sheets you need into a new workbook and import that."
    )


def cell_too_long(where: str, most: int) -> Unreadable:
    """The refusal of a file one of whose cells, at ``where``, has more than ``most`` characters."""
    return Unreadable(
        f"{where} holds a cell of more than {most:,} characters, which no spreadsheet allows. In a text "
        "file this usually means a quotation mark that is opened and never closed. Mend it and import the "
        "file again."
    )


def record_too_long(line: int) -> Unreadable:
    """The refusal of a text file whose record at ``line`` does not end within reason."""
    return Unreadable(
        f"The row that begins on line {line:,} runs on for millions of characters. Look there for a "
        "quotation mark that is opened and never closed, or for missing line ends. Mend it and import the "
        "file again."
    )


def too_wide(line: int, most: int) -> Unreadable:
    """The refusal of a text file whose row at ``line`` has more cells than any sheet has columns."""
    return Unreadable(
        f"The row on line {line:,} has more than {most:,} cells, which no spreadsheet has. Look there for missing "
        "line ends, or for text that is not a table. Mend it and import the file again."
    )


def filled_too_wide(sheet: str, row: int, most: int) -> str:
    """Why a sheet is refused whose ``row`` has more than ``most`` cells with something in them."""
    return (
        f'Row {row:,} of the sheet "{sheet}" has something in more than {most:,} cells, far more than the registers '
        "and lists that are imported here. Keep the columns that belong to the table, or split it, and import "
        "that."
    )


def never_closed(line: int) -> Unreadable:
    """The refusal of a text file that ends inside a quoted cell of the row that begins on ``line``."""
    return Unreadable(
        f"In the row that begins on line {line:,} a quotation mark is opened and never closed, so every row after "
        "it would be read as a part of it. Close it or take it away, and import the file again."
    )


def closed_too_late(line: int, last: int) -> Unreadable:
    """The refusal of a text file in which one cell of the row that begins on ``line`` holds whole rows."""
    return Unreadable(
        f"In the row that begins on line {line:,} a quotation mark is opened that is closed on line {last:,} only, "
        "and whole rows stand between. Close it where its cell ends or take it away, and import the file again."
    )


def wrong_ending(ending: str) -> Unreadable:
    """The refusal of a file whose name ends in something that is never a spreadsheet read here."""
    return Unreadable(
        f"Files whose name ends in {ending} cannot be imported. Open it in the program it came from, "
        "save the sheet as .xlsx or .csv, and import that."
    )


def disguised(ending: str, what: str, remedy: str) -> Unreadable:
    """The refusal of a file whose content is ``what`` although its name ends in ``ending``."""
    return Unreadable(f"This file is named {ending or 'without an ending'} but is {what}: {remedy}.")


def _size(count: int) -> str:
    return f"{count >> 20:,} MB" if count >= 1 << 20 else f"{-(-count >> 10):,} KB"
