"""The pages and files of accounts: what they say, who writes, and what is published is frozen."""

import io
import re
from datetime import UTC, date, datetime

import docx
import pytest
from pypdf import PdfReader

from baken.desks.accounts.document import LANGUAGES, Standing, account_document, opening_words
from baken.flows.account_year import account_of_year
from baken.flows.freeze_account import file_of
from baken.foundation.paper.frozen import frozen, thaw
from baken.records.accounts.facts import FileForm
from baken.records.accounts.rules import untested_effects
from baken.vocabulary.paper import PaperTable, every_block, plain_words
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
UTRECHT, AMERSFOORT = "/verantwoording/utr_ivp_2019_2022/2024/", "/verantwoording/amf_2018/2019/"
ADVISER = ("GM0344", Role.POLICY_ADVISER)
BOTH = [("amf_2018", 2019), ("utr_ivp_2019_2022", 2024)]


def document(plan, year, language):
    account = account_of_year(plan, year, today=TODAY)
    standing = Standing(dated=TODAY, address="https://baken.example/verantwoording/")
    return account_document(account, standing, in_language=language)


def texts(made):
    """Return every text of a document, tables and all."""
    found = [made.title, made.subtitle]
    for block in every_block(made.blocks):
        names = ("text", "title", "label", "caption", "attribution")
        found += [getattr(block, name, "") for name in names]
        if hasattr(block, "words"):
            found.append(plain_words(block.words))
        if isinstance(block, PaperTable):
            found += [plain_words(cell) for row in (block.head, *block.rows) for cell in row]
            found.append(plain_words(block.note))
        found += [plain_words(item) for item in getattr(block, "items", ())]
    return [text for text in found if text]


