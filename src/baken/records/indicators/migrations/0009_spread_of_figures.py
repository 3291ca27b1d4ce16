from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0008_observations_checked_in_sets'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfigure',
            name='dispersion',
            field=models.FloatField(default=1.0),
        ),
    ]
