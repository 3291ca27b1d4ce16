"""Makes the manual in docs/site from the Markdown in docs: static pages, no script, no network."""

import html
import re
import shutil
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SITE = DOCS / "site"
STATIC = ROOT / "src" / "baken" / "site" / "static"
SHELL = Path(__file__).with_name("manual")
# Of the product's own look: the theme's tokens, our words for them, plain elements, typefaces.
STYLES = ("vendor/voorbeeld-design-tokens-*/theme.css", "baken/*.css", "vendor/noto-*/*.woff2")
SECTIONS = {
    "tutorials": "Learn",
    "how-to": "Do",
    "explanation": "Understand",
    "reference": "Look up",
    "reference/specs": "Spec tests (Dutch)",
    "adr": "Decisions",
}
MADE_BY = re.compile(r"\A<!--.*?-->\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below docs, its title, its language and its body in HTML."""

    path: Path
    title: str
    language: str
    body: str

    @property
    def address(self) -> Path:
        """Return the path of the HTML page below docs/site."""
        return self.path.with_suffix(".html")


def main() -> int:
    """Write every page, the styles and the pictures; fail on a link that leads nowhere."""
    sources = sorted(path for path in DOCS.rglob("*.md") if SITE not in path.parents)
    pages = [read_page(path) for path in sources]
    shutil.rmtree(SITE, ignore_errors=True)
    copy_look()
    for page in pages:
        target = SITE / page.address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dress(page, pages), encoding="utf-8")
    broken = [line for page in pages for line in broken_links(page)]
    print("\n".join([*broken, f"docs/site: {len(pages)} pages; open docs/site/index.html"]))
    return 1 if broken else 0


def read_page(path: Path) -> Page:
    """Turn one Markdown file into a page."""
    text = MADE_BY.sub("", path.read_text(encoding="utf-8"))
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(inline.content))
    for child in (child for token in tokens for child in token.children or []):
        point_to_html(child)
    body = markdown.renderer.render(tokens, markdown.options, {})
    below = path.relative_to(DOCS)
    language = "nl" if below.parent.name == "specs" else "en"
    return Page(below, title_of(tokens, path), language, finish(body))


def point_to_html(token: Token) -> None:
    """Let a link to another Markdown page lead to its HTML page."""
    address = str(token.attrGet("href") or "")
    if token.type == "link_open" and "://" not in address:
        token.attrSet("href", re.sub(r"\.md(?=#|$)", ".html", address))


def finish(body: str) -> str:
    """Let wide tables and code scroll by themselves, reachable by keyboard."""
    body = body.replace("&lt;br&gt;", "<br>")
    body = re.sub(r' style="text-align:(\w+)"', r' class="\1"', body)
    opened = '<div class="scroll" tabindex="0" role="group" aria-label="table"><table>'
    body = body.replace("<table>", opened).replace("</table>", "</table></div>")
    return body.replace("<pre>", '<pre tabindex="0">')


def dress(page: Page, pages: list[Page]) -> str:
    """Put a page into the shell."""
    up = "../" * (len(page.path.parts) - 1)
    values = {
        "title": html.escape(page.title),
        "language": page.language,
        "up": up,
        "themes": "".join(
            f'<link rel="stylesheet" href="{up}{path.relative_to(SITE).as_posix()}">\n'
            for path in sorted(SITE.glob("look/vendor/*/theme.css"))
        ),
        "navigation": navigation(page, pages, up),
        "body": page.body,
    }
    shell = (SHELL / "shell.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], shell)


def navigation(page: Page, pages: list[Page], up: str) -> str:
    """List all pages by section; the page itself is marked."""
    parts = []
    for folder, label in SECTIONS.items():
        here = [other for other in pages if other.path.parent.as_posix() == folder]
        links = [link_to(other, up, ' aria-current="page"' * (other is page)) for other in here]
        if links:
            parts.append(f"<h2>{label}</h2>\n<ul>\n{chr(10).join(links)}\n</ul>")
    return "\n".join(parts)


def link_to(page: Page, up: str, mark: str) -> str:
    """Return one line of the navigation."""
    address = f"{up}{page.address.as_posix()}"
    return f'<li><a href="{address}"{mark}>{html.escape(page.title)}</a></li>'


def copy_look() -> None:
    """Copy the styles, typefaces and pictures that the pages use."""
    for pattern in STYLES:
        for source in STATIC.glob(pattern):
            copy(source, SITE / "look" / source.relative_to(STATIC))
    copy(SHELL / "manual.css", SITE / "look" / "manual.css")
    for picture in sorted((DOCS / "images").glob("*.png")):
        copy(picture, SITE / "images" / picture.name)


def copy(source: Path, target: Path) -> None:
    """Copy one file and make its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def broken_links(page: Page) -> list[str]:
    """Name every link of a page to a file of the manual that is not there."""
    links = re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page.body)
    here = (SITE / page.address).parent
    return [
        f"docs/{page.path.as_posix()}: the link {link} leads nowhere; correct it"
        for link in links
        if not (here / link).exists()
    ]


def title_of(tokens: list[Token], path: Path) -> str:
    """Return the first heading.

    Raises:
        ValueError: when the page has none.
    """
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            return inline.content.replace("`", "")
    raise ValueError(f"{path.relative_to(ROOT)} has no heading; begin it with '# '")


def anchor(heading: str) -> str:
    """Return the id of a heading: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", heading.lower()))


if __name__ == "__main__":
    sys.exit(main())
