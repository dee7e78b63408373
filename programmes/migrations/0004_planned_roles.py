from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_phases_and_intervision")]

    operations = [
        migrations.AddField(
            model_name="role",
            name="works_council",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("works_council", False))
                | models.Q(("kind", "impact_viewer")),
                name="the_council_sees_the_impact",
                violation_error_message=(
                    "Somebody of the works council sees the impact: choose that role."
                ),
            ),
        ),
    ]
