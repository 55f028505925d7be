// Unpacks plotly.js; the policy lets it run because its hash is known.
(function () {
  "use strict";
  var packed = Uint8Array.from(atob(document.getElementById("plotly-js").textContent), function (c) {
    return c.charCodeAt(0);
  });
  var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  new Response(stream).text().then(function (text) {
    var script = document.createElement("script");
    script.textContent = text;
    document.head.appendChild(script);
    document.dispatchEvent(new Event("plotly-ready"));
  });
})();
