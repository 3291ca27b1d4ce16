/* My wijk by the place of the browser: asked only when pressed, rounded before it is sent. */

const DECIMALS = 3; // some 100 metres
const form = document.querySelector("[data-place]");

function tell(words) {
  form.querySelector("[data-place-status]").textContent = words;
}

function send({ coords }) {
  form.elements.lengte.value = coords.longitude.toFixed(DECIMALS);
  form.elements.breedte.value = coords.latitude.toFixed(DECIMALS);
  form.submit();
}

if (form && "geolocation" in navigator) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    navigator.geolocation.getCurrentPosition(send, () => tell(form.dataset.refused), {
      enableHighAccuracy: false,
      timeout: 15_000,
      maximumAge: 600_000,
    });
  });
}
