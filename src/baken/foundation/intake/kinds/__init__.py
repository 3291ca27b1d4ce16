"""The kinds of file that fill the foundation: areas, population, key figures."""
