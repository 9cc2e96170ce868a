"""What is likely of a document as a whole: one file per signal, found by its name."""
