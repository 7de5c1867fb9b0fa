"""The names of owners and of those who looked, forgotten when the person is erased."""

from sightline.actions.services import forget
from sightline.people.forgetting import Forgetting, forgetting

forgetting.add(Forgetting("actions", forget))
