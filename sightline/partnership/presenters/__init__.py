"""The pages of the partnership, made from its records."""
