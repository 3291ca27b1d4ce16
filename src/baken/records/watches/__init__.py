"""What the watch saw on a day: rounds, watched weeks, what was unusual, and how well it kept
its promise."""
