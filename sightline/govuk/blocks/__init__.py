"""The blocks a page is built from. A presenter puts them in a tuple; each knows the template that draws it.

    blocks=(
        Heading("Training"),
        Text("Partners kept up a broad programme."),
        SummaryList((SummaryRow("Owner", "Priya Shah", Link("Change", "owner", hidden="owner")),)),
        StatRow((Stat(9166, "training places attended", "Up 4% on 2023-24.", sparkline=svg, href="..."),)),
        Chart("Attendance held steady all year", svg, table=Table(...)),
        Claim("More than nine thousand places were taken up.", Verdict("holds"), known=(SummaryRow(...),)),
        TaskList((Task("Agree the minutes of 12 March", "/...", status=Tag("Overdue", "red")),)),
        Timeline((Entry(when, "Priya Shah", "changed the status", (Change("Status", "Open", "Complete"),)),)),
        Details("What this means", (Text("..."),)),
        Columns((main blocks,), (side blocks,)),
    )

Tables, filters and pagination are in `sightline.govuk.tables`; values in `sightline.govuk.values`.
"""

from .base import Action, Block, Buttons
from .board import Board, BoardColumn, Card, Switch
from .figures import Chart, Claim, Stat, StatRow
from .form import FormBlock
from .grouping import Columns, Details, Section
from .records import Change, Entry, Step, Steps, SummaryList, SummaryRow, Task, TaskList, Timeline
from .text import (
    Bullets,
    Contents,
    Empty,
    Heading,
    Inset,
    Outline,
    OutlineItem,
    Panel,
    Progress,
    Prose,
    Text,
    WarningText,
)

__all__ = [
    "Action",
    "Block",
    "Board",
    "BoardColumn",
    "Bullets",
    "Buttons",
    "Card",
    "Change",
    "Chart",
    "Claim",
    "Columns",
    "Contents",
    "Details",
    "Empty",
    "Entry",
    "FormBlock",
    "Heading",
    "Inset",
    "Outline",
    "OutlineItem",
    "Panel",
    "Progress",
    "Prose",
    "Section",
    "Stat",
    "StatRow",
    "Step",
    "Steps",
    "SummaryList",
    "SummaryRow",
    "Switch",
    "Task",
    "TaskList",
    "Text",
    "Timeline",
    "WarningText",
]
