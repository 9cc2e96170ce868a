"""What several reporters use; a package, so that nothing in it is taken for a reporter."""
