"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.funding import recordings, views
from sightline.funding.permissions import VIEW

app_name = "funding"
urlpatterns = [
    page("funding/", views.year, name="year", needs=VIEW),
    page("funding/contributions/", views.contribution_list, name="contributions", needs=VIEW),
    *recordings.contributions.pages("funding/contributions/", "<int:number>/"),
    page(
        "funding/contributions/<int:number>",
        views.contribution_record,
        name="contribution-record",
        needs=VIEW,
    ),
    *recordings.incomes.pages("funding/income/", "<int:number>/"),
    page("funding/income/<int:number>", views.income_record, name="income-record", needs=VIEW),
    page("funding/budget/", views.budget_list, name="budget", needs=VIEW),
    *recordings.budget_lines.pages("funding/budget/", "<int:number>/"),
    page("funding/budget/<int:number>", views.line_record, name="line-record", needs=VIEW),
    page("funding/spend/", views.spend_list, name="spend", needs=VIEW),
    *recordings.payments.pages("funding/spend/", "<int:number>/"),
    page("funding/spend/<int:number>", views.payment_record, name="payment-record", needs=VIEW),
]
