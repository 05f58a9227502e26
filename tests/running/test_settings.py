import re

from django.conf import settings

READ = re.compile(r"env\.\w+\(\s*\"(\w+)\"|environ(?:\.get)?[\[(]\"(\w+)\"")


def test_the_settings_page_lists_every_variable_that_the_product_reads():
    sources = [
        settings.BASE_DIR / "tracker" / name for name in ("settings.py", "embedded/place.py")
    ]
    listed = set(
        re.findall(
            r"^\| `(\w+)`", (settings.BASE_DIR / "docs" / "settings.md").read_text(), re.MULTILINE
        )
    )

    read = {one or other for path in sources for one, other in READ.findall(path.read_text())}

    assert read - listed == set()
    assert listed - read == {"CHROMIUM", "CI", "ON_RECORD_SHARED"}


def test_no_other_module_of_the_product_reads_the_environment():
    allowed = {"settings.py", "place.py", "account.py", "archiving.py"}

    readers = {
        path.name
        for app in ("claims", "sources", "tracker")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if re.search(r"environ\.get|environ\[|getenv", path.read_text())
    }

    assert readers <= allowed
