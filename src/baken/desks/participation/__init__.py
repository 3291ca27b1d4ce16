"""What residents said: brought in, checked, ordered into themes, answered, and shown outside."""
