"""The pages on which a version is withdrawn and put back, the same for whatever record it is a version of."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from sightline.govuk.forms import Form
from sightline.govuk.values import Link
from sightline.partnership.asking import Inside, ask_whether
from sightline.partnership.recording import WithdrawForm
from sightline.partnership.services.keeping import Keeping


def ask_to_withdraw(
    request: Inside, version: Any, keeping: Keeping[Any], *, keepers: str, crumbs: tuple[Link, ...]
) -> HttpResponse:
    """Ask whether a version is to be withdrawn, and withdraw it.

    ``keepers`` are who can open it from then on; ``crumbs`` lead to its record, where one goes on afterwards.
    """
    return ask_whether(
        request,
        WithdrawForm(request.POST if request.method == "POST" else None),
        lambda data: keeping.withdraw(by=request.person, record=version, **data),
        title=f"Withdraw version {version.number}?",
        text=f"From then on only {keepers} can open it. It keeps its number, and you can put it back.",
        crumbs=crumbs,
        back=crumbs[-1].href,
        submit="Withdraw it",
        said="The version was withdrawn.",
    )


def ask_to_restore(
    request: Inside, version: Any, keeping: Keeping[Any], *, readers: str, crumbs: tuple[Link, ...]
) -> HttpResponse:
    """Ask whether a withdrawn version is to be put back for its ``readers``, and put it back."""
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: keeping.restore(by=request.person, record=version),
        title=f"Put version {version.number} back?",
        text=f"{readers} can open it again.",
        crumbs=crumbs,
        back=crumbs[-1].href,
        submit="Put it back",
        keep="Leave it withdrawn",
        style="primary",
        said="The version is back.",
    )
