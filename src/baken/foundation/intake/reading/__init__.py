"""From the bytes of a delivered file to rows: what it is, how it is written, how much it may be."""