def test_the_list_names_every_plan_and_year_and_says_nobody_adopted_them(client):
    page = client.get("/verantwoording/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert UTRECHT in page
    assert AMERSFOORT in page
    assert page.count("Geen gemeente heeft ze vastgesteld of aan de raad aangeboden") == 1
    assert not re.search(r"vastgesteld op \d", page)
    assert 'href="/plannen/utr_ivp_2019_2022/"' in page


def test_the_account_leads_to_its_plan_and_wijken_and_folds_long_tables_on_screen_only(client):
    page = client.get(UTRECHT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert 'href="/plannen/utr_ivp_2019_2022/"' in page
    assert page.count('href="#wijken-heading"') == 2
    before, _, folded = page.partition("Toon de 124 regels van dit deel</summary>")
    assert before.endswith('<details class="paper-folded"><summary>')
    assert folded.partition("</details>")[0].count("<tr>") == 125
    file = client.get(f"{UTRECHT}verantwoording.html", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "paper-folded" not in file


def test_the_page_of_a_wijk_says_what_nobody_wrote_and_leads_to_the_whole(client):
    page = client.get(f"{UTRECHT}wijk/WK034402/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "Wat niet is opgeschreven</h2>" in page
    assert "Wat niet is gedaan" not in page
    assert f'{UTRECHT}">Lees de hele verantwoording' in page
    assert not re.search(r"\bje\b", page.partition("<main")[2].partition("</main>")[0])


def test_targets_of_before_a_plan_stand_apart_and_count_for_nothing(client):
    address = "/verantwoording/utr_ivp_2019_2022/2022/"
    page = client.get(address, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "Dit plan had zelf geen streefwaarden." in page
    assert "streefwaarden zijn gehaald" not in page
    start = page.index("Streefwaarden van vóór dit plan</h2>")
    assert page.count("hoogstens", 0, start) == 0
    assert "gelden voor jaren vóór 2019" in page[start:]


def test_the_account_of_amersfoort_says_of_every_target_what_and_why(client):
    page = client.get(AMERSFOORT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    for words in (
        "Gemaakt door Baken, niet vastgesteld door een gemeente",
        "Van 11 streefwaarden tot en met dit jaar: 1 gehaald, 0 niet gehaald, 2 niet te toetsen",
        "Het doel was hoogstens 550; in 2018 werd het 617 (539 tot 701).",
        "past bij 144.041 inwoners",
        "Er zijn 59 maatregelen beloofd. Van geen enkele schreef iemand op wat er is gedaan.",
        "Ontwikkeling, geen effect getoetst",
    ):
        assert words in page, words


def test_the_account_of_utrecht_names_baseline_margin_and_corona_years(client):
    page = client.get(UTRECHT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    for words in (
        "Het hoofddoel van het Utrechts veiligheidsbeleid is om het huidige niveau",
        "Van 15 indicatoren in 2024: 9 hielden het niveau van eind 2018, 0 verloren het, van 6 is",
        "Het plan noemt geen marge.",
        "In 2020 en 2021 golden coronamaatregelen",
        "Van het jaar van de nulmeting is geen cijfer gepubliceerd.",
    ):
        assert words in page, words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("plan", "year"), BOTH)
def test_what_baken_writes_claims_no_effect(plan, year, language):
    """Titles of the plan are its own; of all other texts none names an effect."""
    found = account_of_year(plan, year, today=TODAY)
    parts = (*found.plan.goals, *found.plan.lines, *found.plan.measures)
    own = {part.title(language) for part in parts}
    ours = [text for text in texts(document(plan, year, language)) if text not in own]
    about_notes = [text for text in ours if "noot" in text or "note" in text]
    claims = {t: untested_effects(t) for t in ours if t not in about_notes}
    assert {text: found for text, found in claims.items() if found} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("plan", "year"), BOTH)
def test_the_pdf_has_tags_language_and_title_and_the_same_bytes_twice(plan, year, language):
    content = frozen({language: document(plan, year, language)})
    made = file_of(content, language, FileForm.PDF)
    assert file_of(content, language, FileForm.PDF) == made
    read = PdfReader(io.BytesIO(made))
    root = read.trailer["/Root"]
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == thaw(content)[language].title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/P", "/TOC", "/Figure"} <= kinds
    figures = [each for each in nodes(root["/StructTreeRoot"]) if each.get("/S") == "/Figure"]
    assert all(str(each.get("/Alt", "")).strip() for each in figures)
    assert len(read.pages) < 20


def nodes(tree):
    """Return every node in the tags of a PDF."""
    found, waiting = [], [tree]
    while waiting:
        each = waiting.pop()
        each = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(each, list):
            waiting += each
        elif hasattr(each, "get"):
            found.append(each)
            waiting.append(each.get("/K", []))
    return found


def tags(tree) -> set[str]:
    """Return every kind of tag in a PDF."""
    return {str(each["/S"]) for each in nodes(tree) if "/S" in each}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_opens_with_headings_and_every_table(language):
    made = document("amf_2018", 2019, language)
    read = docx.Document(io.BytesIO(file_of(frozen({language: made}), language, FileForm.DOCX)))
    headings = [p.text for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert len(headings) >= 12
    tables = [block for block in every_block(made.blocks) if isinstance(block, PaperTable)]
    assert len(read.tables) >= len(tables)
    assert read.core_properties.title == made.title


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "json", "csv"])
def test_every_file_can_be_taken_along(client, form):
    response = client.get(f"{AMERSFOORT}verantwoording.{form}", HTTP_ACCEPT_LANGUAGE="nl")
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'2019.{form}"')
    assert len(response.content) > 10_000


@pytest.mark.parametrize(
    "address",
    [
        "/verantwoording/amf_2018/2017/",
        "/verantwoording/nothing/2019/",
        f"{AMERSFOORT}verantwoording.exe",
        f"{AMERSFOORT}archief/1/",
        f"{AMERSFOORT}wijk/WK034402/",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_wijk_fits_on_one_page(client, language):
    address = f"{UTRECHT}wijk/WK034402/?als=pdf"
    made = client.get(address, HTTP_ACCEPT_LANGUAGE=language).content
    read = PdfReader(io.BytesIO(made))
    assert len(read.pages) == 1
    assert "Noordwest" in read.pages[0].extract_text()


def test_a_frozen_document_comes_back_whole():
    for language in LANGUAGES:
        made = document("utr_ivp_2019_2022", 2024, language)
        text = frozen({language: made})
        assert thaw(text) == {language: made}
        assert frozen(thaw(text)) == text
    assert opening_words(account_of_year("utr_ivp_2019_2022", 2024, today=TODAY))
