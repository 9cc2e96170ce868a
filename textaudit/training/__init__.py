"""What makes the numbers in ``data/``, from labelled text. Nothing here runs during an audit."""
