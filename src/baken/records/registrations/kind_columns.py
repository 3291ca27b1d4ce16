"""The columns of files with registrations, under the names that police systems give them."""

from baken.foundation.intake.columns.column import Column, ColumnType


def _column(
    name: str, kind: ColumnType, labels: tuple[str, str], *aliases: str, required: bool = False
) -> Column:
    return Column(name, kind, *labels, aliases, required=required)


REGISTRATION_COLUMNS = (
    _column(
        *("number", ColumnType.TEXT, ("registratienummer", "registration number")),
        *("registratienummer", "registratienr", "incidentnummer", "bvhnummer", "bvh_nr"),
        *("bvh_nummer", "zaaknummer", "mutatienummer", "procesverbaalnummer", "pvnummer"),
        *("dossiernummer", "incident_id", "registration_number", "case_number", "id"),
        required=True,
    ),
    _column(
        *("offence", ColumnType.TEXT, ("soort misdrijf (code van CBS)", "type of crime (CBS)")),
        *("misdrijfcode", "soort_misdrijf", "cbs_code", "delict", "delictcode", "offence"),
        *("SoortMisdrijf", "offence_code"),
    ),
    _column(
        *("incident", ColumnType.TEXT, ("incidentcode van de politie", "police incident code")),
        *("incidentcode", "incident_code", "maatschappelijke_klasse", "mk_code", "mkcode"),
        *("maatschappelijke_klasse_code", "bvhcode", "incidentsoortcode"),
    ),
    _column(
        *("description", ColumnType.TEXT, ("omschrijving van de soort", "description of the type")),
        *("omschrijving", "incidentomschrijving", "maatschappelijke_klasse_omschrijving"),
        *("mk_omschrijving", "delictomschrijving", "description", "incident_description", "type"),
    ),
    _column(
        *("committed_from", ColumnType.MOMENT, ("gepleegd vanaf", "committed from")),
        *("pleegdatum_van", "pleegdatum_vanaf", "begin_pleegperiode", "begindatum", "startdatum"),
        *("datum_tijd_van", "pleegdatum", "begin_pleegdatum", "van", "committed_from"),
        *("occurred_from", "from"),
    ),
    _column(
        *("committed_to", ColumnType.LAST_MOMENT, ("gepleegd tot", "committed to")),
        *("pleegdatum_tot", "pleegdatum_tm", "einde_pleegperiode", "einddatum", "pleegdatum_eind"),
        *("datum_tijd_tot", "eind_pleegdatum", "tot", "committed_to", "occurred_to", "to"),
    ),
    _column(
        *("noted_at", ColumnType.MOMENT, ("kennisname", "noted")),
        *("kennisname", "datum_kennisname", "kennisnamedatum", "aangiftedatum", "meldingsdatum"),
        *("datum_aangifte", "noted_at", "reported_at"),
    ),
    _column(
        *("recorded_at", ColumnType.MOMENT, ("registratie", "recorded")),
        *("registratiedatum", "datum_registratie", "invoerdatum", "mutatiedatum", "recorded_at"),
        *("registered_at",),
    ),
    _column(
        *("street", ColumnType.TEXT, ("straat", "street")),
        *("straat", "straatnaam", "pleegplaats_straat", "pleegadres", "adres", "street"),
        *("street_name", "address"),
    ),
    Column(
        "house_number",
        ColumnType.TEXT,
        "huisnummer (wordt nooit bewaard)",
        "house number (never kept)",
        ("huisnummer", "huisnr", "pleegplaats_huisnummer", "house_number"),
    ),
    _column(
        *("postcode", ColumnType.TEXT, ("postcode", "postcode")),
        *("postcode", "pc6", "postcode6", "pleegplaats_postcode", "zip_code", "postal_code"),
    ),
    _column(
        *("wijk", ColumnType.AREA, ("wijk (code of naam)", "wijk (code or name)")),
        *("wijkcode", "wk_code", "wijk", "wijknaam"),
    ),
    _column(
        *("buurt", ColumnType.AREA, ("buurt (code of naam)", "buurt (code or name)")),
        *("buurtcode", "bu_code", "buurt", "buurtnaam", "neighbourhood"),
    ),
    _column(
        *("x", ColumnType.DECIMAL, ("x (RD) of lengtegraad", "x (RD) or longitude")),
        *("x", "x_rd", "rd_x", "xcoordinaat", "x_coordinaat", "xcoord", "longitude", "lon"),
        *("lengtegraad", "lng"),
    ),
    _column(
        *("y", ColumnType.DECIMAL, ("y (RD) of breedtegraad", "y (RD) or latitude")),
        *("y", "y_rd", "rd_y", "ycoordinaat", "y_coordinaat", "ycoord", "latitude", "lat"),
        *("breedtegraad",),
    ),
    _column(
        *("completion", ColumnType.TEXT, ("poging of voltooid", "attempted or completed")),
        *("poging_voltooid", "poging_of_voltooid", "voltooid_poging", "completion"),
        *("attempted_completed",),
    ),
    _column(
        *("found_by", ColumnType.TEXT, ("ontdekt door", "found by")),
        *("ontdekt_door", "wijze_van_kennisname", "kennisname_door", "bron_melding", "found_by"),
        *("reported_by_or_found",),
    ),
    _column(
        *("status", ColumnType.TEXT, ("status", "status")),
        *("status", "registratiestatus", "stand"),
    ),
)
