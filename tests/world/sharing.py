"""What partnerships share in a forum."""

from __future__ import annotations

from datetime import date

from sightline.forum.models import Allocation, Issue, Membership
from sightline.partnership.models import Partnership
from tests.world.work import Work


class Sharing(Work):
    """A forum that the partnership is, and one that it belongs to."""

    @property
    def neighbour(self) -> Partnership:
        """Another partnership, with which a forum is shared."""
        slug = f"beside-{self.partnership.slug}"
        return self._once("neighbour", lambda: Partnership.objects.create(slug=slug, name="Beside"))

    def become_forum(self) -> None:
        """Make the partnership itself a forum: some pages are there in no other."""
        self.partnership.kind = "forum"
        self.partnership.save()

    def _membership(self, forum: Partnership, member: Partnership) -> Membership:
        day = date(2024, 4, 1)
        return Membership.objects.create(partnership=forum, member=member, invited_on=day, since=day)

    @property
    def admitted(self) -> Membership:
        """The neighbour's membership of the forum that the partnership is."""
        self.become_forum()
        return self._once("admitted", lambda: self._membership(self.partnership, self.neighbour))

    @property
    def issue(self) -> Issue:
        values = {"title": "Exploitation", "what": "Three areas", "raised_by": self.admitted.member}
        return self._once("issue", lambda: self._record(Issue, "a", raised_on=date(2024, 4, 1), **values))

    @property
    def allocation(self) -> Allocation:
        values = {"issue": self.issue, "member": self.neighbour, "undertaking": "Share the map"}
        day = date(2024, 4, 1)
        return self._once("allocation", lambda: self._record(Allocation, "a", allocated_on=day, **values))

    @property
    def forum(self) -> Partnership:
        """A forum that the partnership belongs to."""
        slug = f"forum-of-{self.partnership.slug}"
        values = {"slug": slug, "name": "Moors Forum", "kind": "forum"}
        return self._once("forum", lambda: Partnership.objects.create(**values))

    @property
    def membership(self) -> Membership:
        return self._once("membership", lambda: self._membership(self.forum, self.partnership))

    def asked(self, *, taken_up: bool = False) -> Allocation:
        """What the partnership is asked to do in the forum it belongs to."""
        day = date(2024, 4, 1)
        values = {"partnership": self.membership.partnership, "key": "a"}
        issue = self._once(
            "theirs",
            lambda: Issue.objects.create(
                **values, title="Exploitation", what="Three areas", raised_by=self.partnership, raised_on=day
            ),
        )
        return self._once(
            "asked",
            lambda: Allocation.objects.create(
                **values,
                issue=issue,
                member=self.partnership,
                undertaking="Share the map",
                allocated_on=day,
                taken_up_on=day if taken_up else None,
            ),
        )
