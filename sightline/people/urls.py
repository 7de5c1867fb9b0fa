"""The addresses of people and access in a partnership, each with the right it needs."""

from sightline.foundation.access import page
from sightline.people import permissions as may
from sightline.people.views import elevation, people

app_name = "people"
P = "people/<int:number>"
urlpatterns = [
    page("people/", people.people_list, name="people", needs=may.VIEW),
    page("people/invite", people.invite, name="invite", needs=may.KEEP),
    page(f"{P}/", people.person_record, name="person", needs=may.VIEW),
    page(f"{P}/invite", people.invite_again, name="invite_again", needs=may.KEEP),
    page(f"{P}/roles/new", people.grant_role, name="grant_role", needs=may.KEEP),
    page(f"{P}/roles/<int:grant>/end", people.end_role, name="end_role", needs=may.KEEP),
    page(f"{P}/end-access", people.deactivate, name="deactivate", needs=may.KEEP),
    page(f"{P}/correct", people.correct_person, name="correct_person", needs=may.KEEP),
    page(f"{P}/withdraw", people.withdraw_person, name="withdraw_person", needs=may.KEEP),
    page(f"{P}/restore", people.restore_person, name="restore_person", needs=may.KEEP),
    page(f"{P}/erase", people.erase_person, name="erase_person", needs=may.ERASE),
    page(f"{P}/second-step", people.reset_second_step, name="reset_second_step", needs=may.RESET),
    page("administrator/", elevation.elevate, name="elevate", needs=may.ELEVATE),
    page("administrator/stop", elevation.end_elevation, name="end_elevation", needs=may.ELEVATE),
]
