from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="themeshare",
            name="telling",
            field=models.JSONField(default=list, help_text="[word as written, its stem, quotes]"),
        ),
        migrations.AddField(
            model_name="themeshare",
            name="related",
            field=models.JSONField(default=list, help_text="[quote, shared stems, strength]"),
        ),
    ]
