"""The sources of what is delivered: who publishes it, under which licence, where."""

from baken.catalogue.sources.entries import SOURCES, Source, source

__all__ = ["SOURCES", "Source", "source"]
