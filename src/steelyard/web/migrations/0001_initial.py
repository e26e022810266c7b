"""The tables as they were at first."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def one_head(apps: Any, editor: Any) -> None:
    """The one row that stands for the end of the log."""
    apps.get_model("web", "Head").objects.create(id=1)


class Migration(migrations.Migration):
    """All tables, and the row that the log is locked by."""

    initial = True

    dependencies: tuple[tuple[str, str], ...] = ()

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("is_active", models.BooleanField(default=True)),
                ("fresh", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Failures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("last", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("by", models.CharField(max_length=60)),
                ("role", models.CharField(max_length=20)),
                ("act", models.CharField(max_length=40)),
                ("subject", models.CharField(db_index=True, max_length=500)),
                ("reason", models.TextField(blank=True)),
                ("seen", models.CharField(blank=True, max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_head")],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("path", models.CharField(max_length=400, unique=True)),
                ("files", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="below", to="web.place"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planning", "目标编制"),
                            ("running", "执行中"),
                            ("evaluating", "自评填报"),
                            ("checking", "单位审核"),
                            ("submitted", "待财政审核"),
                            ("accepted", "审核通过"),
                            ("sampled", "抽查复核"),
                            ("told", "复核意见已告知"),
                            ("objected", "异议处理"),
                            ("locked", "已定稿"),
                            ("published", "已公开"),
                        ],
                        default="planning",
                        max_length=20,
                    ),
                ),
                ("errors", models.PositiveIntegerField(null=True)),
                ("touched", models.BooleanField(default=False)),
                ("returned", models.BooleanField(default=False)),
                ("round", models.PositiveIntegerField(default=1)),
                ("agreed", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed", models.DateTimeField(auto_now=True)),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.place")),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("result_zh", models.CharField(max_length=64)),
                ("result_en", models.CharField(max_length=64)),
                ("page_zh", models.CharField(max_length=64)),
                ("page_en", models.CharField(max_length=64)),
                ("verdict_zh", models.TextField()),
                ("verdict_en", models.TextField()),
                ("errors", models.PositiveIntegerField()),
                ("doubts", models.PositiveIntegerField()),
                ("notes", models.PositiveIntegerField()),
                ("score", models.TextField(null=True)),
                ("by_rule", models.TextField(null=True)),
                ("grade", models.TextField(blank=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="web.case"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="version",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.version"
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveIntegerField()),
                ("points", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("opinion", models.TextField(blank=True)),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="web.case"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "expert", "round"), name="one_assignment")],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("due", models.DateField()),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="web.place")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("place", "year"), name="one_deadline")],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("filler", "填报人"),
                            ("checker", "单位审核人"),
                            ("officer", "财政审核员"),
                            ("expert", "评审专家"),
                            ("administrator", "管理员"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.place")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "role", "place"), name="one_posting")],
            },
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_version_a_number"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["year", "state"], name="case_by_state"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("unit", "year"), name="one_case_a_year"),
        ),
        migrations.RunPython(one_head, migrations.RunPython.noop),
    ]
