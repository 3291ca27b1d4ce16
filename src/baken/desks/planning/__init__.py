"""Plans on screen: what was promised, what of it can be measured, what the measures leave open."""
