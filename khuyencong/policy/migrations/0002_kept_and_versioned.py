"""Confirmations and judgements are never changed; every change of the law renews its version."""

from django.db import migrations

KEPT = ("policy_normconfirmation", "policy_judgement")
LAW = (
    "policy_activity",
    "policy_legalinstrument",
    "policy_amendment",
    "policy_supportnorm",
    "policy_normconfirmation",
)

FORWARD = [
    """
    CREATE FUNCTION policy_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'confirmations and judgements are never changed or removed'
            USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    """
    CREATE FUNCTION policy_renew_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO policy_lawversion (id, stamp) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET stamp = gen_random_uuid();
        RETURN NULL;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION policy_append_only()"
        for table in KEPT
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION policy_append_only()"
        for table in KEPT
    ),
    *(
        f"CREATE TRIGGER {table}_version AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION policy_renew_version()"
        for table in LAW
    ),
]
BACKWARD = [
    *(f"DROP TRIGGER {table}_version ON {table}" for table in LAW),
    *(f"DROP TRIGGER {table}_no_truncate ON {table}" for table in KEPT),
    *(f"DROP TRIGGER {table}_append_only ON {table}" for table in KEPT),
    "DROP FUNCTION policy_renew_version()",
    "DROP FUNCTION policy_append_only()",
]


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
