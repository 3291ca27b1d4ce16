"""The marks that stand in the place of words that were taken out."""

REMOVED_MARKS = {
    "name": "[NAAM]",
    "address": "[ADRES]",
    "phone": "[TELEFOON]",
    "mail": "[E-MAIL]",
    "number": "[NUMMER]",
    "other": "[WEGGEHAALD]",
}
"""What stands in the place of words that were taken out, by what they were."""
