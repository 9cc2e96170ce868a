"""Engines run a task over items and return results in the order of the items: here, or in worker processes."""
