// Loads the page again when the preview has another edition than the one that the
// page was served from. A page that nobody sees holds no connection.
"use strict";
(() => {
  const edition = document.currentScript.dataset.edition;
  let stream = null;
  const listen = () => {
    if (stream || document.hidden) return;
    stream = new EventSource("/_terang/events");
    stream.onmessage = (event) => {
      if (event.data !== edition) location.reload();
    };
  };
  const rest = () => {
    if (stream) stream.close();
    stream = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
