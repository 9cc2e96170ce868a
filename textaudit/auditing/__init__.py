"""The verdict on one document: detect, score, fix, and the loop over them."""
