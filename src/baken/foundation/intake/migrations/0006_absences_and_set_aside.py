"""A delivery keeps when it was withdrawn and put back; a row that waited may be set aside."""

from django.db import migrations, models

from baken.vocabulary.delivery import WaitingState


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_corrections")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="absences",
            field=models.JSONField(
                default=list,
                help_text="when it was withdrawn, and put back: from, until, reason",
            ),
        ),
        migrations.AddField(
            model_name="quarantinedrow",
            name="explanation",
            field=models.CharField(
                max_length=300, blank=True, help_text="why a person set it aside", default=""
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="quarantinedrow",
            name="state",
            field=models.CharField(
                max_length=12,
                choices=[(s, s) for s in WaitingState],
                default=WaitingState.WAITING,
            ),
        ),
    ]
