"""What the signal on machine translation sees of a text, and the model that weighs it.

    tokens -> windows -> features -> model

No module here knows a language: what is known of one lies in `data/translation/<language>.json`.
"""
