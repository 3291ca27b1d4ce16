"""The open API: areas, indicators, figures and deliveries for programs."""
