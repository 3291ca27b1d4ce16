"""Crime statistics explored: areas compared, types, rank lists, peers, and finding one's own."""
