/* Keeps what is typed in a form in this tab, until it was sent: a session that ends, a slip of the
   finger or the back button loses nothing. Nothing leaves the browser; closing the tab forgets it. */

const FIELDS = "textarea, select, input:not([type=hidden]):not([type=file]):not([type=password])";

const nameOf = (form) => `kept ${window.location.pathname}${window.location.search} ${form.dataset.keep}`;

const read = (name) => {
  try {
    return JSON.parse(window.sessionStorage.getItem(name) ?? "{}");
  } catch {
    return {};
  }
};

const write = (name, typed) => {
  try {
    window.sessionStorage.setItem(name, JSON.stringify(typed));
  } catch {
    // A browser that keeps nothing: the form works all the same.
  }
};

for (const form of document.querySelectorAll("form[data-keep]")) {
  const name = nameOf(form);
  const kept = read(name);
  if (!form.querySelector(".bk-field__error")) {
    for (const field of form.querySelectorAll(FIELDS)) {
      if (field.type !== "checkbox" && kept[field.name] !== undefined) field.value = kept[field.name];
    }
    const note = form.querySelector("[data-kept-note]");
    if (note && Object.keys(kept).length > 0) note.hidden = false;
  }
  form.addEventListener("input", ({ target }) => {
    if (target.name && target.type !== "checkbox" && target.type !== "file") {
      kept[target.name] = target.value;
      write(name, kept);
    }
  });
}

// What arrived safely is forgotten here: the page after a form names it.
for (const { dataset } of document.querySelectorAll("[data-forget-kept]")) {
  for (const name of Object.keys(window.sessionStorage)) {
    if (name.startsWith(`kept ${dataset.forgetKept}`)) window.sessionStorage.removeItem(name);
  }
}
