"""How a person works a page: with a mouse, a thumb, or the keyboard alone."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

REACH = 400  # presses of Tab


@dataclass
class Mouse:
    """Points at things, and taps them on a phone."""

    page: Page

    def press(self, what: Locator) -> None:
        """Follow a link, press a button, tick a box, open or close what folds."""
        what.click()

    def write(self, field: Locator, words: str) -> None:
        """Put words where others may have stood."""
        field.fill(words)

    def choose(self, field: Locator, label: str) -> None:
        """Take that entry of a list."""
        field.select_option(label=label)


@dataclass
class Keys:
    """Never leaves the keyboard: everything is reached by Tab, as it is announced."""

    page: Page

    def press(self, what: Locator) -> None:
        """Space for what is ticked, Enter for everything else."""
        self._reach(what)
        ticked = what.evaluate("it => it.matches('input[type=checkbox], input[type=radio]')")
        self.page.keyboard.press("Space" if ticked else "Enter")

    def write(self, field: Locator, words: str) -> None:
        """Type over what is there; a date goes in by its value, as its parts differ by country."""
        self._reach(field)
        if field.get_attribute("type") == "date":
            field.fill(words)
            return
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, field: Locator, label: str) -> None:
        """Type the entry's first letters."""
        self._reach(field)
        self.page.keyboard.type(label)
        expect(field.locator("option:checked")).to_have_text(label)

    def _reach(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(REACH):
            if what.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        message = f"{what} is not reached by {REACH} presses of Tab on {self.page.url}"
        raise AssertionError(message)


Hands = Mouse | Keys

WAYS = [("desktop", Mouse), ("phone", Mouse), ("desktop", Keys)]
NAMES = ["mouse", "phone", "keyboard"]


def is_told(hands: Hands, words: str) -> None:
    """What was done is announced so."""
    expect(hands.page.locator("#messages")).to_contain_text(words)


def at_the_desk(hands: Hands, name: str) -> None:
    """Go to that page of the desk, from wherever."""
    hands.press(hands.page.get_by_role("navigation", name="Main").get_by_role("link", name="Desk"))
    hands.press(hands.page.get_by_role("navigation", name="Desk").get_by_role("link", name=name))
    hands.page.wait_for_load_state()
