"""The forms of an action: the whole of it, each step it takes, and that it is to be done later."""

from sightline.actions.forms.kept import GROUPS, ActionForm
from sightline.actions.forms.later import MoveForm, RiskForm
from sightline.actions.forms.steps import (
    AgreeForm,
    AssureForm,
    BeginForm,
    CompleteForm,
    DeclineForm,
    ReopenForm,
    UpdateForm,
)

__all__ = [
    "GROUPS",
    "ActionForm",
    "AgreeForm",
    "AssureForm",
    "BeginForm",
    "CompleteForm",
    "DeclineForm",
    "MoveForm",
    "ReopenForm",
    "RiskForm",
    "UpdateForm",
]
