"""What the columns of a delivered file mean: declared per kind, mapped, read strictly."""
