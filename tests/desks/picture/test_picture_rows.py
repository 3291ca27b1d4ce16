"""Marks, notices, numbers, rows and what the address asks: without a database."""

from datetime import date

import pytest
from desks.picture.picture_facts import ALL_CRIME, a_change, a_figure
from django.http import QueryDict
from django.utils import translation

from baken.catalogue.indicators import Polarity
from baken.desks.picture.addresses import Addresses
from baken.desks.picture.asked import asked_in, query_of
from baken.desks.picture.marks import makings_of, marks_of, notices_of
from baken.desks.picture.rows import Cells, Line, Pen, tone_of
from baken.desks.picture.spreadsheet import plain_text
from baken.desks.picture.table_rows import table_rows
from baken.desks.picture.writing import Writer, age, change_span, short_name, writer
from baken.flows.area_picture import AskedPicture, PictureChoice
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

DUTCH, ENGLISH = Writer(english=False), Writer(english=True)
ADDRESSES = Addresses("/cijfer/", {AreaLevel.MUNICIPALITY: "/gemeente/"}, "?jaar=2024")


def kinds(**changed) -> list[str]:
    return [mark.kind for mark in marks_of(a_figure(**changed))]


def test_the_marks_of_a_figure() -> None:
    assert kinds() == ["final"]
    assert kinds(status=FigureStatus.PROVISIONAL, year=2021) == ["provisional", "corona"]
    assert kinds(status=FigureStatus.NOT_STATED) == []
    notes = ("sum-of-buurten", "few-residents", "many-visitors")
    assert kinds(notes=notes) == ["final", "few", "visitors"]


def titles(figure, compared_with) -> list[str]:
    return [notice.title for notice in notices_of(figure, compared_with=compared_with)]


def test_a_corona_year_is_flagged_also_when_it_is_the_year_before() -> None:
    with translation.override("nl"):
        assert titles(a_figure(year=2022), 2021) == ["2021: coronajaar"]
        assert titles(a_figure(year=2021), 2020) == ["2021: coronajaar", "2020: coronajaar"]
        assert titles(a_figure(year=2024), 2023) == []


def test_notices_explain_provisional_and_visitors() -> None:
    figure = a_figure(status=FigureStatus.PROVISIONAL, notes=("many-visitors",))
    with translation.override("nl"):
        assert titles(figure, None) == ["Voorlopig", "Zegt per inwoner weinig"]


def test_how_a_figure_was_made_is_said_where_it_is_not_plain() -> None:
    notes = ("sum-of-buurten", "inhabitants-of-other-year", "too-few-inhabitants-for-a-rate")
    assert len(makings_of(a_figure(notes=notes, status=FigureStatus.NOT_STATED))) == 4
    assert makings_of(a_figure()) == ()


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        (lambda w: w.whole(25124), "25.124", "25,124"),
        (lambda w: w.whole(None), "–", "–"),
        (lambda w: w.rate(66.908), "66,9", "66.9"),
        (lambda w: w.rate(0.5741), "0,57", "0.57"),
        (lambda w: w.rate(None), "–", "–"),
        (lambda w: w.span(1371.8, 1468.5, 1), "1.371,8 – 1.468,5", "1,371.8 – 1,468.5"),
        (lambda w: w.span(None, 2.0, 1), "–", "–"),
        (lambda w: w.percents(0.134), "13 %", "13 %"),
        (lambda w: w.percents(0.0045), "0,4 %", "0.4 %"),
        (lambda w: w.signed_percents(0.769), "−23 %", "−23 %"),
        (lambda w: w.signed_percents(1.13), "+13 %", "+13 %"),
        (lambda w: w.signed_percents(1.0001), "0 %", "0 %"),
        (lambda w: w.times(5.152), "5,2", "5.2"),
        (lambda w: w.times(0.425), "0,42", "0.42"),
        (lambda w: w.times(36.04), "36", "36"),
    ],
)
def test_numbers(text, dutch, english) -> None:
    assert text(DUTCH).replace("\N{NO-BREAK SPACE}", " ") == dutch
    assert text(ENGLISH).replace("\N{NO-BREAK SPACE}", " ") == english


def test_the_writer_follows_the_reader() -> None:
    with translation.override("en"):
        assert writer().english
    with translation.override("nl"):
        assert not writer().english


