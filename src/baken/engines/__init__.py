"""The mathematics: arrays and dataclasses in, frozen dataclass out."""
