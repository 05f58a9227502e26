// The desk's keys. What a key does stands in the page: an element with data-key is followed,
// pressed or, where it is a field, entered. Nothing here decides anything that the page could not.
(() => {
  "use strict";

  const BUSY = "#desk .htmx-request, #desk .case-ahead";
  const FIELDS = "input, select, textarea, [contenteditable]";

  const desk = () => document.getElementById("desk");
  const announce = (words) => {
    const line = document.getElementById("announcement");
    if (line) line.textContent = words;
  };

  const isTyping = (target) => target instanceof Element && target.closest(FIELDS) !== null;

  const hasModifier = (event) =>
    (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");

  const wordsOf = (element) => {
    if (element.dataset.says) return element.dataset.says;
    const copy = element.cloneNode(true);
    copy.querySelectorAll("kbd").forEach((key) => key.remove());
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  // A field that lies in something closed is shown before it is entered.
  const enter = (field) => {
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    field.focus();
    if (field.select && field.type === "text") field.select();
  };

  const isOpen = (summary) => summary.matches("details[open] > summary");

  const follow = (element) => {
    const field = element.matches(FIELDS) ? element : document.getElementById(element.dataset.enters || "");
    announce(wordsOf(element));
    if (!field || (field.matches("textarea") && field.value)) element.click();
    else if (isOpen(element)) element.click(); // the same key closes what it opened
    else enter(field);
  };

  // Where something has been opened, the digits are its own.
  const elementFor = (key) => {
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const opened = document.querySelector("#desk details[open][data-key-scope]");
    const inside = opened && opened.querySelector(wanted);
    return inside || (opened && /\d/.test(key) ? null : document.querySelector(`#desk ${wanted}`));
  };

  const onKey = (event) => {
    if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
    if (event.defaultPrevented || event.isComposing || event.repeat || hasModifier(event)) return;
    if (isTyping(event.target) || event.key.length !== 1) return;
    if (!desk() || desk().dataset.keys !== "on" || document.querySelector(BUSY)) return;
    const open = document.querySelector("[popover]:popover-open");
    if (open && event.key !== "?") return;
    const element = elementFor(event.key);
    if (!element) return;
    event.preventDefault();
    follow(element);
  };

  // A link into the correction form names its field: #id_said puts the cursor there.
  const enterNamed = () => {
    const field = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (field && field.matches(FIELDS)) enter(field);
  };

  // On a phone the desk's pages stand in one line that scrolls: the present one is to be seen.
  const showPresent = () => {
    const line = document.querySelector(".desk-nav");
    const present = line && line.querySelector("[aria-current]");
    if (present) line.scrollLeft = present.offsetLeft - (line.clientWidth - present.offsetWidth) / 2;
  };

  document.addEventListener("keydown", onKey);
  document.addEventListener("DOMContentLoaded", showPresent);
  document.addEventListener("DOMContentLoaded", enterNamed);
  // The next statement came without a new page: say so in a line.
  document.addEventListener("htmx:afterSettle", () => {
    showPresent();
    const said = document.querySelector("#desk [data-announce]");
    if (said) announce(said.dataset.announce);
  });
})();
