"""From insight to action: what was observed in indicators, and what was recommended and decided because of it."""
