/* Switches the colour scheme without a new page; without this file the form simply posts. */

const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

function show(theme) {
  document.documentElement.dataset.theme = theme;
  document.getElementById("dark-scheme").media = MEDIA[theme];
  for (const option of document.querySelectorAll("[data-theme-switch] [name=theme]")) {
    option.setAttribute("aria-pressed", String(option.value === theme));
  }
  document.dispatchEvent(new CustomEvent("baken:theme"));
}

async function choose(event) {
  const theme = event.submitter?.value;
  if (!(theme in MEDIA)) return;
  event.preventDefault();
  const answers = new FormData(event.target, event.submitter);
  const answer = await fetch(event.target.action, { method: "POST", body: answers, redirect: "manual" });
  if (answer.ok || answer.type === "opaqueredirect") show(theme);
  else event.target.submit();
}

document.querySelector("[data-theme-switch]")?.addEventListener("submit", choose);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  document.dispatchEvent(new CustomEvent("baken:theme"));
});
