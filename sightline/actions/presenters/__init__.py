"""The pages of actions as data."""
