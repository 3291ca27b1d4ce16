"""The front of the site: the verdict, all municipalities, every figure and where it comes from."""
