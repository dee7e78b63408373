from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_sites")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="recovery_mac",
            field=models.BinaryField(blank=True, default=bytes),
        ),
    ]
