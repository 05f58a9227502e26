from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="occasion_days",
            field=models.SmallIntegerField(
                default=0, help_text="how many days after that event, before it if below 0"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="occasion_words",
            field=models.CharField(
                blank=True,
                default="",
                help_text='on which occasion, in the article\'s words: "at a press conference in Lorn"',
                max_length=200,
            ),
        ),
    ]
