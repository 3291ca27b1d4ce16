"""The columns of the key figures, as CBS names them in KWB, in 85984NED and in maps.

Each column bears the name under which Baken keeps the figure. Sources: CBS, Kerncijfers wijken en
buurten, toelichting variabelen; CBS, 85984NED, DataProperties.
"""

from baken.foundation.intake.columns.column import Column, ColumnType

AREA = Column(
    "area",
    ColumnType.AREA_CODE,
    "gebiedscode",
    "area code",
    (
        *("regiocode", "gwb_code_10", "gwb_code", "WijkenEnBuurten", "RegioS", "Codering"),
        *("buurtcode", "bu_code", "wijkcode", "wk_code", "gemeentecode", "gm_code", "statcode"),
        *("gebiedscode", "gwb_code_8", "areacode", "code"),
    ),
    required=True,
)
YEAR = Column(
    "year",
    ColumnType.YEAR,
    "jaar",
    "year",
    ("jaar", "Perioden", "peiljaar", "year", "jrstatcode"),
    required=True,
)


def _count(name: str, label_nl: str, label_en: str, *aliases: str) -> Column:
    return Column(name, ColumnType.COUNT, label_nl, label_en, (*aliases, name), highest=20_000_000)


def _share(name: str, label_nl: str, label_en: str, *aliases: str) -> Column:
    return Column(
        name, ColumnType.DECIMAL, label_nl, label_en, (*aliases, name), lowest=0, highest=100
    )


def _amount(name: str, label_nl: str, label_en: str, *aliases: str) -> Column:
    return Column(name, ColumnType.DECIMAL, label_nl, label_en, (*aliases, name), lowest=0)


KEY_FIGURE_COLUMNS = (
    _count("inhabitants", "inwoners", "inhabitants", "inwoners", "a_inw", "AantalInwoners"),
    _count(
        *("inhabitants-0-15", "inwoners tot 15 jaar", "inhabitants below 15"),
        *("inwoners0tot15", "a_00_14", "k_0Tot15Jaar"),
    ),
    _count(
        *("inhabitants-65-plus", "inwoners van 65 jaar en ouder", "inhabitants of 65 and over"),
        *("inwoners65plus", "a_65_oo", "k_65JaarOfOuder"),
    ),
    _count(
        *("households", "huishoudens", "households"),
        *("huishoudens", "a_hh", "HuishoudensTotaal", "AantalHuishoudens"),
    ),
    _amount(
        *("household-size", "gemiddelde huishoudensgrootte", "average household size"),
        *("huishoudensgrootte", "g_hhgro", "GemiddeldeHuishoudensgrootte"),
    ),
    _amount(
        *("population-density", "inwoners per km2", "inhabitants per km2"),
        *("dichtheid", "bev_dich", "Bevolkingsdichtheid"),
    ),
    _amount(
        *("home-value-1000-euro", "gemiddelde WOZ-waarde (x 1.000 euro)", "average home value"),
        *("wozWaarde", "g_wozbag", "g_woz", "GemiddeldeWOZWaardeVanWoningen"),
    ),
    _share(
        *("owner-occupied-percent", "koopwoningen (%)", "owner-occupied homes (%)"),
        *("koopwoningen", "p_koopw"),
    ),
    _share(
        *("single-family-percent", "eengezinswoningen (%)", "single-family homes (%)"),
        *("eengezinswoning", "p_1gezw", "PercentageEengezinswoning"),
    ),
    _amount(
        *("income-1000-euro", "inkomen per inwoner (x 1.000 euro)", "income per inhabitant"),
        *("inkomenPerInwoner", "g_ink_pi", "GemiddeldInkomenPerInwoner"),
    ),
    _amount(
        *("urbanity", "stedelijkheid (1 is zeer sterk)", "urbanity (1 is very high)"),
        *("stedelijkheid", "ste_mvs", "MateVanStedelijkheid"),
    ),
    _amount(
        *("address-density", "omgevingsadressendichtheid", "address density"),
        *("adressendichtheid", "ste_oad", "Omgevingsadressendichtheid"),
    ),
    _amount(
        *("land-hectares", "oppervlakte land (ha)", "land (hectares)"),
        *("oppervlakteLandHa", "a_lan_ha", "OppervlakteLand", "opp_land"),
    ),
    _amount(
        *("km-to-doctor", "afstand tot huisarts (km)", "distance to a doctor (km)"),
        *("afstandHuisarts", "g_afs_hp", "AfstandTotHuisartsenpraktijk"),
    ),
    _amount(
        *("km-to-supermarket", "afstand tot supermarkt (km)", "distance to a supermarket (km)"),
        *("afstandSupermarkt", "g_afs_gs", "AfstandTotGroteSupermarkt"),
    ),
    _amount(
        *("km-to-school", "afstand tot school (km)", "distance to a school (km)"),
        *("afstandSchool", "g_afs_sc", "AfstandTotSchool"),
    ),
    _amount(
        *("schools-within-3-km", "scholen binnen 3 km", "schools within 3 km"),
        *("scholenBinnen3km", "g_3km_sc", "ScholenBinnen3Km"),
    ),
)
