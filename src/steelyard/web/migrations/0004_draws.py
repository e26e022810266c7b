"""Draws of forms for review."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = (("web", "0003_found"),)

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("size", models.CharField(max_length=20)),
                ("team", models.PositiveSmallIntegerField()),
                ("candidates", models.PositiveIntegerField()),
                ("pool", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
                ("seed", models.CharField(blank=True, max_length=200)),
                ("record", models.CharField(blank=True, max_length=64)),
                ("drawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.place")),
            ],
        ),
    ]
