"""What the rules on garbled names share: the forms in a document, lists of right names, letters, and a model."""
