"""How fast Sightline is, as ratios to a floor measured in the same run, so that any machine can check them."""
