"""A corrected row keeps its correction, who made it and when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_quality_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="quarantinedrow",
            name="corrected_values",
            field=models.JSONField(null=True, help_text="the row as a person corrected it"),
        ),
        migrations.AddField(
            model_name="quarantinedrow",
            name="corrected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="quarantinedrow",
            name="corrected_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
