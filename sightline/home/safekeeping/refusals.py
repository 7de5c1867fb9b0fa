"""What stands in the way of a backup or a restore, as a sentence for whoever asked for it."""


class NotPossible(Exception):
    """A backup or a restore that was not made; nothing was changed."""


class NotABackup(NotPossible):
    """A file that is no backup, or no longer a whole one."""
