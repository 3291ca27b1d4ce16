"""What we hold, by subject; siblings do not know each other."""
