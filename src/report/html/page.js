(() => {
  "use strict";
  const value = (row, at) => {
    const cell = row.cells[at];
    const text = cell.dataset.v ?? cell.textContent.trim();
    const number = Number(text);
    return text !== "" && !Number.isNaN(number) ? number : text;
  };
  for (const table of document.querySelectorAll("table.sorts")) {
    const body = table.tBodies[0];
    const asGiven = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      head.tabIndex = 0;
      const sort = () => {
        const now = head.getAttribute("aria-sort");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        /* A third click: the order of the roster again. */
        const next = now === null ? "descending" : now === "descending" ? "ascending" : null;
        if (next === null) return body.append(...asGiven);
        head.setAttribute("aria-sort", next);
        const sign = next === "ascending" ? 1 : -1;
        const rows = [...asGiven].sort((a, b) => {
          const [x, y] = [value(a, at), value(b, at)];
          if (typeof x === "number" && typeof y === "number") return sign * (x - y);
          return sign * String(x).localeCompare(String(y), document.documentElement.lang);
        });
        body.append(...rows);
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          sort();
        }
      });
    });
  }
  const reveal = () => {
    const at = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (at && at.tagName === "DETAILS") {
      at.open = true;
      at.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
  const buttons = document.querySelector(".buttons");
  if (buttons) {
    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const { all, print: prints } = event.target.dataset;
      if (all !== undefined) document.querySelectorAll("details").forEach((it) => (it.open = all === "open"));
      if (prints !== undefined) print();
    });
  }
})();
