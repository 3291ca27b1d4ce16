/* Keeps what somebody types in the form of a plan, a moment after each pause; without this file the
   form works the same, and what was typed is kept when it is sent. */

const PAUSE = 1200;

for (const form of document.querySelectorAll("form[data-keep]")) {
  const state = form.querySelector("[data-keep-state]");
  let waiting = 0;
  let typed = false;
  let sent = false;

  const keep = async (leaving) => {
    clearTimeout(waiting);
    if (!typed || sent) return;
    typed = false;
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        keepalive: leaving,
        redirect: "error",
      });
      state.textContent = answer.ok ? form.dataset.keptWords : form.dataset.lostWords;
    } catch {
      typed = true;
      state.textContent = form.dataset.lostWords;
    }
  };

  form.addEventListener("input", () => {
    typed = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(false), PAUSE);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep(true);
  });
  /* A page that the browser brings back from memory may be older than the draft: ask for it anew. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
