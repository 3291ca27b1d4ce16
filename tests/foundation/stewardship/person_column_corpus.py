"""Synthetic columns: what must be refused and what must pass; nobody in here exists.

Numbers with a check digit are made here, from fixed seeds.
"""

import random


def bsns(number: int, seed: int = 1) -> list[str]:
    chance, made = random.Random(seed), []
    while len(made) < number:
        digits = [chance.randrange(10) for _ in range(8)]
        rest = sum(w * d for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
        if rest < 10 and any(digits):
            made.append("".join(map(str, [*digits, rest])))
    return made


def ibans(number: int, spaced: str = "") -> list[str]:
    made = []
    for n in range(number):
        body = f"BANK{n * 7919 + 123456:010d}"
        digits = int("".join(str(int(c, 36)) for c in f"{body}NL00"))
        code = f"NL{98 - digits % 97:02d}{body}"
        made.append(spaced.join(code[i : i + 4] for i in range(0, 18, 4)) if spaced else code)
    return made


def not_bsns(number: int, first: int = 100_000_000) -> list[str]:
    """Counts of nine digits in a row: one in eleven passes the eleven-test by chance."""
    return [str(first + n) for n in range(number)]


NAMES = [
    "Jan de Vries",
    "Fatima El Amrani",
    "P. Bakker",
    "Mohamed Yilmaz",
    "A.B. van der Berg-Smit",
]
SURNAMES_FIRST = ["Jansen, Piet", "Bakker, Anna", "Yilmaz, Mehmet", "de Boer, K.", "Visser, Emma"]
TITLED = ["Dhr. Bakker", "Mw. de Jong", "Mevr. Visser", "Dhr. El Idrissi", "dhr. Smit"]
PLATES = ["AB-12-CD", "12-ABC-3", "GV-123-R", "1-XYZ-23", "99-ZZ-99", "K-456-BB"]
PLAIN_PLATES = ["12ABC3", "GV123R", "1XYZ23", "99ZZ99", "K456BB", "XX99YY"]
MOBILES = ["0612345678", "06-12345678", "+31612345678", "06 12 34 56 78", "0031 6 12345678"]
LANDLINES = ["030-2861234", "0302861234", "+31 30 286 1234", "033 4612345", "(0344) 612345"]
BIRTHS = [f"{1932 + 5 * n}-0{1 + n % 9}-1{n % 9}" for n in range(16)]
DUTCH_BIRTHS = [f"1{n % 9}-0{1 + n % 9}-{1935 + 5 * n}" for n in range(16)]
FILLED = ["1", "2", "3", "4", "5", "6"]
WORDS = ["a", "b", "c", "d", "e"]

# --- by name: the cells say nothing ----------------------------------------------------------
BY_NAME = {
    "name-of-a-person": [
        "voornaam", "Voornaam", "VOORNAMEN", "achternaam", "Achternaam slachtoffer", "familienaam",
        "geslachtsnaam", "voorletters", "tussenvoegsel", "naam_melder", "slachtofferNaam",
        "naam verdachte", "aangever_naam", "first_name", "LastName", "surname", "full name",
        "contactpersoon", "victim name", "Náam bewoner", "roepnaam", "achternaamverdachte",
    ],
    "citizen-number": [
        "bsn", "BSN", "BSN-nummer", "burgerservicenummer", "bsn_verdachte", "BurgerServiceNummer",
        "sofinummer", "paspoortnummer", "V-nummer", "bsn2",
    ],
    "date-of-birth": [
        "geboortedatum", "Geboorte datum", "geb.datum", "gebdatum", "GEBOORTEJAAR", "birth_date",
        "dateOfBirth", "dob", "geboren", "geb. dat.", "geboorteplaats",
    ],
    "nationality": ["nationaliteit", "Nationaliteit verdachte", "geboorteland", "nationality"],
    "ethnicity": ["etniciteit", "ras", "Ras", "huidskleur", "afkomst", "etnische achtergrond",
                  "herkomst verdachte", "migratieachtergrond"],
    "religion": ["religie", "geloof", "geloofsovertuiging", "Religion", "godsdienst"],
    "health": ["diagnose", "medicatie", "ziektebeeld", "psychische klachten", "zorgindicatie"],
    "licence-plate": ["kenteken", "Kenteken voertuig", "nummerplaat", "license_plate"],
    "phone-number": ["telefoon", "Telefoonnummer", "tel.nr.", "mobiel", "06-nummer", "tel"],
    "email-address": ["email", "e-mail", "E-mailadres", "mailadres", "mail"],
    "bank-account": ["iban", "IBAN-nummer", "rekeningnummer", "bank_account"],
}  # fmt: skip

# --- by content: the name says nothing -------------------------------------------------------
BY_CONTENT = [
    ("naam", NAMES, "name-of-a-person"),
    ("veld 3", SURNAMES_FIRST, "name-of-a-person"),
    ("wie", TITLED, "name-of-a-person"),
    ("opmerking", [*NAMES[:3], "", "-", "onbekend"], "name-of-a-person"),
    ("kolom1", bsns(12), "citizen-number"),
    ("kenmerk", bsns(20, 2), "citizen-number"),
    ("nummer", [text.lstrip("0") for text in bsns(30, 3)], "citizen-number"),
    ("ref", [f"{b[:3]}.{b[3:6]}.{b[6:]}" for b in bsns(8, 4)], "citizen-number"),
    ("datum1", BIRTHS, "date-of-birth"),
    ("d", DUTCH_BIRTHS, "date-of-birth"),
    ("datum", [text.replace("-", "") for text in BIRTHS], "date-of-birth"),
    ("groep", ["Marokkaanse", "Nederlandse", "Turkse", "Poolse", "Nederlandse"], "nationality"),
    ("code", ["Syriër", "Pool", "Belg", "Syriër"], "nationality"),
    ("achtergrond", ["niet-westers", "westers", "autochtoon", "westers"], "ethnicity"),
    ("signalement", ["licht getint", "blank", "donker getint", "blank"], "ethnicity"),
    ("overig", ["moslim", "katholiek", "geen geloof", "hindoe"], "religion"),
    ("bijzonderheden", ["ADHD", "schizofrenie", "LVB", "autisme"], "health"),
    ("voertuig", PLATES, "licence-plate"),
    ("object", PLAIN_PLATES, "licence-plate"),
    ("nr", MOBILES, "phone-number"),
    ("bereikbaar", LANDLINES, "phone-number"),
    ("toelichting", ["bel jan.jansen@voorbeeld.nl", *FILLED * 10], "email-address"),
    ("bron", ["J.Jansen@Voorbeeld.NL", "piet@voorbeeld.nl"], "email-address"),
    ("notitie", [f"betaald van {ibans(1)[0]} vandaag", *FILLED * 10], "bank-account"),
    ("betaling", ibans(4, " "), "bank-account"),
]

# --- must pass ------------------------------------------------------------------------------
MUST_PASS = [
    ("naam", ["Binnenstad", "Lombok", "Kanaleneiland", "De Meern"]),
    ("naam", ["Wittevrouwen", "Jan van Scorelstraat e.o.", "Prins Bernhardplein", "Tuindorp"]),
    ("Naam", ["Ras", "Terras", "Gras", "Racefiets"]),
    ("straat", ["Ras", "Rasstraat", "Jan van Galenstraat", "A. van Ostadelaan", "J.P. Coenstraat"]),
    ("straatnaam", ["Willem van Noortstraat", "Maria van Reigersbergstraat", "Anna Paulownalaan"]),
    ("locatie", ["Jan Pieterszoon Coenstraat", "Johan de Wittlaan", "Anna van Burenplein"]),
    ("gras", FILLED), ("terras", ["ja", "nee", "ja"]), ("racefiets", ["1", "0", "3"]),
    ("terrassen", FILLED), ("brasserie", WORDS), ("matras", WORDS), ("embraced", WORDS),
    ("wijknaam", ["West", "Noordwest", "Overvecht"]), ("buurtnaam", WORDS), ("gm_naam", WORDS),
    ("gemeentenaam", ["Utrecht", "Amersfoort"]), ("bestandsnaam", WORDS), ("regionaam", WORDS),
    ("name", ["Utrecht", "Amersfoort"]), ("soort_misdrijf_naam", WORDS), ("schoolnaam", WORDS),
    ("schoolnaam", ["Anna van Rijn College", "Johan de Witt School", "Sint Jan College"]),
    ("organisatie", ["Jan Jansen BV", "P. Bakker VOF", "Stichting Anna"]),
    ("postcode", ["3511AB", "3512 CD", "1234XY", "3561 GH", "3571JK"]),
    ("pc6", ["3511AB", "3512CD", "1234XY", "3561GH", "3571JK"]), ("pc4", ["3511", "3512"]),
    ("gebiedscode", ["GM0344", "GM0307", "GM0363", "GM0599", "GM1234"]),
    ("code", ["WK034401", "BU03440111", "WK030701", "GM0344"]), ("gwb_code_8", ["03440111"] * 6),
    ("buurtcode", ["03440111", "03440112", "03440121", "03440122", "03440131", "03440132"]),
    ("aantal", not_bsns(60)), ("omzet", not_bsns(40, 870_000_123)), ("inwoners", FILLED),
    ("registratienummer", [str(2025000000 + 7 * n) for n in range(40)]),
    ("kvk", [str(30_000_001 + n) for n in range(60)]),
    ("vestigingsnummer", [f"0000{12_345_670 + n}" for n in range(20)]),
    ("rsin", bsns(12, 9)), ("bag_id", [f"034401000000{1000 + n}" for n in range(20)]),
    ("objectnummer", [f"0344{100_000 + n}" for n in range(20)]),
    ("jaar", [str(year) for year in range(1930, 2025)]), ("bouwjaar", ["1910", "1935", "2004"]),
    ("bouwdatum", BIRTHS), ("oprichtingsdatum", BIRTHS), ("datum ingebruikname", DUTCH_BIRTHS),
    ("pleegdatum", [f"2024-0{1 + n % 9}-1{n % 9}" for n in range(40)]),
    ("kennisname", [f"1{n % 9}-0{1 + n % 9}-202{n % 5}" for n in range(40)]),
    ("periode", ["2012JJ00", "2013JJ00"]), ("periode", ["2024-W05", "2024-Q1", "2024-03"]),
    ("tijd", ["12:30", "08-10-24"]), ("datum", ["12-03-24", "13-03-24", "14-03-24", "15-03-24"]),
    ("aantal nationaliteiten", FILLED), ("percentage_geloof", FILLED),
    ("goedErvarenGezondheid_2024", ["76.1", "80.2"]), ("Gezondheid (rapportcijfer)", FILLED),
    ("gezondheidscentra", FILLED), ("afstandHuisarts", FILLED), ("GeborenInNederland_12", FILLED),
    ("geboorten", FILLED), ("a_geb", FILLED), ("herkomst", ["synthetisch"] * 4),
    ("email_campagne aantal", FILLED), ("mailing", WORDS), ("mobiel cameratoezicht", ["ja", "nee"]),
    ("contact", ["info@voorbeeld.nl", "gemeente@voorbeeld.nl", "post@voorbeeld.nl"]),
    ("keuken", ["Turkse", "Marokkaanse", "Italiaanse", "Chinese"]),
    ("taal", ["Turkse", "Poolse"]), ("denominatie", ["Rooms-katholiek", "Islamitisch", "Openbaar"]),
    ("hondenras", ["Ras", "Blank", "Labrador"]), ("gebouwtype kerk", ["katholiek", "hervormd"]),
    ("doodsoorzaak", ["kanker", "COPD", "diabetes"]), ("kleur", ["blank", "rood", "groen", "geel"]),
    ("incidentcode", ["A12", "B34", "F50", "E38"]), ("mk", ["F-50-01", "A-12-03"]),
    ("identificatie", ["NL.IMBAG.0344010000012345", "NL.IMBAG.0344010000012346"]),
    ("wegnummer", ["A27", "N237", "A2"]), ("sensor", ["NL10RAAF0580", "NL49012", "NL10636"]),
    ("geslacht", ["Mannen", "Vrouwen", "Totaal"]), ("leeftijd", ["15 tot 25 jaar", "65 plus"]),
    ("slachtoffers", FILLED), ("verdachten", FILLED), ("verdachte_bekend", ["ja", "nee"]),
    ("aantal slachtoffers", FILLED), ("melder_type", ["bewoner", "bedrijf"]),
    ("x", ["136012", "136500"]), ("y", ["455000", "456000"]), ("lat", ["52.0907", "52.1"]),
    ("telling", FILLED), ("hotel", WORDS), ("telefooncellen aantal", FILLED),
    ("rekening gemeente", FILLED), ("bank", ["ja"]), ("ziekteverzuim", FILLED),
    ("rasterkaart", WORDS), ("classificatie", WORDS), ("initiatief", WORDS), ("racisme", FILLED),
    ("voorzieningen", WORDS), ("naam_melding", ["Geluid", "Afval", "Fietswrak"]),
    ("openbare ruimte naam", ["Jan van Galenstraat", "Maliebaan", "Neude"]),
    ("wijk", ["Noord", "Zuid"]), ("omschrijving", ["Diefstal", "Inbraak woning"]),
    ("sha256", ["0a" * 32, "b1" * 32]), ("uuid", ["123e4567-e89b-12d3-a456-426614174000"]),
]  # fmt: skip
