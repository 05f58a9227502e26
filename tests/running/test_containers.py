import pytest
import yaml
from django.conf import settings

FILE = settings.BASE_DIR / "docker-compose.yml"
KEYS = {
    *("build", "command", "depends_on", "environment", "healthcheck", "image", "init"),
    *("ports", "restart", "stop_grace_period", "volumes"),
}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
SERVICES = ["beat", "broker", "database", "migrate", "web", "worker"]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(FILE.read_text())


def test_the_file_has_the_parts_that_the_specification_knows(compose):
    assert sorted(compose["services"]) == SERVICES
    assert {key for key in compose if not key.startswith("x-")} == {"name", "services", "volumes"}
    assert all(set(service) <= KEYS for service in compose["services"].values())


def test_every_service_that_stays_says_whether_it_is_healthy(compose):
    staying = {name: part for name, part in compose["services"].items() if name != "migrate"}

    assert all(part["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"} for part in staying.values())


def test_services_wait_only_for_services_that_there_are(compose):
    for part in compose["services"].values():
        needs = part.get("depends_on", {})

        assert set(needs) <= set(SERVICES)
        assert {need["condition"] for need in needs.values()} <= CONDITIONS


def test_named_volumes_are_declared(compose):
    used = {
        volume.split(":")[0]
        for part in compose["services"].values()
        for volume in part.get("volumes", [])
    }

    assert used == set(compose["volumes"])


def test_the_settings_given_to_containers_are_those_that_the_product_reads(compose):
    page = (settings.BASE_DIR / "docs" / "settings.md").read_text()

    assert all(f"| `{key}` |" in page for key in compose["services"]["web"]["environment"])


def test_no_password_stands_in_the_file(compose):
    assert compose["services"]["web"]["environment"]["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert compose["services"]["database"]["environment"]["POSTGRES_PASSWORD"].startswith("${")
