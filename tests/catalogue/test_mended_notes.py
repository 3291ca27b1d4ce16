"""What reading set right by itself, told in Dutch: every note that reading makes is known."""

import pytest

from baken.catalogue.problems import NOTES, told_note

MADE = {
    "outline-mended": (
        "BU03440111 Lombok: outline mended (Self-intersection[3 4]); 12,345 m2 became 12,340 m2",
        (
            "BU03440111 Lombok: omtrek hersteld (de lijn kruist zichzelf [3 4]); "
            "van 12.345 m² naar 12.340 m²"
        ),
    ),
    "coordinates-of-another-label": (
        'the map is labelled "EPSG:4326"; its coordinates are RD metres and were read so',
        'de kaart noemt zichzelf "EPSG:4326"; haar coördinaten zijn RD-meters en zijn zo gelezen',
    ),
    "coordinates-without-a-label": (
        "the map is without a label; its coordinates are degrees (WGS84) and were read so",
        (
            "de kaart noemt geen coördinatenstelsel; haar coördinaten zijn graden (WGS84) en "
            "zijn zo gelezen"
        ),
    ),
    "axes-swapped": (
        "its axes were swapped (north before east) and were put right",
        "de assen waren verwisseld (noord voor oost) en zijn goed gezet",
    ),
    "several-layers": (
        "the file has 2 layers, all read: wijken, buurten",
        "het bestand heeft 2 lagen, alle gelezen: wijken, buurten",
    ),
    "text-above-the-header": (
        "row 4 is the header; above it stands: Geregistreerde misdrijven / 2024",
        "rij 4 is de kopregel; erboven staat: Geregistreerde misdrijven / 2024",
    ),
    "remark-under-the-table": (
        "row 90 was read as a remark under the table: Bron: CBS; voorlopig",
        "rij 90 is gelezen als opmerking onder de tabel: Bron: CBS; voorlopig",
    ),
    "formulas": (
        "12 cells hold a formula; the value that was saved with it was read",
        "12 cellen hebben een formule; gelezen is de waarde die ermee was opgeslagen",
    ),
}


@pytest.mark.parametrize("note", [each.id for each in NOTES])
def test_a_note_is_told_in_dutch_and_stays_as_it_is_in_english(note):
    made, dutch = MADE[note]
    assert told_note(made, "nl") == dutch
    assert told_note(made, "en-gb") == made


def test_notes_joined_and_of_a_layer_are_told_each():
    first, second = MADE["coordinates-without-a-label"], MADE["axes-swapped"]
    joined = f"layer wijken: {first[0]}; {second[0]}"
    assert told_note(joined, "nl") == f"laag wijken: {first[1]}; {second[1]}"
    assert told_note("something else", "nl") == "something else"
