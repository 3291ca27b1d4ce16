"""What a phone gets: the menu, and tables that do not cover themselves."""

import pytest
from browser.test_every_page import check, sideways
from playwright.sync_api import Browser, Page

COVERED = """() => {
  const boxes = [...document.querySelectorAll(".bk-table--blocks tr > *")]
    .map((cell) => [cell, cell.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height > 1);
  return boxes.filter(([cell, box]) => cell.scrollWidth > Math.ceil(box.width) + 1)
    .map(([cell]) => cell.textContent.trim().slice(0, 60));
}"""


@pytest.fixture
def phone(browser: Browser, site: str) -> Page:
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, locale="nl-NL"
    )
    return context.new_page()


def test_the_menu_opens_by_keyboard_and_leads_on(phone: Page) -> None:
    phone.goto("/")
    assert not phone.locator(".bk-nav__list").is_visible()
    phone.locator(".bk-nav__menu > summary").focus()
    phone.keyboard.press("Enter")
    link = phone.locator(".bk-nav__menu a", has_text="Soorten misdrijven")
    assert link.is_visible()
    check(phone, [])
    assert sideways(phone) <= 0
    link.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/soorten/")


@pytest.mark.parametrize(
    "address",
    [
        "/gemeente/GM0344/",
        "/gemeente/GM0307/vergelijkbaar/",
        "/gemeente/GM0307/indicatoren/dwelling-burglaries/",
        "/vergelijken/?gebied=GM0344&gebied=GM0307&soort=registered-crime-1.1.1",
        "/gegevens/",
    ],
)
def test_no_cell_of_a_table_runs_over_another(phone: Page, address: str) -> None:
    phone.goto(address)
    assert phone.evaluate(COVERED) == []
    assert sideways(phone) <= 0
