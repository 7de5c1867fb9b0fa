"""What the Makefile runs: small programs, each readable by itself."""
