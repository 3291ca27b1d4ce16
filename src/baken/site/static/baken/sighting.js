/* A note from the street over a bad line: it is kept in this browser until it was sent, and sent
   later by itself. Its key was made before, so that sending twice keeps one. Without this script the
   form is sent as any other. */

const form = document.querySelector("form[data-sighting]");
const notice = document.querySelector("[data-waiting]");
const STORE = "notes";
const LONGEST_SIDE = 1280;
const AGAIN_AFTER = 30_000;

const opened = () =>
  new Promise((resolve, reject) => {
    const asked = window.indexedDB.open("baken-street", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const inStore = async (mode, act) => {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
};

// A telephone may be shared: a note is sent only as who wrote it.
const waiting = async () => {
  const all = await inStore("readonly", (store) => store.getAll());
  return all.filter(({ person }) => person === form.dataset.sighting);
};
const keep = (note) => inStore("readwrite", (store) => store.put(note));
const forget = (key) => inStore("readwrite", (store) => store.delete(key));

const tell = (words, refusal = "") => {
  notice.querySelector("[data-words]").textContent = words;
  const said = notice.querySelector("[data-refusal]");
  said.textContent = refusal;
  said.hidden = !refusal;
  notice.hidden = !words && !refusal;
};

const showButtons = (shown) => {
  for (const name of ["[data-again]", "[data-forget]"]) notice.querySelector(name).hidden = !shown;
};

const newKey = () => {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const smaller = async (file) => {
  try {
    const picture = await window.createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => {
      canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", 0.7);
    });
  } catch {
    return file; // the server says what is wrong with it
  }
};

const written = async () => {
  const { elements } = form;
  const photo = elements.photo.files[0];
  const said = {};
  for (const name of ["text", "area", "street", "lengte", "breedte"]) said[name] = elements[name].value;
  return {
    key: elements.key.value,
    person: form.dataset.sighting,
    address: form.getAttribute("action"),
    said,
    seenAt: new Date().toISOString(),
    photo: photo ? await smaller(photo) : null,
  };
};

const bodyOf = (note) => {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("key", note.key);
  body.set("seen_at", note.seenAt);
  for (const [name, value] of Object.entries(note.said)) body.set(name, value);
  if (note.photo) body.set("photo", note.photo, "photo.jpg");
  return body;
};

// What became of one note: sent, refused (with words), logged-out, or no-line.
const send = async (note) => {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(note.address, { method: "POST", body: bodyOf(note), headers });
    if (answer.status === 422) return { state: "refused", words: (await answer.json()).said.join(" ") };
    if (answer.redirected || answer.status === 403) return { state: "logged-out" };
    if (!answer.ok) return { state: "no-line" };
    return { state: (await answer.json()).kept ? "sent" : "no-line" };
  } catch {
    return { state: "no-line" };
  }
};

const giveBack = (note, words) => {
  for (const [name, value] of Object.entries(note.said)) form.elements[name].value = value;
  form.elements.key.value = note.key;
  tell("", words);
};

let sending = false;
const sendAll = async () => {
  if (sending) return;
  sending = true;
  let sent = 0;
  let state = "";
  for (const note of await waiting()) {
    const became = await send(note);
    state = became.state;
    if (state === "sent") sent += 1;
    if (state === "refused") giveBack(note, became.words);
    if (state !== "sent" && state !== "refused") break;
    await forget(note.key);
  }
  sending = false;
  const left = (await waiting()).length;
  showButtons(left > 0);
  if (state === "logged-out") tell(notice.dataset.logIn);
  else if (left > 0) tell(left === 1 ? notice.dataset.kept : `${left} ${notice.dataset.several}`);
  else if (sent > 0) window.location.reload();
};

const start = () => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    try {
      await keep(await written());
    } catch {
      form.submit(); // a browser that keeps nothing
      return;
    }
    form.reset();
    form.elements.key.value = newKey();
    button.disabled = false;
    await sendAll();
  });
  notice.querySelector("[data-again]").addEventListener("click", sendAll);
  notice.querySelector("[data-forget]").addEventListener("click", async () => {
    for (const { key } of await waiting()) await forget(key);
    showButtons(false);
    tell("");
  });
  window.addEventListener("online", sendAll);
  window.setInterval(async () => {
    if ((await waiting()).length > 0) await sendAll();
  }, AGAIN_AFTER);
  sendAll();
};

const offerPlace = () => {
  const line = form.querySelector("[data-place-line]");
  const button = line.querySelector("[data-place]");
  const say = (words) => {
    line.querySelector("[data-place-said]").textContent = words;
  };
  line.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three decimals are some 100 metres: no door leaves this telephone.
        form.elements.lengte.value = coords.longitude.toFixed(3);
        form.elements.breedte.value = coords.latitude.toFixed(3);
        say(button.dataset.done);
      },
      () => say(button.dataset.refused),
      { enableHighAccuracy: false, timeout: 15_000, maximumAge: 120_000 },
    );
  });
};

if (form && "indexedDB" in window) start();
if (form && "geolocation" in navigator) offerPlace();
