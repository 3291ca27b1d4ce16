"""Plans: ambitions, goals and measures as they were adopted, version by version."""
