// Makes the sections of an article that are alternatives into tabs. Without it they stand one below the other.
(() => {
  "use strict";
  const chosen = new Set(JSON.parse(localStorage.getItem("tabs") ?? "[]"));
  const ids = (section) => section.dataset.tab.split("+");
  let groups = [];
  let number = 0;
  function group(element) {
    number += 1;
    const sections = [...element.children].filter((child) => child.matches("section.tab"));
    const tabs = [...new Map(sections.map((section) => [section.dataset.tab, section])).keys()];
    const list = document.createElement("div");
    list.className = "tab-list";
    list.role = "tablist";
    const buttons = tabs.map((tab) => {
      const panels = sections.filter((section) => section.dataset.tab === tab);
      const heading = panels[0].querySelector("h2, h3, h4, h5, h6");
      const label = heading?.cloneNode(true);
      label?.querySelectorAll("small, a[id]:empty").forEach((part) => part.remove());
      const button = Object.assign(document.createElement("button"), {
        type: "button", role: "tab", id: `tab-${number}-${tabs.indexOf(tab)}`, textContent: label?.textContent.trim() || tab,
      });
      button.dataset.tab = tab;
      panels.forEach((panel, at) => {
        panel.id ||= `${button.id}-${at}`;
        panel.role = "tabpanel";
        panel.tabIndex = 0;
        panel.setAttribute("aria-labelledby", button.id);
        panel.querySelector("h2, h3, h4, h5, h6")?.setAttribute("hidden", "");
        panel.addEventListener("beforematch", () => choose(panel));
      });
      button.setAttribute("aria-controls", panels.map((panel) => panel.id).join(" "));
      button.addEventListener("click", () => choose(panels[0]));
      return button;
    });
    list.append(...buttons);
    list.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(document.activeElement);
      const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      const to = { Home: 0, End: buttons.length - 1, ArrowLeft: at - 1, ArrowRight: at + 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      const by = event.key.startsWith("Arrow") ? (event.key === forward ? at + 1 : at - 1) : to;
      const next = buttons[(by + buttons.length) % buttons.length];
      next.focus();
      next.click();
    });
    element.prepend(list);
    return { element, sections, buttons };
  }
  // A tab that another group's choice belongs to shows the section for it.
  const fits = (section) => !section.dataset.onlyWith || section.dataset.onlyWith.split("+").some((id) => chosen.has(id));
  function show() {
    for (const { sections, buttons } of groups) {
      const current = sections.find((section) => ids(section).some((id) => chosen.has(id))) ?? sections[0];
      const same = sections.filter((section) => section.dataset.tab === current.dataset.tab);
      const shown = same.find((section) => section.dataset.onlyWith && fits(section)) ?? same.find(fits) ?? same[0];
      for (const section of sections) {
        if (section === shown) section.removeAttribute("hidden");
        else section.setAttribute("hidden", "until-found");
      }
      for (const button of buttons) {
        const isOn = button.dataset.tab === current.dataset.tab;
        button.setAttribute("aria-selected", String(isOn));
        button.tabIndex = isOn ? 0 : -1;
      }
    }
  }
  function choose(section) {
    for (const { sections } of groups) {
      if (sections.some((other) => ids(other).some((id) => ids(section).includes(id)))) {
        for (const id of sections.flatMap(ids)) chosen.delete(id);
      }
    }
    for (const id of [...ids(section), ...(section.dataset.onlyWith?.split("+") ?? [])]) chosen.add(id);
    localStorage.setItem("tabs", JSON.stringify([...chosen]));
    show();
  }
  // A link to a place in a tab opens it.
  function arrive() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const section = place?.closest("section.tab");
    if (!section || !groups.length) return;
    choose(section);
    (place.hidden ? section.parentElement : place).scrollIntoView();
  }
  // Runs once for the page and again for everything htmx brings in.
  function prepare() {
    const found = [...document.querySelectorAll(".tab-group")].filter((element) => !element.querySelector(":scope > .tab-list"));
    if (!found.length) return;
    groups = [...groups.filter(({ element }) => element.isConnected), ...found.map(group)];
    show();
    arrive();
  }
  // In the same moment, so that nobody sees them stand one below the other.
  document.addEventListener("htmx:afterSwap", prepare);
  prepare();
  addEventListener("hashchange", arrive);
})();
