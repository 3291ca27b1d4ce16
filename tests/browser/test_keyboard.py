"""The keyboard path: skip link, visible focus, everything reachable, nothing traps."""

from playwright.sync_api import Page


def focus(page: Page) -> dict:
    return page.evaluate(
        """() => {
          const e = document.activeElement, s = getComputedStyle(e);
          return {tag: e.tagName, text: (e.textContent || '').trim().slice(0, 40),
                  href: e.getAttribute('href') || '', outline: s.outlineStyle,
                  width: parseFloat(s.outlineWidth), shadow: s.boxShadow,
                  fill: e.tagName === 'a' ? 'svg' : ''};
        }"""
    )


def test_the_first_tab_offers_to_skip_to_the_content(context):
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert focus(page)["href"] == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_shows_its_focus_and_none_traps(context):
    page = context.new_page()
    page.goto("/")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = focus(page)
        seen.append((stop["tag"], stop["href"], stop["text"]))
        if stop["tag"] in {"A", "BUTTON", "SELECT", "INPUT", "SUMMARY"}:
            visible = stop["outline"] != "none" and stop["width"] >= 2
            assert visible or stop["shadow"] != "none", stop
    assert len(set(seen)) > 25


def test_a_figure_leads_to_its_delivered_row_in_two_steps_by_keyboard(context):
    page = context.new_page()
    page.goto("/")
    page.locator("a[href^='/cijfer/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cijfer/**")
    page.locator("a[href*='/gegevens/'][href*='regel']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gegevens/**")
    assert page.locator("[id^='regel-']").count() > 0
