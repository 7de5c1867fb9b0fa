"""What the pages of agreements and deliveries show."""
