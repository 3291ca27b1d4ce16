"""The one error that every command shows as a sentence instead of a trace."""


class UnusableInputError(Exception):
    """The input cannot be used; the message says what, where and what to do."""


class WorkCancelledError(Exception):
    """A person stopped the work; nothing of it is kept."""
