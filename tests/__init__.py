"""What is tested across the apps; what is tested of one app stands beside its code."""
