"""The pages and files of accounts: what they say, who writes, and what is published is frozen."""

import io
import re
import struct
import zlib
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pypdf import PdfReader

from baken.desks.accounts.document import LANGUAGES, Standing, account_document, opening_words
from baken.flows.account_year import account_of_year
from baken.flows.freeze_account import file_of, made_again, made_with
from baken.foundation.paper.frozen import frozen, thaw
from baken.records.accounts.facts import FileForm
from baken.records.accounts.rules import untested_effects
from baken.records.accounts.selectors import published_account
from baken.records.indicators.models import YearlyValue
from baken.vocabulary.paper import PaperTable, every_block, plain_words
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
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


def test_what_people_wrote_is_never_folded(visit):
    adviser = visit("adviser", ADVISER)
    adviser.post(f"{UTRECHT}werk/schrijven/", written_entry())
    draft = adviser.get(f"{UTRECHT}concept/").content.decode()
    pieces = re.split(r'<details class="paper-folded">.*?</details>', draft, flags=re.DOTALL)
    assert len(pieces) > 3
    assert any("tien controles" in piece for piece in pieces)


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


def entry(**changed):
    return {
        "part": "measure:utr_a1_m01", "state": "done", "done": "Tien panden gecontroleerd.",
        "reason": "", "failed": "", "changes": "", "spent": "", "spent_source": "",
    } | changed  # fmt: skip


def first_measure() -> str:
    account = account_of_year("utr_ivp_2019_2022", 2024, today=TODAY)
    return next(m.measure.id for c in account.chapters for line in c.lines for m in line.measures)


def test_what_was_typed_stays_when_something_is_wrong(visit):
    adviser = visit("adviser", ADVISER)
    given = entry(part=f"measure:{first_measure()}", state="stopped", done="Een lange tekst.")
    response = adviser.post(f"{UTRECHT}werk/schrijven/", given, HTTP_ACCEPT_LANGUAGE="nl")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Een lange tekst." in page
    assert "Schrijf waarom; zonder reden begrijpt niemand het." in page


