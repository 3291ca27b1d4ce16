"""The table of registrations in versions, as the intake merges them."""

from baken.foundation.intake.versioned import VersionedTable

REGISTRATION_TABLE = VersionedTable(
    name="registrations_registration",
    key=("source", "number"),
    said=(
        *("offence", "incident_code", "completion", "committed_from", "committed_to"),
        *("noted_at", "recorded_at", "happened_on", "precision", "x", "y", "street", "postcode"),
        *("buurt", "wijk", "found_by", "status"),
    ),
    origin=("delivery_id", "tenant_id", "row"),
    subject="offence",
    area="buurt",
    period="happened_on",
    value="",
    period_signs=7,
)
