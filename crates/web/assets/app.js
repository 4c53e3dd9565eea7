// Quickens pages that work without it. No inline handlers, no eval: the content security policy allows neither.
(() => {
  "use strict";
  const root = document.documentElement;
  const pane = document.getElementById("help-pane");
  const paneBody = document.getElementById("help-pane-body");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const on = (type, handle, options) => document.addEventListener(type, handle, options);
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const plainClick = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  // Colour theme: the cookie lets the server draw the next page right from the start.
  function setTheme(theme) {
    root.dataset.theme = theme;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    for (const button of all("button[name=theme]")) button.setAttribute("aria-pressed", String(button.value === theme));
  }

  // Only the browser knows the time zone of somebody without an account. The first page was drawn without it.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isNew = zone && !document.cookie.split("; ").includes(`zone=${zone}`);
  if (isNew) document.cookie = `zone=${zone}; Path=/; Max-Age=31536000; SameSite=Lax`;
  if (isNew && root.dataset.zone && root.dataset.zone !== zone && window.htmx && document.cookie.includes("zone=")) {
    htmx.ajax("GET", location.href, { source: document.body, target: "#main", select: "#main", swap: "outerHTML" });
  }
  // Whoever has begun to type goes on with the page as it is.
  const isInUse = (part) => part.contains(document.activeElement) || all("input, textarea", part).some((field) => field.value !== field.defaultValue);
  on("htmx:beforeSwap", ({ detail }) => {
    if (detail.requestConfig.elt === document.body && isInUse(detail.target)) detail.shouldSwap = false;
  });

  // A menu that somebody has opened stays as it is until it is used.
  on("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.matches("details[open]") && detail.requestConfig.verb === "get") detail.shouldSwap = false;
  });

  // What was chosen while the answer was on its way stays chosen.
  on("htmx:beforeSwap", ({ detail: { target, requestConfig } }) => {
    if (!target.matches("[data-keeps]")) return;
    const since = all("[data-keeps] input:checked", target.closest("form") ?? document).filter(({ name, value }) => requestConfig.formData.get(name) !== value);
    const keep = () => {
      for (const { name, value } of since) {
        const field = all("[data-keeps] input:enabled").find((field) => field.name === name && field.value === value);
        if (field) field.checked = true;
      }
    };
    on("htmx:afterSwap", keep, { once: true });
  });

  // Help pane: a dialog that shows the main part of the help pages; a plain link without this script.
  function paneGoes(href) {
    htmx.ajax("GET", href, { source: paneBody, target: paneBody, swap: "innerHTML" });
  }
  function openPane(link) {
    pane.showModal();
    if (paneBody.childElementCount === 0) paneGoes(link.href);
  }
  on("htmx:beforeSwap", ({ detail }) => {
    if (detail.target !== paneBody || !/<main[\s>]/.test(detail.serverResponse)) return;
    detail.selectOverride = "main > .page";
    detail.shouldSwap = true;
    detail.isError = false;
  });
  on("htmx:afterSwap", ({ detail }) => {
    if (detail.target !== paneBody) return;
    pane.scrollTop = 0;
    document.getElementById("help-pane-full").href = detail.pathInfo.responsePath || detail.pathInfo.finalRequestPath;
    if (paneBody.contains(document.activeElement)) return;
    const start = paneBody.querySelector("[autofocus], .error-summary, h1");
    if (start && !start.matches("input, textarea")) start.tabIndex = -1;
    start?.focus();
  });

  function sayFailure({ detail }) {
    const template = document.getElementById("failure");
    const place = pane?.open ? paneBody : document.querySelector(".flashes");
    if (!template || !place || place.querySelector(".failure")) return;
    if (detail.target === paneBody && paneBody.childElementCount === 0) return location.assign(document.querySelector("a.help-button").href);
    place.prepend(template.content.cloneNode(true));
    place.firstElementChild.scrollIntoView({ block: "nearest" });
  }
  // Background refreshes fail silently and try again; only what a person asked for is worth a message.
  const wasAsked = (detail) => ["submit", "click"].includes(detail.requestConfig?.triggeringEvent?.type) || detail.target === paneBody;
  for (const type of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    on(type, (event) => wasAsked(event.detail) && sayFailure(event));
  }

  // Suggestions: htmx fills the list, this makes the pair a combobox.
  function combobox(input) {
    const list = document.getElementById(input.dataset.combobox);
    if (!list || input.role === "combobox") return;
    const status = input.form.querySelector("[role=status]");
    input.role = "combobox";
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.autocomplete = "off";
    // A list of everything opens when it is clicked, like that of a select; one of answers when something is typed.
    const opens = "opens" in input.dataset;
    let isWanted = false;
    // What was typed when the list was put away: it stays away until something else is typed.
    let dismissed = null;
    const options = () => all("[role=option]", list);
    const marked = () => list.querySelector("[aria-selected=true]");
    const mark = (option) => {
      for (const other of options()) other.setAttribute("aria-selected", String(other === option));
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
      option?.scrollIntoView({ block: "nearest" });
    };
    const show = (open) => {
      list.hidden = !(open && options().length);
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(null);
      if (status) status.textContent = list.hidden ? "" : list.querySelector("[data-count]")?.dataset.count ?? "";
    };
    const dismiss = () => { dismissed = input.value; isWanted = false; show(false); };
    const choose = (option) => {
      const { href, value } = option.dataset;
      dismiss();
      if (!href) {
        dismissed = input.value = value ?? option.textContent.trim();
        input.form.requestSubmit();
      } else if (paneBody?.contains(input) && !("page" in option.dataset)) paneGoes(href);
      else location.assign(href);
    };
    const step = (by) => {
      const found = options();
      if (list.hidden) show(true);
      const at = found.indexOf(marked()) + by;
      mark(found[at < -1 ? found.length - 1 : at] ?? null);
    };
    show(false);
    list.addEventListener("htmx:afterSwap", () => {
      show(document.activeElement === input && (isWanted || input.value.trim() !== "" && input.value !== dismissed));
    });
    if (opens) input.addEventListener("click", () => { isWanted = true; show(true); });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("input", () => { if (input.value.trim() === "" && !opens) show(false); });
    input.addEventListener("blur", () => { isWanted = false; show(false); });
    input.form.addEventListener("submit", dismiss);
    input.addEventListener("keydown", (event) => {
      if (isComposing(event)) return;
      const option = marked();
      if (opens && event.key.startsWith("Arrow")) isWanted = true;
      if (event.key === "ArrowDown") step(1);
      else if (event.key === "ArrowUp") step(-1);
      else if (event.key === "Enter" && option) choose(option);
      else if (event.key === "Escape" && !list.hidden) dismiss();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    // Half a syllable of an input method is no question: what it makes of it is looked for.
    input.addEventListener("compositionend", () => input.dispatchEvent(new InputEvent("input", { bubbles: true })));
  }
  // Some browsers end a composition before they tell of the key that ended it.
  const isComposing = (event) => event.isComposing || event.keyCode === 229;
  on("input", (event) => {
    if (event.isComposing && event.target.matches("[data-combobox]")) event.stopImmediatePropagation();
  }, true);

  // Presence on a case: reading, or writing since the last beat.
  function beat(element) {
    if (document.hidden) return;
    const state = Date.now() - Number(element.dataset.typedAt || 0) < 20000 ? "writing" : "reading";
    fetch(element.dataset.presenceUrl, { method: "POST", body: new URLSearchParams({ state }) }).catch(() => {});
  }
  setInterval(() => all("[data-presence-url]").forEach(beat), 20000);
  on("input", ({ target }) => {
    const element = target.closest("[data-presence-url]");
    if (!element || !target.matches("textarea")) return;
    const wasQuiet = Date.now() - Number(element.dataset.typedAt || 0) > 20000;
    element.dataset.typedAt = Date.now();
    if (wasQuiet) beat(element);
  });
  addEventListener("pagehide", () => {
    for (const element of all("[data-presence-url]")) navigator.sendBeacon(element.dataset.presenceUrl, new URLSearchParams({ state: "gone" }));
  });

  // Single-key shortcuts: they rest while somebody types and can be turned off (WCAG 2.1.4).
  const keysOff = () => localStorage.getItem("shortcuts") === "off";
  function pressed(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") || keysOff()) return;
    if (event.key === "j" || event.key === "k") {
      const rows = all("[data-rows] [data-row]");
      const at = rows.findIndex((row) => row === document.activeElement || row.matches("[aria-current]") && !rows.includes(document.activeElement));
      const next = rows[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
      if (next) { event.preventDefault(); next.focus(); }
      return;
    }
    const target = all("[data-key]").find((element) => element.dataset.key === event.key && element.checkVisibility());
    if (!target) return;
    event.preventDefault();
    if (target.matches("summary")) target.focus();
    if (target.matches("input:not([type=radio], [type=checkbox]), textarea, select")) target.focus();
    else target.click();
    // The kind of an answer is chosen to write one.
    if (target.matches("[type=radio]")) target.form?.querySelector("textarea")?.focus();
  }
  on("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of all("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      event.preventDefault();
      event.target.form?.requestSubmit();
    } else pressed(event);
  });
  on("change", ({ target }) => {
    if (target.matches("[data-shortcuts-switch]")) localStorage.setItem("shortcuts", target.checked ? "on" : "off");
  });

  on("click", (event) => {
    const { target } = event;
    for (const menu of all("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
    const theme = target.closest("button[name=theme]");
    if (theme) { event.preventDefault(); setTheme(theme.value); theme.closest("details").open = false; }
    const help = target.closest("a.help-button, a[data-help]");
    if (help && pane && window.htmx && plainClick(event)) { event.preventDefault(); openPane(help); }
    const opener = target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (target.matches("dialog")) target.close();
    const asks = target.closest("a[data-confirm], button[data-confirm]");
    if (asks && !confirm(asks.dataset.confirm)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  // One press, one request. The flag falls when htmx has its answer or the page comes back from the history.
  const rest = (form, resting) => {
    form.toggleAttribute("data-sent", resting);
    for (const button of all("button:not([type=button])", form)) button.setAttribute("aria-busy", String(resting));
  };
  on("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (!form.matches("[data-once]")) return;
    if (form.hasAttribute("data-sent")) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    rest(form, true);
  }, true);
  on("htmx:afterRequest", ({ target }) => target.matches("form[data-once]") && rest(target, false));
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => rest(form, false)));

  // Runs once for the page and again for everything htmx brings in.
  function prepare(within) {
    all("[data-combobox]").forEach(combobox);
    for (const box of all("[data-shortcuts-switch]")) box.checked = !keysOff();
    within.querySelector(".error-summary")?.focus();
  }
  function showCurrent(link) {
    const [at, room] = [link, link.parentElement].map((element) => element.getBoundingClientRect());
    link.parentElement.scrollBy(at.left + at.width / 2 - room.left - room.width / 2, 0);
  }
  all(".topnav [aria-current], .tabs [aria-current]").forEach(showCurrent);
  all("[data-presence-url]").forEach(beat);
  if (window.htmx) htmx.onLoad(prepare);
  else prepare(document);
})();
