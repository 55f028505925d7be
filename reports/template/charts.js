// Draws every chart of the page from the data beside it; waits for plotly.js where it is unpacked.
(function () {
  "use strict";
  var narrow = 560;
  var printed = 660; // pixels: the width of A4 less its margins

  function content(element) { return JSON.parse(element.textContent); }

  function fitted(layout, width) {
    if (width >= narrow) return layout;
    var font = Object.assign({}, layout.font, { size: 12 });
    var margin = Object.assign({}, layout.margin, { l: 4, r: 8 });
    return Object.assign({}, layout, { font: font, margin: margin });
  }

  function draw(source) {
    var chart = content(source);
    var place = document.getElementById(source.dataset.for);
    var width = place.clientWidth;
    place.style.minHeight = (chart.layout.height || 400) + "px";
    return Plotly.newPlot(place, chart.data, fitted(chart.layout, width), chart.config);
  }

  function onPaper(isPrinted) {
    document.querySelectorAll(".plot").forEach(function (place) {
      var height = place.dataset.height = place.dataset.height || place.layout.height || 400;
      Plotly.relayout(place, isPrinted
        ? { width: printed, height: Math.max(270, 0.7 * height), autosize: false }
        : { width: null, height: Number(height), autosize: true });
      place.style.minHeight = isPrinted ? "0" : height + "px";
    });
  }

  function drawAll() {
    var locale = content(document.getElementById("chart-locale"));
    Plotly.register(locale);
    Plotly.setPlotConfig({ locale: locale.name, displaylogo: false, showSendToCloud: false,
                           plotlyServerURL: "", responsive: true });
    var sources = Array.prototype.slice.call(document.querySelectorAll("script.chart-data"));
    var left = sources.slice();
    // One after the other: the reader can scroll and read while the rest is drawn.
    function next() {
      var source = left.shift();
      if (source) draw(source).then(function () { setTimeout(next, 0); });
      else document.documentElement.dataset.charts = String(sources.length);
    }
    next();
    window.addEventListener("beforeprint", function () { onPaper(true); });
    window.addEventListener("afterprint", function () { onPaper(false); });
  }

  if (window.Plotly) drawAll();
  else document.addEventListener("plotly-ready", drawAll);
})();
