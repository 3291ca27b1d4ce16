"""The same document on screen, by the template that every desk uses."""

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from foundation.paper.sample import ALTERNATIVE, sample

from baken.foundation.paper.screen import to_screen


@pytest.fixture(scope="module")
def page() -> str:
    return render_to_string("components/paper.html", {"paper": to_screen(sample())})


def test_every_heading_table_and_drawing_is_there(page):
    for wanted in (
        *('<h2 id="part-1">Veilig</h2>', '<h3 id="part-2">Cijfers</h3>'),
        *('<th scope="row">soort 59</th>', '<a href="#part-3">Ervaringen</a>'),
        *(f'role="img" aria-label="{ALTERNATIVE}"', '<a href="https://example.org/x">de site</a>'),
        *('<li id="note-1">Een noot &amp; meer.', "<strong>veel</strong>", "marks.svg#warning"),
    ):
        assert wanted in page, wanted


def test_a_text_of_somebody_is_no_html(page):
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 2


def test_ids_are_there_once_and_links_inside_lead_somewhere(page):
    ids, links = [], []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found = dict(attrs)
            ids.append(found["id"]) if "id" in found else None
            links.append(found["href"][1:]) if found.get("href", "").startswith("#") else None

    Reader().feed(page)
    assert len(ids) == len(set(ids))
    assert links
    assert set(links) <= set(ids)