def test_what_was_written_stands_in_the_draft_with_a_warning_and_not_in_public(visit):
    adviser = visit("adviser", ADVISER)
    written = adviser.post(
        f"{UTRECHT}werk/schrijven/", written_entry(), follow=True, HTTP_ACCEPT_LANGUAGE="nl"
    )
    assert "“Dankzij”: Dit zegt dat iets door iets anders kwam." in written.content.decode()
    draft = adviser.get(f"{UTRECHT}concept/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "tien controles" in draft
    assert "12.500,50" in draft
    public = visit("resident", ("GM0344", Role.RESIDENT))
    assert "tien controles" not in public.get(UTRECHT).content.decode()


def written_entry() -> dict[str, str]:
    return entry(
        part=f"measure:{first_measure()}",
        done="Dankzij tien controles is het rustiger.",
        spent="12500,50",
        spent_source="Jaarrekening, bladzijde 31",
    )


def test_what_is_published_is_frozen_and_made_again_byte_for_byte(visit):
    adviser = visit("adviser", ADVISER)
    adviser.post(f"{UTRECHT}werk/schrijven/", written_entry(), HTTP_ACCEPT_LANGUAGE="nl")
    assert adviser.post(f"{UTRECHT}vaststellen/", {}).status_code == 422
    assert adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"}).status_code == 302
    found = published_account("utr_ivp_2019_2022", 2024, 1)
    assert len(found.files) == 8
    assert all(each.is_same for each in made_again(found))
    assert found.made_with == made_with()
    public = visit("resident", ("GM0344", Role.RESIDENT))
    page = public.get(UTRECHT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "tien controles" in page
    assert "Mevrouw adviser" not in page
    assert "Geen cijfer of oordeel ervan is sindsdien herzien." in page
    assert public.get(f"{UTRECHT}archief/1/nl.pdf").content.startswith(b"%PDF")
    proof = public.get(f"{UTRECHT}archief/1/?proef=1", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert proof.count("hetzelfde, tot op de byte") == 8


def test_a_later_revision_is_listed_beside_it_and_changes_nothing(visit):
    adviser = visit("adviser", ADVISER)
    adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"})
    before = published_account("utr_ivp_2019_2022", 2024, 1)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    burglaries = YearlyValue.objects.filter(indicator="dwelling-burglaries", area_code="GM0344")
    burglaries.filter(period="2023").update(value=520)
    page = adviser.get(UTRECHT, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "1 cijfer of oordeel is sindsdien herzien." in page
    assert re.search(r'data-label="Naar">\s*520', page)
    after = published_account("utr_ivp_2019_2022", 2024, 1)
    assert (after.content, after.files) == (before.content, before.files)


def test_a_replacing_account_needs_a_reason_and_can_hide_the_earlier_one(visit):
    adviser = visit("adviser", ADVISER)
    adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"})
    again = adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"}, HTTP_ACCEPT_LANGUAGE="nl")
    assert again.status_code == 422
    assert "Schrijf waarom" in again.content.decode()
    given = {"looked": "on", "reason": "Een toestemming liep af.", "hides_replaced": "on"}
    assert adviser.post(f"{UTRECHT}vaststellen/", given).status_code == 302
    page = adviser.get(f"{UTRECHT}archief/1/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "Vervangen door nummer 2: Een toestemming liep af." in page
    assert adviser.get(f"{UTRECHT}archief/1/nl.pdf").status_code == 404
    assert adviser.get(f"{UTRECHT}archief/2/nl.pdf").status_code == 200


@pytest.mark.parametrize("what", ["werk/", "werk/schrijven/", "werk/verhaal/", "concept/"])
def test_who_works_elsewhere_does_not_find_the_desk(visit, what):
    elsewhere = visit("elsewhere", ("GM0307", Role.POLICY_ADVISER))
    assert elsewhere.get(f"{UTRECHT}{what}").status_code == 404
    assert elsewhere.post(f"{UTRECHT}vaststellen/", {"looked": "on"}).status_code == 404


def test_a_story_needs_consent_and_stands_in_the_draft_without_who_consented(visit):
    adviser = visit("adviser", ADVISER)
    given = {
        "part": "plan:plan", "kind": "quote", "text": "Het plein is weer van ons.",
        "said_by": "een winkelier", "place": "Overvecht", "told_on": "2024-09-03",
        "source": "gesprek op straat", "alternative": "", "consent_by": "",
        "consent_how": "op schrift", "consent_until": "2030-01-01",
    }  # fmt: skip
    refused = adviser.post(f"{UTRECHT}werk/verhaal/", given, HTTP_ACCEPT_LANGUAGE="nl")
    assert refused.status_code == 422
    assert "Het plein is weer van ons." in refused.content.decode()
    kept = adviser.post(f"{UTRECHT}werk/verhaal/", given | {"consent_by": "Aisha zelf"})
    assert kept.status_code == 302
    draft = adviser.get(f"{UTRECHT}concept/").content.decode()
    assert "Het plein is weer van ons." in draft
    assert "Aisha" not in draft


def png() -> bytes:
    """Return a picture of four white points."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    points = zlib.compress(b"\0\xff\xff" * 2)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_picture_stands_in_every_form_with_its_alternative_text(visit):
    adviser = visit("adviser", ADVISER)
    given = {
        "part": "plan:plan", "kind": "picture", "text": "", "said_by": "", "place": "Overvecht",
        "told_on": "2024-09-03", "source": "bezoek", "alternative": "Een leeg plein met banken.",
        "consent_by": "de fotograaf", "consent_how": "op schrift", "consent_until": "2030-01-01",
        "picture": SimpleUploadedFile("plein.png", png(), content_type="image/png"),
    }  # fmt: skip
    assert adviser.post(f"{UTRECHT}werk/verhaal/", given).status_code == 302
    assert "Een leeg plein met banken." in adviser.get(f"{UTRECHT}concept/").content.decode()
    assert adviser.post(f"{UTRECHT}vaststellen/", {"looked": "on"}).status_code == 302
    pdf = PdfReader(io.BytesIO(adviser.get(f"{UTRECHT}archief/1/nl.pdf").content))
    assert "Een leeg plein met banken." in alternatives(pdf.trailer["/Root"]["/StructTreeRoot"])
    word = docx.Document(io.BytesIO(adviser.get(f"{UTRECHT}archief/1/nl.docx").content))
    assert 'descr="Een leeg plein met banken."' in word.element.xml


def alternatives(tree) -> set[str]:
    """Return every alternative text in the tags of a PDF."""
    return {str(each["/Alt"]) for each in nodes(tree) if "/Alt" in each}


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
