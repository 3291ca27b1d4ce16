"""The indicators of policy texts: what they count, what they say, and how sure that is."""
