"""What was decided about each count that a municipality publishes: shown, or hidden and how."""
