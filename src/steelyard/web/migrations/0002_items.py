"""What units have to put right."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = (("web", "0001_initial"),)

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("what", models.TextField()),
                ("due", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待整改"), ("answered", "已报整改"), ("closed", "已销号")],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="web.case"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="one_item_a_number")],
            },
        ),
    ]
