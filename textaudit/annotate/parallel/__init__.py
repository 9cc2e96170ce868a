"""What a text has in common with the one it was translated from: quantities, dates, names, sentences."""
