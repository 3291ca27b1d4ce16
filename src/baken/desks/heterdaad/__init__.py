"""Caught in the act: attempted against completed burglary, and residents who look out."""
