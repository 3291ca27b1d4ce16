"""What conversations hold about a place, and about who worked on them."""

from baken.foundation.stewardship.held import Holder
from baken.records.participation.models import (
    Conversation,
    ConversationFile,
    InputDecision,
    PublishedVoice,
    Quote,
    ThemeRound,
    ThemeVersion,
)

HOLDERS = (
    Holder(Conversation, "taken_in_at", place=("area_code",)),
    Holder(PublishedVoice, "published_at", place=("area_code",)),
    Holder(Quote, "checked_at", place=("conversation__area_code",), person=("checked_by",)),
    Holder(ConversationFile, "taken_in_at", person=("brought_by",)),
    Holder(InputDecision, "decided_at", person=("decided_by",)),
    Holder(ThemeRound, "made_at", person=("asked_by",)),
    Holder(ThemeVersion, "made_at", person=("made_by",)),
)
