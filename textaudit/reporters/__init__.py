"""Reporters show outcomes as they come; they see the report and nothing else."""
