// Starts plotly.js when the text of the page stands; the policy lets it run as its hash is known.
(function () {
  "use strict";
  var place = document.getElementById("plotly-js");

  function start(text) {
    var script = document.createElement("script");
    script.textContent = text;
    document.head.appendChild(script);
    document.dispatchEvent(new Event("plotly-ready"));
  }

  function unpack() {
    if (place.dataset.packed === undefined) return start(place.textContent);
    var packed = Uint8Array.from(atob(place.textContent), function (c) { return c.charCodeAt(0); });
    var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    new Response(stream).text().then(start);
  }

  // After the next frame is painted, so that the text shows first.
  requestAnimationFrame(function () { setTimeout(unpack, 0); });
})();
