"""A column that a later version has."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models

from steelyard.web import migrations as ours

LAST = max(one.stem for one in Path(ours.__path__[0]).glob("[0-9]*.py"))


class Migration(migrations.Migration):
    """Adds it."""

    dependencies: ClassVar = [("web", LAST)]
    operations: ClassVar = [migrations.AddField("place", "code", models.CharField(max_length=9, default="none"))]
