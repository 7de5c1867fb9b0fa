"""Every write of the notices: posting, sending, deciding, reminding, and remembering the rounds."""

from sightline.notices.models import Attachment
from sightline.notices.services.digest import take_digest
from sightline.notices.services.lengths import change_lengths
from sightline.notices.services.posting import cancel, post, send_again

__all__ = ["Attachment", "cancel", "change_lengths", "post", "send_again", "take_digest"]
