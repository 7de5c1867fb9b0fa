"""How contributions, other income, budget lines and payments are kept by hand on pages."""

from __future__ import annotations

from sightline.funding import queries, services
from sightline.funding.forms import (
    CONTRIBUTION_GROUPS,
    BudgetLineForm,
    ContributionForm,
    IncomeForm,
    SpendForm,
)
from sightline.funding.presenters.addresses import (
    called,
    within_budget,
    within_contributions,
    within_line,
    within_year,
)
from sightline.partnership.recording import Recording

contributions = Recording(
    keeping=services.contributions,
    form=ContributionForm,
    find=queries.contribution,
    names="funding:contribution-",
    within=within_contributions,
    called=called,
    groups=CONTRIBUTION_GROUPS,
)
incomes = Recording(
    keeping=services.incomes,
    form=IncomeForm,
    find=queries.income,
    names="funding:income-",
    within=within_year,
    called=called,
)
budget_lines = Recording(
    keeping=services.budget_lines,
    form=BudgetLineForm,
    find=queries.budget_line,
    names="funding:line-",
    within=within_budget,
    called=called,
    withdrawing="It leaves every figure with all that was spent of it, and stays in the history. You can put it back.",
)
payments = Recording(
    keeping=services.spend,
    form=SpendForm,
    find=queries.payment,
    names="funding:payment-",
    within=within_line,
    called=called,
)
