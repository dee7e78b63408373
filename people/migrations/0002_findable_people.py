import people.models.findable
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

FOUND_BY = ('given_name', 'family_name', 'called', 'employee_number', 'at_work')


def index_trigrams(apps, schema_editor):
    """Let PostgreSQL find a word inside a text; SQLite reads its covering index."""
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute(
            'CREATE INDEX people_by_words ON people_person USING gin'
            ' (findable gin_trgm_ops)'
        )


def forget_trigrams(apps, schema_editor):
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('DROP INDEX people_by_words')


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='findable',
            field=people.models.findable.FindableField(default='', editable=False, max_length=250, of=FOUND_BY),
        ),
        migrations.AddField(
            model_name='person',
            name='at_work',
            field=models.CharField(default='', editable=False, max_length=250),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['family_name', 'given_name', 'id', 'findable'], name='people_in_alphabet'),
        ),
        TrigramExtension(),
        migrations.RunPython(index_trigrams, forget_trigrams),
    ]
