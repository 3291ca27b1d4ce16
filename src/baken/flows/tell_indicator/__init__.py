"""What was judged of a policy indicator, in the reader's words: the same sentences on every page.

A page of indicators and an account to the council may not tell one judgement in two ways.
"""
