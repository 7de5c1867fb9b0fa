"""The pages of agreements and deliveries."""
