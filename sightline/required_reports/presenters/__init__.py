"""What the pages of required reports show."""
