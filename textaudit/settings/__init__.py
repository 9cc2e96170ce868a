"""Settings: the value, and how it is read from ``textaudit.toml`` or ``[tool.textaudit]``."""

from textaudit.settings.load import load_settings
from textaudit.settings.model import Budgets, Limits, PathSettings, Settings

__all__ = ["Budgets", "Limits", "PathSettings", "Settings", "load_settings"]
