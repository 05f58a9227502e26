"""A trigger that counts how many events of the catalogue share a key."""

from django.db import migrations

# Keys in their order, so that two transactions that change the same counts wait for each other
# instead of for ever.
COUNTING = """
CREATE FUNCTION claims_count_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO claims_keycount (key, events)
        SELECT key, count(*) FROM changed GROUP BY key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET events = claims_keycount.events + excluded.events;
    ELSE
        INSERT INTO claims_keycount (key, events)
        SELECT key, -count(*) FROM changed GROUP BY key ORDER BY key
        ON CONFLICT (key) DO UPDATE SET events = claims_keycount.events + excluded.events;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_keys_in AFTER INSERT ON claims_eventkey
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION claims_count_keys();
CREATE TRIGGER count_keys_out AFTER DELETE ON claims_eventkey
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION claims_count_keys();
"""
UNCOUNTING = """
DROP TRIGGER count_keys_in ON claims_eventkey;
DROP TRIGGER count_keys_out ON claims_eventkey;
DROP FUNCTION claims_count_keys();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [migrations.RunSQL(COUNTING, UNCOUNTING)]
