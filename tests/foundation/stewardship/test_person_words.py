"""Which words of a written text name a person or a house, and which do not."""

import pytest

from baken.foundation.stewardship.person_words import person_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Meneer Jansen van de Zamenhofdreef 12 dealt hier.",
            ("Meneer Jansen", "Zamenhofdreef 12"),
        ),
        ("Overlast bij zamenhofdreef 12a.", ("zamenhofdreef 12a",)),
        ("Marnixlaan nummer 8, elke nacht.", ("Marnixlaan nummer 8",)),
        ("Laan van Nieuw-Guinea 14-16 staat leeg.", ("Laan van Nieuw-Guinea 14-16",)),
        ("In de Straat 12 is het onrustig.", ("Straat 12",)),
        ("Bij de Amsterdamsestraatweg 300 bis.", ("Amsterdamsestraatweg 300 bis",)),
        ("Volgens mw. J. de Vries.", ("mw. J. de Vries",)),
        ("De heer Van den Berg klaagt.", ("De heer Van den Berg",)),
        ("De familie El Amrani verhuist.", ("familie El Amrani",)),
        ("dhr Bakker en mevr. Özdemir", ("dhr Bakker", "mevr. Özdemir")),
    ],
)
def test_a_name_and_a_house_number_are_found_as_they_stand(text, found):
    assert set(person_words(text)) == set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Op het plein staan 20 jongeren.",
        "Op het plein 20 jongeren, op het schoolplein 12 en op het fietspad 3 scooters.",
        "Op de Zamenhofdreef wordt gedeald; langs de A2 en in wijk 3 niet.",
        "Op de Zamenhofdreef 2024 en 2025 vergeleken.",
        "Aan de Zamenhofdreef 22.00 uur sluit de winkel; op de Marnixlaan 8 uur.",
        "Bij nummer 12 en 14 is de verlichting stuk, 6 van de 10 lampen.",
        "Een mevrouw vertelde dat mevrouw de burgemeester kwam. Zij was blij.",
        "De familie woont er 20 jaar. Onderweg 3 keer gestopt.",
        "De Familiestraat en de Herenweg zijn rustig.",
    ],
)
def test_places_years_hours_and_counts_name_nobody(text):
    assert person_words(text) == ()
