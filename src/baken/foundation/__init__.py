"""What every record stands on: places, partners, stewardship, intake."""
