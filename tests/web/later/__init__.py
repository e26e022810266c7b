"""The migrations of a later version of the web application: ours, and one more."""

from pathlib import Path

from steelyard.web import migrations

__path__ = [*migrations.__path__, str(Path(__file__).parent)]
