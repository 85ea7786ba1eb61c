// How far the work on a file is: asked for every second, and the page is opened again when it is done.
"use strict";

const place = document.querySelector("[data-progress]");
if (place) {
  const words = place.querySelector("[data-progress-words]");
  const bar = place.querySelector("progress");
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return location.reload();
      const far = await answer.json();
      if (!far.working) return location.reload();
      words.textContent = far.words;
      if (far.total) {
        bar.max = far.total;
        bar.value = far.done;
      } else {
        bar.removeAttribute("value");
      }
    } catch {
      words.textContent = "The register does not answer just now. This page goes on asking.";
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
}
