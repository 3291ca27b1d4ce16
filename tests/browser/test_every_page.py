"""Every page, in both languages, light and dark: no axe violation, no report of the security
policy, no sideways scroll at 320 px or at 200 % text."""

import pytest
from axe_playwright_python.sync_playwright import Axe
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
from playwright.sync_api import BrowserContext, Page

AXE = Axe()
LANGUAGES = ("nl", "en")
# The scheme changes colours and nothing else, so what axe asks of colours is asked of both.
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


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
    found = AXE.run(page, options=options).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]} ({len(v['nodes'])}x)" for v in found]


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages(browser, site, name, language, faults):
    context = browser.new_context(base_url=site, locale="nl-NL")
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page = open_page(context, PUBLIC[name], faults)
    assert page.locator("html").get_attribute("lang") == language
    check(page, faults, status_is_error=name == "not found")
    check_widths(page)
    context.close()


@pytest.mark.parametrize("role", ROLES)
def test_desks(browser, site, role, faults):
    for language in LANGUAGES:
        context = browser.new_context(base_url=site, locale="nl-NL")
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
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
    context = browser.new_context(base_url=site, locale="nl-NL")
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page = open_page(context, "/kijk-als/", faults)
    page.locator(f"form[action*='{role}'] button").first.click()
    settle(page)
    for path in paths:
        page.set_viewport_size({"width": 1280, "height": 900})
        go(page, path)
        check(page, faults)
        check_widths(page)
    context.close()
