"""Every write of the notices: posting, sending, deciding, reminding, and remembering the rounds."""

from sightline.notices.models import Attachment
from sightline.notices.services.posting import cancel, post, send_again

__all__ = ["Attachment", "cancel", "post", "send_again"]
