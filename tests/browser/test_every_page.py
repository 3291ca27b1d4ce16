"""Every page, in both languages, light and dark: no axe violation, no report of the security
policy, no sideways scroll at 320 px or at 200 % text."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser.pages import (
    OF_THE_ADMINISTRATOR,
    OF_THE_DATA_STEWARD,
    OF_THE_GEBIEDSMANAGER,
    OF_THE_POLICY_ADVISER,
    OF_THE_PRIVACY_OFFICER,
    OF_THE_PROGRAMME_MANAGER,
    PUBLIC,
    ROLES,
)
from playwright.sync_api import Browser, BrowserContext, Page

LANGUAGES = ("nl", "en")
# The scheme changes colours and nothing else, so what axe asks of colours is asked of both.
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Only what is wrong is written out: the thousands of parts of a page that passed cost most of the
# time when each gets its address and its text. Of rows of one form (the same elements, classes and
# attributes, and text or none in the same places) the first four are examined; what every row has
# for itself, the ids, is compared over all.
AXE_RUN = """async (options) => {
  const told = new Set(["class", "style", "role", "scope", "type", "tabindex", "lang"]);
  const attribute = ({ name, value }) =>
    name + (told.has(name) ? `=${value}` : value.trim() ? "" : "=");
  const form = (part) =>
    part.nodeType === Node.TEXT_NODE ? (part.data.trim() ? "text" : "")
    : part.nodeType !== Node.ELEMENT_NODE ? ""
    : `<${part.tagName} ${[...part.attributes].map(attribute)}>${[...part.childNodes].map(form)}`;
  const seen = new Map();
  const exclude = [...document.querySelectorAll("tbody > tr, li")].filter((row) => {
    const key = form(row);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) > 4;
  });
  const said = { resultTypes: ["violations"], selectors: false, ...options };
  const found = await axe.run({ include: [document], exclude }, said);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const doubles = ids.filter((id, place) => ids.indexOf(id) !== place);
  return found.violations.map(({ id, nodes }) => [id, nodes[0].html, nodes.length])
    .concat(doubles.map((id) => ["an id stands twice", id, 2]));
}"""


@pytest.fixture
def faults() -> list[str]:
    return []


def open_page(context: BrowserContext, path: str, faults: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    go(page, path)
    return page


def go(page: Page, path: str) -> None:
    page.goto(path)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page's scripts have had their turn."""
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestIdleCallback(done))")


def check(page: Page, faults: list[str], *, status_is_error: bool = False) -> None:
    page.emulate_media(color_scheme="light")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, OF_COLOURS) == []
    expected = "Failed to load resource: the server responded with a status of 404"
    assert [f for f in faults if not (status_is_error and f.startswith(expected))] == []


def violations(page: Page, options: dict | None = None) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE_RUN, options or {})
    return [f"{rule}: {html[:120]} ({number}x)" for rule, html, number in found]


def sideways(page: Page) -> int:
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def check_widths(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0, "scrolls sideways at 320 px"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) <= 0, "scrolls sideways at 200 % text"


def a_profile(browser: Browser, site: str, language: str) -> BrowserContext:
    """Return a fresh browser profile that reads in a language."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    return context


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: str) -> Iterator[Callable[[str], BrowserContext]]:
    """Return the profile of a visitor per language: styles and fonts are asked once for all pages.

    Cookies that a page leaves are thrown away before the next.
    """
    profiles = {language: a_profile(browser, site, language) for language in LANGUAGES}

    def profile(language: str) -> BrowserContext:
        context = profiles[language]
        context.clear_cookies()
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        return context

    yield profile
    for context in profiles.values():
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages(visitor, name, language, faults):
    page = open_page(visitor(language), PUBLIC[name], faults)
    assert page.locator("html").get_attribute("lang") == language
    check(page, faults, status_is_error=name == "not found")
    check_widths(page)
    page.close()


@pytest.mark.parametrize("role", ROLES)
def test_desks(browser, site, role, faults):
    for language in LANGUAGES:
        context = a_profile(browser, site, language)
        page = open_page(context, "/kijk-als/", faults)
        page.locator(f"form[action*='{role}'] button").first.click()
        settle(page)
        assert "/bureau/" in page.url
        assert page.locator(".bk-looking-as").is_visible()
        check(page, faults)
        check_widths(page)
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("privacy-officer", OF_THE_PRIVACY_OFFICER),
        ("policy-adviser", OF_THE_POLICY_ADVISER),
        ("data-steward", OF_THE_DATA_STEWARD),
        ("gebiedsmanager", OF_THE_GEBIEDSMANAGER),
        ("administrator", OF_THE_ADMINISTRATOR),
        ("programme-manager", OF_THE_PROGRAMME_MANAGER),
    ],
)
def test_pages_of_one_role(browser, site, role, paths, language, faults):
    context = a_profile(browser, site, language)
    page = open_page(context, "/kijk-als/", faults)
    page.locator(f"form[action*='{role}'] button").first.click()
    settle(page)
    for path in paths:
        page.set_viewport_size({"width": 1280, "height": 900})
        go(page, path)
        check(page, faults)
        check_widths(page)
    context.close()
