"""What several detectors use; a package, so that nothing in it is taken for a detector."""
