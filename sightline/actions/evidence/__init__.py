"""Evidence of an action: what shows that it was done and what came of it, in versions that stay as they are."""
