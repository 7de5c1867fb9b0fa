"""The addresses of notices, each with the right it needs."""

from sightline.foundation.access import page
from sightline.notices import views
from sightline.notices.permissions import KEEP, OWN, VIEW

app_name = "notices"
urlpatterns = [
    page("notices/", views.notice_list, name="list", needs=VIEW),
    page("notices/reminders", views.reminders, name="lengths", needs=KEEP),
    page("notices/yours", views.mine, name="mine", needs=OWN),
    page("notices/yours/digest", views.digest, name="digest", needs=OWN),
    page("notices/<int:number>/", views.notice_record, name="record", needs=VIEW),
    page("notices/<int:number>/send-again", views.send_again, name="send-again", needs=KEEP),
    page("notices/<int:number>/cancel", views.cancel, name="cancel", needs=KEEP),
]
