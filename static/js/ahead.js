// The next statement is fetched while an editor reads this one, and shown as soon as they decide.
// It is there to read only (inert): what can be decided on is what the server answers then.
(() => {
  "use strict";

  let ahead = null; // the next case, as the server would show it

  const current = () => document.querySelector("#desk .case:not(.case-ahead)");

  const fetchAhead = async () => {
    ahead = null;
    const here = current();
    if (!here || !here.dataset.peek || navigator.connection?.saveData) return;
    const answer = await fetch(here.dataset.peek, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected || here !== current()) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    ahead = page.querySelector("#desk .case");
    here.dataset.ahead = ahead ? "ready" : "none";
  };

  const showAhead = (event) => {
    const here = current();
    if (!here || !ahead || !event.detail.elt.matches("form.verdict, a[rel='next']")) return;
    ahead.classList.add("case-ahead");
    ahead.inert = true;
    ahead.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    ahead.querySelectorAll("[autofocus]").forEach((element) => element.removeAttribute("autofocus"));
    here.hidden = true; // it stays, as its form is asking
    here.classList.replace("case", "case-left");
    here.after(ahead);
    ahead = null;
    window.scrollTo({ top: 0 });
  };

  // No answer: what was there is there again.
  const showCurrent = () => {
    document.querySelector("#desk .case-ahead")?.remove();
    const left = document.querySelector("#desk .case-left");
    if (!left) return;
    left.hidden = false;
    left.classList.replace("case-left", "case");
  };

  document.addEventListener("DOMContentLoaded", fetchAhead);
  document.addEventListener("htmx:beforeRequest", showAhead);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "desk" || event.detail.target?.id === "desk") fetchAhead();
  });
  document.addEventListener("htmx:sendError", showCurrent);
  document.addEventListener("htmx:responseError", showCurrent);
})();
