"""Work in the background: tasks, archives of forms, exports, mails."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Their tables."""

    dependencies = [
        ("web", "0008_targets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=200)),
                ("wanted", models.BooleanField(default=True)),
                ("lang", models.CharField(default="zh", max_length=2)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mail", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("cancelled", models.BooleanField(default=False)),
                ("settled", models.BooleanField(default=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.place")),
            ],
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("lang", models.CharField(max_length=2)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("why_zh", models.TextField(blank=True)),
                ("why_en", models.TextField(blank=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to="web.case")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.place")),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("days", models.IntegerField(null=True)),
                ("due", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待发送"),
                            ("sent", "已发送"),
                            ("dropped", "未发送（已不需要）"),
                            ("failed", "发送失败"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("sent", models.DateTimeField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="web.case")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mails", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", models.CharField(max_length=40)),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notice", to="web.deadline"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("job", models.CharField(max_length=40)),
                ("about", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("due", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=0)),
                ("holder", models.CharField(blank=True, max_length=40)),
                ("until", models.DateTimeField(null=True)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due"], name="task_by_due")],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("path", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待核查"),
                            ("read", "已核查"),
                            ("taken", "已录入"),
                            ("open", "待指定单位"),
                            ("refused", "未接收"),
                            ("cancelled", "已取消"),
                        ],
                        max_length=10,
                    ),
                ),
                ("told", models.JSONField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("result_zh", models.CharField(blank=True, max_length=64)),
                ("result_en", models.CharField(blank=True, max_length=64)),
                ("page_zh", models.CharField(blank=True, max_length=64)),
                ("page_en", models.CharField(blank=True, max_length=64)),
                ("organization", models.TextField(blank=True)),
                ("stated", models.IntegerField(null=True)),
                ("why_zh", models.TextField(blank=True)),
                ("why_en", models.TextField(blank=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="web.batch"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="web.version"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "state"], name="member_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "number"), name="one_member_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken"), ("version__isnull", False)),
                            models.Q(models.Q(("state", "taken"), _negated=True), ("version__isnull", True)),
                            _connector="OR",
                        ),
                        name="taken_is_a_version",
                    ),
                ],
            },
        ),
    ]
