"""The morning: one page of what changed, which phase holds, and who does what today."""