def test_the_margin_of_a_change_may_be_open() -> None:
    with translation.override("en"):
        assert change_span(a_change()).replace("\N{NO-BREAK SPACE}", " ") == "−6 % to +1 %"
        assert change_span(a_change(upper=None)).endswith("or more")
        assert change_span(a_change(lower=None)) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 1), "today"),
        (date(2026, 3, 5), "today"),
        (date(2026, 2, 28), "yesterday"),
        (date(2026, 2, 20), "9 days ago"),
        (date(2026, 1, 25), "5 weeks ago"),
        (date(2025, 3, 1), "11 months ago"),
        (date(2020, 3, 1), "5 years ago"),
    ],
)
def test_how_long_ago(day, words) -> None:
    with translation.override("en"):
        assert age(day, date(2026, 3, 1)) == words


def test_a_wijk_is_called_by_its_name_on_a_map() -> None:
    assert short_name("Wijk 06 Binnenstad") == "Binnenstad"
    assert short_name("Wijk C") == "Wijk C"
    assert short_name("Hoogland") == "Hoogland"


def test_cells_of_a_figure_and_of_none() -> None:
    with translation.override("nl"):
        pen = Pen(ADDRESSES, [a_figure()])
        assert pen.cells(a_figure()) == Cells(
            count="25.124",
            count_value="25124",
            rate="66,9",
            rate_value="66.908000",
            margin="66,1 – 67,7",
            trail=f"/cijfer/{ALL_CRIME}/GM0344/2024/",
        )
        nothing = pen.cells(None)
        assert (nothing.count, nothing.count_value, nothing.rate) == ("geen gegevens", "", "–")
        assert nothing.trail == ""


def test_a_change_that_cannot_be_told_has_no_size() -> None:
    pen = Pen(ADDRESSES, [])
    found = pen.verdict(a_change(verdict=ChangeVerdict.NOT_COMPARABLE), Polarity.LOWER_IS_BETTER)
    assert (found.size, found.tone, found.classes) == ("", "", "picture-same")
    assert pen.verdict(None, Polarity.NEUTRAL) is None


@pytest.mark.parametrize(
    ("verdict", "polarity", "tone"),
    [
        (ChangeVerdict.LOWER, Polarity.LOWER_IS_BETTER, "favourable"),
        (ChangeVerdict.HIGHER, Polarity.LOWER_IS_BETTER, "unfavourable"),
        (ChangeVerdict.HIGHER, Polarity.HIGHER_IS_BETTER, "favourable"),
        (ChangeVerdict.HIGHER, Polarity.NEUTRAL, ""),
        (ChangeVerdict.NO_DEMONSTRABLE_CHANGE, Polarity.LOWER_IS_BETTER, ""),
    ],
)
def test_good_and_bad_news(verdict, polarity, tone) -> None:
    assert tone_of(verdict, polarity) == tone


def test_names_in_the_long_table_are_escaped() -> None:
    cells = Cells("1", "1", "–", "", "–", "/cijfer/x/")
    line = Line("<b>R&D</b>", '/buurt/"/', cells, None, "")
    html = table_rows([line], with_standing=True)
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in html
    assert 'href="/buurt/&quot;/"' in html


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", AskedPicture()),
        ("jaar=2022&niveau=buurt", AskedPicture(2022, None, AreaLevel.BUURT)),
        ("soort=registered-crime-1.1.1", AskedPicture(None, "registered-crime-1.1.1")),
        ("jaar=22&soort=&niveau=gemeente", AskedPicture()),
        ("jaar=²²²²&soort=%00", AskedPicture()),
        ("jaar=20.4", AskedPicture()),
    ],
)
def test_what_the_address_asks(query, asked) -> None:
    assert asked_in(QueryDict(query)) == asked


def test_a_choice_written_as_an_address_is_read_back() -> None:
    choice = PictureChoice(2022, ALL_CRIME, AreaLevel.BUURT)
    query = query_of(choice, with_level=True)
    assert asked_in(QueryDict(query[1:])) == AskedPicture(2022, ALL_CRIME, AreaLevel.BUURT)
    assert "niveau" not in query_of(choice, with_level=False)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_text_is_a_formula(start: str) -> None:
    assert plain_text(f"{start}HYPERLINK()") == f"'{start}HYPERLINK()"
    assert plain_text("Wijk 06 Binnenstad") == "Wijk 06 Binnenstad"
