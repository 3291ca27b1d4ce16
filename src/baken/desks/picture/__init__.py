"""The pages of a municipality, a wijk and a buurt: map and table, trend, what changed, how sure."""
