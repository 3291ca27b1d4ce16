"""From the country's map frame to places on earth, in plain Python.

Standard library only, so that the web process may use it; where centimetres count, jobs use the
geodetic library in ``geometry``.
"""
