"""Areas by year, their hierarchy, population and key figures."""
