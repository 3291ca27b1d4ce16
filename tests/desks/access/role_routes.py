"""Who opens which route: the expectation, written down apart from the code. A new route goes here.

``EVERYBODY`` opens it always; ``PUBLISHED`` everybody while the public site is on, otherwise who
logged in; ``SIGNED_IN`` who logged in; the others only these roles.
"""

EVERYBODY = [
    "explanation",
    "privacy",
    "accessibility",
    "licence",
    "help",
    "style-guide",
    "log-in",
    "log-in-code",
    "log-in-enrol",
    "log-in-organisation",
    "log-in-organisation-return",
    "logged-out",
    "log-out",
    "password-by-link",
    "look-as",
    "stop-looking-as",
    "look-as-role",
    "set_language",
    "set-theme",
    "healthz",
    "api-openapi-json",
    "api-nothing-here",
]
PUBLISHED = [
    "home",
    "search",
    "municipalities",
    "municipalities-csv",
    "compare",
    "compare-file",
    "types",
    "plans",
    "voices-places",
    "voices",
    "plan",
    "plan-measures",
    "plan-toml",
    "plan-timeline",
    "plan-board",
    "plan-money",
    "plan-accounts",
    "plan-account",
    "plan-account-file",
    "plan-account-archived",
    "plan-account-archived-file",
    "plan-account-wijk",
    "plan-versions",
    "plan-version-toml",
    "plan-xlsx",
    "plan-wishes",
    "plan-partners",
    "plan-partner",
    "plan-phenomena",
    "plan-phenomenon",
    "plan-background",
    "plan-template",
    "neighbourhood-plans",
    "neighbourhood-plan",
    "door-card",
    "type",
    "type-file",
    "ranking",
    "ranking-file",
    "peers",
    "peers-file",
    "my-place",
    "place-here",
    "figure",
    "sources",
    "delivery",
    "to-area",
    "municipality",
    "municipality-table",
    "municipality-map",
    "municipality-years",
    "policy-indicators",
    "policy-indicator",
    "policy-indicators-file",
    "policy-indicator-file",
    "policy-indicator-funnel",
    "policy-indicator-map",
    "policy-indicator-svg",
    "municipality-workbook",
    "municipality-drawing",
    "municipality-trend",
    "wijk",
    "wijk-table",
    "wijk-map",
    "wijk-years",
    "wijk-workbook",
    "wijk-drawing",
    "wijk-trend",
    "wijk-scan",
    "wijk-scan-pdf",
    "wijk-scan-docx",
    "buurt",
    "buurt-table",
    "buurt-map",
    "buurt-years",
    "buurt-workbook",
    "buurt-drawing",
    "buurt-trend",
    "buurt-scan",
    "buurt-scan-pdf",
    "buurt-scan-docx",
    "api-areas",
    "api-area",
    "api-catalogue",
    "api-deliveries",
    "api-one-delivery",
    "api-delivery-rows",
    "api-ogc",
    "api-ogc-conformance",
    "api-ogc-collections",
    "api-ogc-collection",
    "api-ogc-items",
    "api-ogc-item",
    "api-indicators",
    "api-indicator",
    "api-figures",
    "api-figure",
    "api-quality-notices",
    "api-policy-indicators",
    "api-policy-values",
    "api-policy-judgements",
]
SIGNED_IN = [
    "account",
    "change-password",
    "account-enrol",
    "end-session",
    "account-confirm",
    "desk",
]
WRITERS = "gebiedsmanager wijkagent coordinator policy-adviser"
FOLLOWERS = "gebiedsmanager policy-adviser programme-manager executive"
PHASE_READERS = f"{WRITERS} programme-manager executive data-steward"
OF_ROLES = {
    "gebiedsmanager coordinator policy-adviser programme-manager privacy-officer": (
        "talks talk quote own-themes reach"
    ),
    "gebiedsmanager policy-adviser programme-manager": (
        "bring-in-talks talks-example write-talk check-quotes "
        "search-themes answer-theme change-themes "
        "remove-from-quote step-quote withdraw-consent answer-quote move-quote"
    ),
    "administrator": "desk-administrator invite-person person change-role change-account",
    "resident": "desk-resident",
    "gebiedsmanager": "desk-gebiedsmanager show-statement",
    "gebiedsmanager wijkagent": "sign-statement withdraw-statement",
    f"{WRITERS} programme-manager privacy-officer": "statements choose-statements",
    "gebiedsmanager wijkagent coordinator": (
        "heterdaad heterdaad-csv morning morning-of morning-pdf morning-json sightings "
        "write-sighting withdraw-sighting sighting-photo meetings begin-meeting meeting "
        "add-meeting-item close-meeting decide-meeting-item drop-meeting-item tell-outcome"
    ),
    "gebiedsmanager coordinator policy-adviser data-steward": "run-police-day check-watch",
    "wijkagent": "desk-wijkagent",
    "coordinator": "desk-coordinator",
    "policy-adviser": "desk-policy-adviser",
    "programme-manager": "desk-programme-manager take-in-plan adopt-plan set-phase-rules",
    "policy-adviser programme-manager": (
        "plan-account-desk plan-account-write plan-account-tell plan-account-withdraw "
        "publish-themes "
        "plan-account-draft plan-account-publish plan-account-publishing "
        "offer-plan offer-plan-file offered-plan "
        "mended-plan-file plan-editing plan-draft plan-draft-board plan-newer discard-plan "
        "ready-plan "
        "undo-plan-change "
        "add-plan-row plan-row remove-plan-row move-plan-row keep-typed forget-typed"
    ),
    "executive": "desk-executive",
    FOLLOWERS: (
        "plan-alarms plan-capacity my-plan-alarms plan-alarm see-plan-alarms handle-plan-alarm "
        "note-fulfilment withdraw-fulfilment"
    ),
    PHASE_READERS: (
        "unusual unusual-csv unusual-json watch-calibration "
        "phases phases-file area-phase area-phase-file area-driehoek"
    ),
    "gebiedsmanager coordinator programme-manager executive": (
        "rule-on-phase phase-by-hand end-phase-by-hand put-package-to-work"
    ),
    "policy-adviser programme-manager data-steward": "phase-trials phase-trial",
    "council-member": "desk-council-member",
    WRITERS: "write-remark",
    f"{WRITERS} programme-manager": (
        "neighbourhood-drafts neighbourhood-draft draft-door-card neighbourhood-versions "
        "package-task"
    ),
    f"{WRITERS} programme-manager executive council-member privacy-officer": (
        "newest-remarks remarks remark withdraw-remark"
    ),
    "privacy-officer": (
        "desk-privacy-officer audit-log audit-log-csv audit-verification processing-register "
        "retention-calendar what-is-held agree-exception"
    ),
    "gebiedsmanager policy-adviser": (
        "begin-neighbourhood-plan publish-neighbourhood-plan withdraw-neighbourhood-plan "
        "new-neighbourhood-part neighbourhood-part remove-neighbourhood-part "
        "undo-neighbourhood-part"
    ),
    "data-steward": (
        "desk-data-steward bring-in-files upload take-in-upload discard-upload job cancel-job "
        "deliveries ask-exception quality-notices quality-step delivery-outcome delivery-changes "
        "waiting-rows waiting-file set-rows-aside let-rows-wait correct-rows correct-by-file "
        "take-in-corrections withdraw put-back delivery-help read-columns "
        "mappings rename-mapping remove-mapping held-registrations decide-point decide-link"
    ),
    "privacy-officer data-steward": (
        "person-column-exceptions withdraw-exception decisions decisions-csv"
    ),
}


def opened_by(route: str) -> set[str] | None:
    """Return who opens a route: "visitor", "nobody" (no role) and roles; None when undeclared."""
    if route in SIGNED_IN:
        return {"nobody", *ALL_ROLES}
    if route in EVERYBODY or route in PUBLISHED:
        return {"visitor", "nobody", *ALL_ROLES}
    found = [roles.split() for roles, routes in OF_ROLES.items() if route in routes.split()]
    return {role for roles in found for role in roles} or None


ALL_ROLES = [
    "resident",
    "gebiedsmanager",
    "wijkagent",
    "coordinator",
    "policy-adviser",
    "programme-manager",
    "executive",
    "council-member",
    "privacy-officer",
    "data-steward",
    "administrator",
]
