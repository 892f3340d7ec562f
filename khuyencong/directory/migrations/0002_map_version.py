"""Every change of the map renews its version: asking for one row is quicker than counting all the places."""

from django.db import migrations, models

MAP = (
    "directory_administrativeunit",
    "directory_unitsuccession",
    "directory_placeattribute",
)

FORWARD = [
    """
    CREATE FUNCTION directory_renew_map_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO directory_mapversion (id, stamp) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET stamp = gen_random_uuid();
        RETURN NULL;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_version AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION directory_renew_map_version()"
        for table in MAP
    ),
    "INSERT INTO directory_mapversion (id, stamp) VALUES (1, gen_random_uuid())",
]
BACKWARD = [
    *(f"DROP TRIGGER {table}_version ON {table}" for table in MAP),
    "DROP FUNCTION directory_renew_map_version()",
]


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="MapVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stamp", models.UUIDField()),
            ],
            options={"verbose_name": "version of the map", "verbose_name_plural": "versions of the map"},
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
