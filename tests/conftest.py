"""Settings for all tests."""

from __future__ import annotations

import os
import tempfile

from hypothesis import HealthCheck, settings

# Compiled patterns of the tests stay out of the user's cache.
os.environ.setdefault("TEXTAUDIT_CACHE_DIR", tempfile.mkdtemp(prefix="textaudit-tests-"))

settings.register_profile(
    "textaudit",
    deadline=None,
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("textaudit")
