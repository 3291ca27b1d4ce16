"""The names of what a role may do; which role may what is policy, in the catalogue."""

from enum import StrEnum


class PermissionName(StrEnum):
    """One thing somebody may do in a municipality; ``catalogue/roles`` says in which roles."""

    READ_REMARKS = "read-remarks"
    WRITE_REMARKS = "write-remarks"
    READ_STATEMENTS = "read-statements"
    SIGN_STATEMENTS = "sign-statements"
    PUBLISH_STATEMENTS = "publish-statements"
    READ_AUDIT_LOG = "read-audit-log"
    DELIVER_FILES = "deliver-files"
    AGREE_TO_PERSON_COLUMNS = "agree-to-person-columns"
    READ_NEIGHBOURHOOD_DRAFTS = "read-neighbourhood-drafts"
    WRITE_NEIGHBOURHOOD_PLANS = "write-neighbourhood-plans"
    MANAGE_PEOPLE = "manage-people"
    READ_DECISIONS = "read-decisions"
    READ_ACCOUNT_DRAFTS = "read-account-drafts"
    WRITE_ACCOUNTS = "write-accounts"
    PUBLISH_ACCOUNTS = "publish-accounts"
    WRITE_PLANS = "write-plans"
    ADOPT_PLANS = "adopt-plans"
    READ_CONVERSATIONS = "read-conversations"
    HANDLE_CONVERSATIONS = "handle-conversations"
    PUBLISH_THEMES = "publish-themes"
    READ_PLAN_ALARMS = "read-plan-alarms"
    HANDLE_PLAN_ALARMS = "handle-plan-alarms"
    ENTER_CAPACITY = "enter-capacity"
    READ_BRIEFING = "read-briefing"
    WRITE_SIGHTINGS = "write-sightings"
    HOLD_MEETINGS = "hold-meetings"
    READ_WATCH = "read-watch"
    RUN_POLICE_DAY = "run-police-day"
    # The database opens a municipality's own rows to who holds a role with this permission.
    OPEN_OWN_ROWS = "open-own-rows"
