// Words of an article into a field: by selecting them, and by moving their borders word by word.
// Without it they are copied or typed. Offsets count code points, as the server does.
(() => {
  "use strict";

  const points = (words) => [...words].length;
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const oneLine = (words) => words.trim().replace(/\s+/g, " ");
  const say = (words) => (document.getElementById("announcement").textContent = words);
  const area = () => document.getElementById("selectable");

  // The text as an array of code points; what the page leaves out between paragraphs are ends of line.
  const textOf = () => {
    const text = [];
    area().querySelectorAll("[data-start]").forEach((paragraph) => {
      while (text.length < Number(paragraph.dataset.start)) text.push("\n");
      text.push(...paragraph.textContent);
    });
    return text;
  };

  const offsetOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = element.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.start) + points(before.toString());
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const at = area().contains(range.commonAncestorContainer) && offsetOf(range.startContainer, range.startOffset);
    const words = oneLine(selection.toString());
    return words && typeof at === "number" ? { words, at } : null;
  };

  // Where the field's lines stand in the text: each at the place nearest to where it is looked for.
  const located = (field, text) => {
    const joined = text.join("");
    const spans = [];
    let near = Number(field.form.elements.at.value || area().dataset.near || 0);
    for (const line of field.value.split("\n").filter((each) => each.trim())) {
      const pattern = new RegExp(oneLine(line).split(" ").map(escaped).join("\\s+"), "g");
      const found = [...joined.matchAll(pattern)].map((match) => {
        const start = points(joined.slice(0, match.index));
        return [start, start + points(match[0])];
      });
      if (!found.length) return null;
      spans.push(found.reduce((one, other) => (Math.abs(other[0] - near) < Math.abs(one[0] - near) ? other : one)));
      near = spans.at(-1)[1];
    }
    return spans.length ? spans : null;
  };

  const isWord = (point) => point !== undefined && /[\p{L}\p{N}'’-]/u.test(point);
  const isOpening = (point) => point !== undefined && /["“‘«(]/.test(point);
  const isClosing = (point) => point !== undefined && /["”»)]/.test(point);

  // An end takes along the marks after it where they close a quotation.
  const withMarks = (text, end) => {
    let at = end;
    while (at < text.length && /[.,;:!?…]/.test(text[at])) at += 1;
    return isClosing(text[at]) ? at + 1 : end;
  };
  const withOpening = (text, start) => (isOpening(text[start - 1]) ? start - 1 : start);

  const moved = {
    "start -1": (text, [start, end]) => {
      let at = start;
      while (at > 0 && !isWord(text[at - 1])) at -= 1;
      while (at > 0 && isWord(text[at - 1])) at -= 1;
      return [withOpening(text, at), end];
    },
    "start 1": (text, [start, end]) => {
      let at = start;
      while (at < end && !isWord(text[at])) at += 1;
      while (at < end && isWord(text[at])) at += 1;
      while (at < end && !isWord(text[at])) at += 1;
      return at < end ? [withOpening(text, at), end] : [start, end];
    },
    "end -1": (text, [start, end]) => {
      let at = end;
      while (at > start && !isWord(text[at - 1])) at -= 1;
      while (at > start && isWord(text[at - 1])) at -= 1;
      while (at > start && !isWord(text[at - 1])) at -= 1;
      return at > start ? [start, at] : [start, end];
    },
    "end 1": (text, [start, end]) => {
      let at = end;
      while (at < text.length && !isWord(text[at])) at += 1;
      while (at < text.length && isWord(text[at])) at += 1;
      return [start, withMarks(text, at)];
    },
  };

  const pointIn = (paragraph, offset) => {
    const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let left = offset - Number(paragraph.dataset.start);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const length = points(node.data);
      if (left <= length) return [node, [...node.data].slice(0, left).join("").length];
      left -= length;
    }
    return null;
  };

  // Shows in the text what stands in the field, where the browser can.
  const show = (field, text) => {
    if (!CSS.highlights) return;
    const ranges = [];
    for (const [start, end] of located(field, text) || []) {
      area().querySelectorAll("[data-start]").forEach((paragraph) => {
        const first = Number(paragraph.dataset.start);
        const last = first + points(paragraph.textContent);
        if (end <= first || start >= last) return;
        const range = document.createRange();
        range.setStart(...pointIn(paragraph, Math.max(start, first)));
        range.setEnd(...pointIn(paragraph, Math.min(end, last)));
        ranges.push(range);
      });
    }
    CSS.highlights.set("chosen", new Highlight(...ranges));
  };

  const take = (button, field) => {
    const found = selected();
    if (!found) return say(area().dataset.saysNone);
    const more = "adds" in button.dataset && field.value.trim();
    field.value = more ? `${field.value.trim()}\n${found.words}` : found.words;
    if (!more) field.form.elements.at.value = found.at;
    show(field, textOf());
    return say(area().dataset.saysTaken.replace("…", () => found.words));
  };

  const move = (button, field) => {
    const text = textOf();
    const spans = located(field, text);
    if (!spans) return say(area().dataset.saysMissing);
    const which = button.dataset.moves.startsWith("start") ? 0 : spans.length - 1;
    spans[which] = moved[button.dataset.moves](text, spans[which]);
    field.value = spans.map(([start, end]) => oneLine(text.slice(start, end).join(""))).join("\n");
    field.form.elements.at.value = spans[0][0];
    show(field, text);
    return say(field.value);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!area()) return;
    const field = document.getElementById("id_content");
    document.querySelectorAll(".taking").forEach((row) => (row.hidden = false));
    document.querySelectorAll("[data-takes], [data-moves]").forEach((button) => {
      button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
      button.addEventListener("click", () => (button.dataset.takes ? take : move)(button, field));
    });
    field.addEventListener("input", () => show(field, textOf()));
  });
})();
