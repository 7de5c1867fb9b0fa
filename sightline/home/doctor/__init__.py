"""``sightline doctor``: what is wrong with an installation, in plain words, each with what to do about it."""
