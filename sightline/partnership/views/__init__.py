"""The pages of the partnership."""
