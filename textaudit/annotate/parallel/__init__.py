"""What a text and the text it was translated from have in common: quantities, dates, names, sentences that belong together."""
