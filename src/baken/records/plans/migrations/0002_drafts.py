import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TENANT_OF_VERSION = "UPDATE plans_planversion SET tenant_id = municipality_code"
TENANT_OF_ROW = """
UPDATE plans_planrow SET tenant_id = plans_planversion.tenant_id
FROM plans_planversion WHERE plans_planversion.id = plans_planrow.version_id
"""
NOW = "SET CONSTRAINTS ALL IMMEDIATE"


def municipality() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to="partners.municipality"
    )


def person(**given: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **given,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_initial"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AddField(
                name,
                "tenant",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="partners.municipality",
                ),
            )
            for name in ("planversion", "planrow")
        ),
        migrations.RunSQL([TENANT_OF_VERSION, TENANT_OF_ROW, NOW], migrations.RunSQL.noop),
        *(
            migrations.AlterField(name, "tenant", municipality())
            for name in ("planversion", "planrow")
        ),
        migrations.RemoveField("planversion", "municipality_code"),
        migrations.AddField("planversion", "why", models.CharField(default="", max_length=500)),
        migrations.AddField("planversion", "by_role", models.CharField(default="", max_length=30)),
        migrations.CreateModel(
            "PlanDraft",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("up_to", models.PositiveIntegerField()),
                ("why", models.CharField(max_length=500)),
                ("state", models.CharField(max_length=10)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_why", models.CharField(default="", max_length=500)),
                ("adopted_as", models.PositiveIntegerField(null=True)),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="plans.planversion",
                    ),
                ),
                ("closed_by", person(null=True)),
                ("opened_by", person()),
                ("tenant", municipality()),
            ],
        ),
        migrations.CreateModel(
            "PlanChange",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("table", models.CharField(max_length=30)),
                ("row_id", models.CharField(max_length=80)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("undoes", models.PositiveIntegerField(null=True)),
                ("came_with", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("by", person()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="plans.plandraft",
                    ),
                ),
                ("tenant", municipality()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "number"), name="one_plan_change")
                ],
            },
        ),
        migrations.CreateModel(
            "UnsavedInput",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=120)),
                ("seen", models.PositiveIntegerField()),
                ("fields", models.JSONField()),
                ("kept_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.plandraft",
                    ),
                ),
                ("person", person()),
                ("tenant", municipality()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "person", "form"), name="one_unsaved_input"
                    )
                ],
            },
        ),
    ]
