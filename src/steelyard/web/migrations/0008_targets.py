"""Targets of a year, how it begins, progress by the month, and what a form moved of its targets."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT

USER = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    """Three tables and a column."""

    dependencies = (("web", "0007_drafts"),)

    operations = [
        migrations.AddField(
            model_name="version",
            name="moved",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="Targets",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("sha256", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("rows", models.JSONField()),
                ("remarks", models.JSONField(default=list)),
                ("copied", models.PositiveSmallIntegerField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to=USER),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=PROTECT, related_name="targets", to="web.case"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=PROTECT,
                        related_name="+",
                        to=USER,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.PositiveSmallIntegerField()),
                ("rows", models.JSONField()),
                ("spent", models.TextField(null=True)),
                ("budget", models.TextField(null=True)),
                ("lights", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to=USER),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=PROTECT, related_name="progress", to="web.case"),
                ),
                (
                    "targets",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="web.targets"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("due", models.DateField()),
                ("scheme", models.CharField(max_length=40)),
                ("place", models.ForeignKey(on_delete=CASCADE, to="web.place")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("place", "year"), name="one_plan")],
            },
        ),
        migrations.AddConstraint(
            model_name="targets",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_table_a_number"),
        ),
    ]
