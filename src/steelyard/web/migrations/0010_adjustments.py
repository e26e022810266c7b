"""Adjustments of targets go to the bureau, which answers them."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT


def _person() -> models.ForeignKey:
    return models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)


class Migration(migrations.Migration):
    """Who asked and when, who refused and when, and what was answered."""

    dependencies = (("web", "0009_queue"),)

    operations = [
        migrations.AddField("targets", "asked_by", _person()),
        migrations.AddField("targets", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField("targets", "refused_by", _person()),
        migrations.AddField("targets", "refused_at", models.DateTimeField(null=True)),
        migrations.AddField("targets", "answer", models.TextField(blank=True, default=""), preserve_default=False),
    ]
