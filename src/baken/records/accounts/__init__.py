"""Accounts to the council: what was done under a plan, stories, and published accounts, frozen."""
