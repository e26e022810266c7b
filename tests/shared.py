"""Where the real forms lie, beside the checkout; tests that need them skip where they are not."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("STEELYARD_SHARED", Path(__file__).resolve().parents[2] / "shared"))
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real forms (../shared) are not here")
