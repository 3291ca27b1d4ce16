"""Files in: deliveries, their rows, quarantine and provenance."""
