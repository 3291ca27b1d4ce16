"""Destruction of conversations on time."""

from datetime import UTC, date, datetime, time

from django.db.models import QuerySet

from baken.foundation.stewardship.retention import Eraser, delete_rows
from baken.records.participation.models import (
    Conversation,
    ConversationFile,
    InputDecision,
    PublishedVoice,
    Quote,
    ThemeRound,
    ThemeShare,
    ThemeVersion,
)


def _moment(before: date) -> datetime:
    return datetime.combine(before, time.min, UTC)


def _quotes(before: date) -> QuerySet[Quote]:
    return Quote.objects.filter(conversation__taken_in_at__lt=_moment(before))


def _erase_conversations(before: date, _bury: object) -> list:
    due = list(_quotes(before).values_list("id", flat=True))
    PublishedVoice.objects.filter(id__in=due).delete()
    gone = delete_rows(InputDecision.objects.filter(quote__in=due))
    gone += delete_rows(ThemeShare.objects.filter(quote__in=due))
    gone += delete_rows(_quotes(before))
    return gone + delete_rows(Conversation.objects.filter(taken_in_at__lt=_moment(before)))


def _themes_due(before: date) -> QuerySet[ThemeRound]:
    return ThemeRound.objects.filter(made_at__lt=_moment(before))


def _erase_themes(before: date, _bury: object) -> list:
    decided = InputDecision.objects.filter(quote=None, decided_at__lt=_moment(before))
    gone = delete_rows(decided)
    gone += delete_rows(ThemeVersion.objects.filter(round__made_at__lt=_moment(before)))
    gone += delete_rows(ThemeShare.objects.filter(round__made_at__lt=_moment(before)))
    return gone + delete_rows(_themes_due(before))


def _files(before: date) -> QuerySet[ConversationFile]:
    return ConversationFile.objects.filter(taken_in_at__lt=_moment(before))


ERASERS = (
    Eraser(
        "participation_conversation",
        "conversation",
        lambda before: _quotes(before).count(),
        _erase_conversations,
        more_tables=("participation_quote", "participation_inputdecision"),
    ),
    Eraser(
        "participation_themeround",
        "conversation",
        lambda before: _themes_due(before).count(),
        _erase_themes,
        more_tables=("participation_themeshare", "participation_themeversion"),
    ),
    Eraser(
        "participation_conversationfile",
        "conversation",
        lambda before: _files(before).count(),
        lambda before, _bury: delete_rows(_files(before)),
    ),
)
