"""The pages of a forum, and those on which a partnership that belongs to it answers."""
