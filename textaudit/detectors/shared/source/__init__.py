"""What the rules share that compare a text with the one it was translated from."""
