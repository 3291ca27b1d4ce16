"""Charts and maps as SVG from frozen dataclasses.

Standard library only and no colours: classes say what a mark means, the page's stylesheet says
how it looks (``docs/reference/drawing-classes.md``). Nothing here carries a style attribute, a
script or a style element, except the file for download made by ``export``.
"""
