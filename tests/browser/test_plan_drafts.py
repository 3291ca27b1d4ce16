"""A plan changed in a real browser: typing is kept, going back shows no old form."""

import re

import pytest
from browser.test_every_page import check, check_widths, go, open_page, settle
from playwright.sync_api import BrowserContext, Page

PLAN = "/plannen/amf_2018/"


@pytest.fixture
def faults() -> list[str]:
    return []


def an_open_draft(context: BrowserContext, faults: list[str]) -> tuple[Page, str]:
    """Look as the policy adviser of the demo, open a draft and return its address."""
    page = open_page(context, "/kijk-als/", faults)
    page.locator("form[action*='policy-adviser'] button").first.click()
    settle(page)
    go(page, f"{PLAN}wijzigen/")
    check(page, faults)
    check_widths(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("input[name='waarom']").fill("Proef in de browser (synthetisch)")
    page.locator("main form button").last.click()
    settle(page)
    return page, page.url


def discarded(page: Page, draft: str) -> None:
    go(page, draft)
    page.locator("section[aria-labelledby='end-heading'] summary").click()
    page.locator("form[action$='/weggooien/'] input[name='waarom']").fill("Klaar met de proef")
    page.locator("form[action$='/weggooien/'] button").click()
    settle(page)


def test_the_pages_of_a_draft_are_accessible_and_fit_a_phone(context, faults) -> None:
    page, draft = an_open_draft(context, faults)
    measure = "measure/amf_e02_m01/"
    for path in ("", "goal/amf_g2/", measure, "area_goal/", f"{measure}verwijderen/"):
        page.set_viewport_size({"width": 1280, "height": 900})
        go(page, f"{draft}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        check(page, faults)
        check_widths(page)
    discarded(page, draft)


def test_typing_is_kept_and_going_back_shows_what_was_saved(context, faults) -> None:
    page, draft = an_open_draft(context, faults)
    row = f"{draft}measure/amf_e02_m01/"
    go(page, row)
    title = page.locator("input[name='title_nl']")
    title.fill("Getikt en niet bewaard")
    page.locator("[data-keep-state]", has_text="onthouden").wait_for()
    go(page, draft)
    assert page.get_by_text("Dit tikte u en is nog niet bewaard").is_visible()
    go(page, row)
    assert title.input_value() != "Getikt en niet bewaard", "the form shows the draft"
    page.get_by_role("link", name=re.compile("Verder met wat ik tikte")).click()
    settle(page)
    assert title.input_value() == "Getikt en niet bewaard"
    title.fill("Nu wel bewaard")
    page.get_by_role("button", name="Bewaren").click()
    settle(page)
    assert page.get_by_role("button", name="Ongedaan maken").first.is_visible()
    page.go_back()
    settle(page)
    if "/measure/" in page.url:
        assert title.input_value() != "Getikt en niet bewaard", "no old form"
    go(page, row)
    assert title.input_value() == "Nu wel bewaard"
    discarded(page, draft)


def test_two_windows_meet_and_the_second_chooses(browser, site, faults) -> None:
    first = browser.new_context(base_url=site, locale="nl-NL")
    second = browser.new_context(base_url=site, locale="nl-NL", java_script_enabled=False)
    page, draft = an_open_draft(first, faults)
    row = f"{draft}measure/amf_e02_m01/"
    other = second.new_page()
    other.goto("/kijk-als/")
    other.locator("form[action*='programme-manager'] button").first.click()
    other.goto(row)
    other.locator("input[name='title_nl']").fill("Van de programmamanager")
    go(page, row)
    page.locator("input[name='title_nl']").fill("Van de adviseur")
    page.get_by_role("button", name="Bewaren").click()
    settle(page)
    other.get_by_role("button", name="Bewaren").click()
    assert other.get_by_text("Van de adviseur").is_visible()
    assert other.get_by_text("Van de programmamanager").is_visible()
    other.locator("input[type='radio'][value='mine']").check()
    other.get_by_role("button", name="Zo bewaren").click()
    other.goto(row)
    assert other.locator("input[name='title_nl']").input_value() == "Van de programmamanager"
    discarded(page, draft)
    first.close()
    second.close()
