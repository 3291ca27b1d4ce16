"""What people who work on the street saw today: a short note, a photo, a street; it expires."""
