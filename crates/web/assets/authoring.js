// Quickens the authors' pages: what one typed outlives a lost session, suggestions go into their field at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const fields = () => [...form.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox])")];
  const store = `draft:${form.dataset.draft}:${location.search}`;

  // Kept in the browser until the server has it.
  const isDirty = () => fields().some((field) => field.value !== field.defaultValue);
  const keep = () => {
    const values = {};
    for (const field of fields()) if (field.value !== field.defaultValue) values[field.name] = [field.defaultValue, field.value];
    if (Object.keys(values).length) localStorage.setItem(store, JSON.stringify(values));
    else localStorage.removeItem(store);
  };
  const kept = JSON.parse(localStorage.getItem(store) || "{}");
  let isRestored = false;
  for (const field of fields()) {
    const [before, value] = kept[field.name] || [];
    // Only where the server's text is still the one that was typed over.
    if (value !== undefined && before === field.defaultValue && field.value === field.defaultValue) {
      field.value = value;
      isRestored = true;
    }
  }
  if (isRestored) queueMicrotask(() => form.querySelector("textarea").dispatchEvent(new Event("input", { bubbles: true })));
  form.addEventListener("input", keep);

  let sent = new Map();
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt === form) sent = new Map(fields().map((field) => [field, field.value]));
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt !== form || !detail.successful || /class="strong bad"/.test(detail.xhr.responseText)) return;
    for (const [field, value] of sent) field.defaultValue = value;
    keep();
  });
  for (const type of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(type, ({ detail }) => {
      if (detail.elt === form) document.getElementById("draft-state").textContent = form.dataset.failed;
    });
  }
  form.addEventListener("submit", () => { form.dataset.leaving = "1"; });
  addEventListener("beforeunload", (event) => { if (isDirty() && !form.dataset.leaving) event.preventDefault(); });

  const put = (field, text) => {
    field.focus();
    field.setRangeText(text, 0, field.value.length, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use]");
    if (!button) return;
    event.preventDefault();
    put(document.getElementById(button.dataset.for), button.dataset.use);
  });

  // Control+Enter confirms a sentence and goes on to the next; Control+B and I mark the chosen words.
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || !(event.ctrlKey || event.metaKey) || field.tagName !== "TEXTAREA") return;
    if (event.key === "Enter" && field.matches("[data-sentence]")) {
      event.preventDefault();
      event.stopPropagation();
      const line = field.closest(".sentence-line");
      const box = line.querySelector("[name=confirm]");
      if (field.value.trim() && !box.checked) box.click();
      const rest = [...form.querySelectorAll("[data-sentence]")];
      const next = rest.slice(rest.indexOf(field) + 1).find((other) => !other.closest(".sentence-line").querySelector("[name=confirm]").checked);
      (next || form.querySelector("[name=then][value=submit]")).focus();
    } else if ((event.key === "b" || event.key === "i") && !event.shiftKey) {
      event.preventDefault();
      const mark = event.key === "b" ? "**" : "*";
      const { selectionStart: start, selectionEnd: end, value } = field;
      field.setRangeText(mark + value.slice(start, end) + mark, start, end, "select");
      field.setSelectionRange(start + mark.length, end + mark.length);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (event.key === "s") {
      event.preventDefault();
      window.htmx?.trigger(form, "change");
    }
  });

  // A new line in a list goes on with the list.
  form.querySelector("[data-source]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const field = event.target;
    if (field.selectionStart !== field.selectionEnd) return;
    const line = field.value.slice(field.value.lastIndexOf("\n", field.selectionStart - 1) + 1, field.selectionStart);
    const [, indent, mark, text] = line.match(/^(\s*)([-*+]|\d+\.) (.*)$/) || [];
    if (mark === undefined) return;
    event.preventDefault();
    const start = field.selectionStart;
    if (!text.trim()) field.setRangeText("", start - line.length, start, "end");
    else field.setRangeText(`\n${indent}${/\d/.test(mark) ? `${Number.parseInt(mark, 10) + 1}.` : mark} `, start, start, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
