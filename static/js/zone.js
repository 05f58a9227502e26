// Moments are told in the reader's own time zone, as the server wrote them. Days are days: nothing
// moves them, so that what is dated by a day alone is left as it is.
(() => {
  "use strict";

  const language = document.documentElement.lang || "en-GB";
  const shape = /^\d{1,2} (\p{L}+)( \d{4})?(, \d\d:\d\d.*)?$/u;

  const told = (moment, [, month, year, hour]) => {
    const options = { day: "numeric", month: month.length > 3 ? "long" : "short" };
    if (year) options.year = "numeric";
    const day = new Intl.DateTimeFormat(language, options).format(moment);
    if (!hour) return day;
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
    return `${day}, ${new Intl.DateTimeFormat(language, clock).format(moment)}`;
  };

  const tellAll = () => {
    for (const element of document.querySelectorAll("time[datetime*='T']:not([title])")) {
      const text = element.textContent.trim();
      const parts = shape.exec(text);
      const moment = new Date(element.dateTime);
      if (!parts || Number.isNaN(moment.getTime())) continue;
      element.title = text;
      element.textContent = told(moment, parts);
    }
  };

  document.addEventListener("DOMContentLoaded", tellAll);
  document.addEventListener("htmx:afterSettle", tellAll);
})();
