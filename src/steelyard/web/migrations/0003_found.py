"""How many findings of each check a version has, for the board; versions from before say so after their next audit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = (("web", "0002_items"),)

    operations = (migrations.AddField("version", "found", models.JSONField(default=dict)),)
