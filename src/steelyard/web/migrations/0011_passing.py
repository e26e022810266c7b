"""Exports and archives of forms are kept for a time only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when each is gone, and what it was."""

    dependencies = (("web", "0010_adjustments"),)

    operations = [
        operation
        for model in ("export", "batch")
        for operation in (
            migrations.AddField(model, "gone", models.DateTimeField(null=True)),
            migrations.AddField(
                model, "was", models.CharField(max_length=64, blank=True, default=""), preserve_default=False
            ),
        )
    ]
