"""Accounts to the council: drafts, publishing, the archive, and a page per wijk."""
