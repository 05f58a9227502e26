// Words of an article into a field, by selecting them. Without it they are copied or typed.
(() => {
  "use strict";

  const points = (words) => [...words].length; // the server counts code points

  // The selected words within the text, and the offset at which they begin.
  const selected = (text) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const node = range.startContainer;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = element.closest("[data-start]");
    const words = selection.toString().trim().replace(/\s+/g, " ");
    if (!words || !paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { words, at: Number(paragraph.dataset.start) + points(before.toString().replace(/^\s+/, "")) };
  };

  const take = (button) => {
    const found = selected(document.getElementById("selectable"));
    const line = document.getElementById("announcement");
    if (!found) {
      line.textContent = "Nothing is selected in the text.";
      return;
    }
    const field = document.getElementById(button.dataset.takes);
    const more = "adds" in button.dataset && field.value.trim();
    field.value = more ? `${field.value.trim()}\n${found.words}` : found.words;
    const at = field.form.elements.at;
    if (at && !more) at.value = found.at;
    line.textContent = `Taken: ${found.words}`;
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!document.getElementById("selectable")) return;
    document.querySelectorAll(".taking").forEach((row) => (row.hidden = false));
    document.querySelectorAll("[data-takes]").forEach((button) => {
      button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
      button.addEventListener("click", () => take(button));
    });
  });
})();
