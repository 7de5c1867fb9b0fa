"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.reports.views import blocks, builder, editing, lists, publishing

app_name = "reports"
LARGEST_TEXT = 16 * 1024 * 1024
VIEW, DRAFTS, WRITE, PUBLISH = "reports.view", "reports.drafts", "reports.write", "reports.publish"
R = "reports/<slug:slug>"
B = f"{R}/blocks/<int:number>"
V = f"{R}/publications/<int:version>"
urlpatterns = [
    page("reports/", lists.report_list, name="reports", needs=VIEW),
    page("reports/new", lists.new_report, name="new", needs=WRITE),
    page("reports/import", lists.import_report, name="import", needs=WRITE, takes=LARGEST_TEXT),
    page(f"{R}/", editing.edit_report, name="editor", needs=DRAFTS),
    page(f"{R}/details", lists.head, name="head", needs=WRITE),
    page(f"{R}/discard", lists.discard, name="discard", needs=WRITE),
    page(f"{R}/text", lists.as_text, name="text", needs=DRAFTS),
    page(f"{R}/claims", publishing.claims, name="claims", needs=DRAFTS),
    page(f"{R}/preview", publishing.preview, name="preview", needs=DRAFTS),
    page(f"{R}/publish", publishing.publish, name="publish", needs=PUBLISH),
    page(f"{R}/published", publishing.published, name="published", needs=DRAFTS),
    page(f"{R}/publications", publishing.publications, name="publications", needs=DRAFTS),
    page(f"{V}/check", publishing.check_again, name="verify", needs=DRAFTS),
    page(f"{V}/withdraw", publishing.withdraw, name="withdraw", needs=PUBLISH),
    page(f"{R}/add/<slug:kind>", blocks.add, name="add", needs=WRITE),
    page(B, blocks.edit, name="edit", needs=WRITE),
    page(f"{B}/move", editing.move, name="move", needs=WRITE),
    page(f"{B}/remove", editing.remove, name="remove", needs=WRITE),
    page(f"{B}/put-back", editing.put_back, name="put_back", needs=WRITE),
    page(f"{B}/checks/add", builder.add_check, name="add_check", needs=WRITE),
    page(f"{B}/checks/<int:place>", builder.edit_check, name="edit_check", needs=WRITE),
    page(f"{B}/evidence/add", editing.add_evidence, name="add_evidence", needs=WRITE),
    page(f"{B}/evidence/<int:evidence>/remove", editing.remove_evidence, name="remove_evidence", needs=WRITE),
]
