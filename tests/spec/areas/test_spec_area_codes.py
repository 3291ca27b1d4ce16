"""Gebiedscodes lezen"""

import pytest

from baken.vocabulary.area import level_of, municipality_of, parse_area_code, wijk_of


def test_a_code_says_where_an_area_lies(spec):
    """Een code zegt in welke wijk en gemeente een gebied ligt

    Het CBS bouwt de codes op: de code van een buurt begint met de cijfers van haar gemeente en
    haar wijk. Baken leest dat zo, en haalt de spaties weg waarmee het CBS codes aanvult.
    """
    rows = spec.table(
        """
        | geleverde code |
        | GM0344         |
        | WK034401       |
        | BU03440111     |
        | bu03440111     |
        """
    )
    texts = [row["geleverde code"] + "   " for row in rows]
    codes = [spec.ask("Welk gebied is dit?", parse_area_code, texts[0])]
    codes += [parse_area_code(text) for text in texts[1:]]
    spec.answer(
        """
        | code       | niveau       | wijk     | gemeente |
        | GM0344     | municipality | geen     | GM0344   |
        | WK034401   | wijk         | WK034401 | GM0344   |
        | BU03440111 | buurt        | WK034401 | GM0344   |
        | BU03440111 | buurt        | WK034401 | GM0344   |
        """,
        [
            {
                "code": code,
                "niveau": level_of(code),
                "wijk": wijk_of(code) or "geen",
                "gemeente": municipality_of(code),
            }
            for code in codes
        ],
    )


def test_a_wrong_code_is_refused_with_a_remedy(spec):
    """Een foute code wordt geweigerd, met uitleg

    Een code met een cijfer te weinig wordt nooit geraden of aangevuld.
    """
    spec.table(
        """
        | geleverde code |
        | BU0344011      |
        """
    )
    with pytest.raises(ValueError, match="is no area code") as refused:
        spec.ask("Welk gebied is dit?", parse_area_code, "BU0344011")
    wrong, remedy = str(refused.value).split("; ")
    spec.answer(
        """
        | wat er mis is               | wat te doen                                          |
        | "BU0344011" is no area code | expected GM and 4 digits, WK and 6, or BU and 8      |
        """,
        [{"wat er mis is": wrong, "wat te doen": remedy.split(" (")[0]}],
    )
