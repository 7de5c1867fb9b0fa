"""The pages of appointments, of those who sit on a body, of arrangements, and the map of bodies."""
