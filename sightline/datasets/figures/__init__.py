"""Figures about children, asked of the linked store of a partnership, and kept so that nobody is found in them."""
