"""The group of those who may also merge and split rows and set rules."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_chiefs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are made after migrations; these are needed now."""
    config = apps.get_app_config("claims")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Chiefs")
    permissions = apps.get_model("auth", "Permission").objects.filter(
        codename__in=["add_correction", "lead"], content_type__app_label="claims"
    )
    group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_drifts")]

    operations = [
        migrations.AlterModelOptions(
            name="correction",
            options={
                "ordering": ["pk"],
                "permissions": [("lead", "Can merge and split rows, and set rules")],
            },
        ),
        migrations.RunPython(make_chiefs, migrations.RunPython.noop),
    ]
