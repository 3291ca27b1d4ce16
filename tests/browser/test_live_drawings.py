"""What scripts add to drawn maps and charts: pointing, arrow keys, zoom."""

import re

import pytest
from browser.test_every_page import check
from playwright.sync_api import BrowserContext, Page

NAMED = re.compile(
    r"^Wijk \d\d .+: [\d,]+ per 1\.000 inwoners \([\d,]+ – [\d,]+\); [\d.]+ geregist"
)


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def page(context: BrowserContext, faults: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/gemeente/GM0344/")
    page.wait_for_selector("figure[data-map-ready]")
    return page


def focused(page: Page, name: str) -> str:
    return page.evaluate(f"document.activeElement.getAttribute('{name}') ?? ''")


def test_arrows_go_through_the_areas_with_name_and_figure(page, faults):
    page.locator("figure[data-map] .map-link[tabindex='0']").focus()
    said = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"):
        page.keyboard.press(key)
        assert NAMED.match(focused(page, "aria-label"))
        said.add(focused(page, "aria-label"))
    assert len(said) > 3
    assert page.locator(".bk-live-panel:visible strong").inner_text() in focused(page, "aria-label")
    assert page.locator("figure[data-map] .map-link[tabindex='0']").count() == 1
    check(page, faults)
    page.keyboard.press("Escape")
    assert not page.locator(".bk-live-panel:visible").count()


STEPS = """() => {
  const first = document.querySelector("figure[data-map] .map-link[tabindex='0']");
  const seen = new Set([first]);
  for (const link of seen) for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
    link.focus();
    link.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    seen.add(document.activeElement);
  }
  return seen.size;
}"""


def test_arrows_alone_reach_every_area(page):
    assert page.evaluate(STEPS) == page.locator("figure[data-map] .map-link").count() == 10
    page.goto("/gemeente/GM0344/?niveau=buurt")
    page.wait_for_selector("figure[data-map-ready]")
    assert page.evaluate(STEPS) == 111


def test_space_comes_closer_and_the_address_brings_others_there(page, context):
    page.locator("figure[data-map] .map-link[tabindex='0']").focus()
    page.keyboard.press("End")
    before = page.locator(".map-scale-text").first.text_content()
    page.keyboard.press("Space")
    assert page.url.endswith("#kaart-WK034410")
    other = context.new_page()
    other.goto(page.url)
    other.wait_for_selector(".bk-live-panel--held a[href*='/wijk/WK034410/']")
    page.locator("[data-map-areas]").select_option("WK034406")
    assert page.locator(".map-scale-text").first.text_content() != before
    page.locator("[data-zoom='whole']").click()
    assert "#" not in page.url
    assert page.locator(".map-scale-text").first.text_content() == before


def test_a_finger_first_reads_and_then_follows_the_link(browser, site):
    phone = browser.new_context(
        base_url=site, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}
    )
    page = phone.new_page()
    page.goto("/gemeente/GM0344/")
    page.wait_for_selector("figure[data-map-ready]")
    page.locator("figure[data-map] .map-link").nth(4).tap()
    assert page.url.endswith("/gemeente/GM0344/")
    page.locator(".bk-live-panel--held a").tap()
    page.wait_for_url("**/wijk/**")
    phone.close()


def test_the_years_are_read_one_by_one(page, faults):
    page.locator(".bk-chart__reader:visible").focus()
    page.keyboard.press("Home")
    assert focused(page, "aria-valuetext").startswith("2021: ")
    page.keyboard.press("ArrowRight")
    assert focused(page, "aria-valuetext").startswith("2022: ")
    page.keyboard.press("Enter")
    check(page, faults)
    page.locator(".bk-live-panel--held a").first.click()
    page.wait_for_url("**jaar=2022**")


def test_without_a_script_the_drawings_and_their_files_are_there(browser, site):
    still = browser.new_context(base_url=site, java_script_enabled=False)
    page = still.new_page()
    page.goto("/gemeente/GM0344/")
    assert page.locator("figure[data-map] .map-link").count() == 10
    assert not page.locator("[data-map-tools]").is_visible()
    for address in ("kaart.svg", "kaart.geojson", "grafiek.svg", "tabel.csv"):
        assert page.locator(f"a[href*='/gemeente/GM0344/{address}']").first.is_visible()
    still.close()
