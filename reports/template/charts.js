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
      if (!place.layout) return;
      var height = place.dataset.height = place.dataset.height || place.layout.height || 400;
      Plotly.relayout(place, isPrinted
        ? { width: printed, height: Math.max(230, 0.6 * height), autosize: false }
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

    function drawOne(source) {
      var place = left.indexOf(source);
      if (place < 0) return Promise.resolve();
      left.splice(place, 1);
      return draw(source).then(function () {
        if (!left.length) document.documentElement.dataset.charts = String(sources.length);
      });
    }

    // What is in sight first; the rest when it comes into sight or nothing else is to be done.
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        seen.unobserve(entry.target);
        drawOne(entry.target.nextElementSibling);
      });
    }, { rootMargin: "400px" });
    sources.forEach(function (source) { seen.observe(source.previousElementSibling); });
    var idle = window.requestIdleCallback || function (call) { setTimeout(call, 50); };
    function next() {
      if (left.length) drawOne(left[0]).then(function () { idle(next); });
    }
    idle(next);
    window.addEventListener("beforeprint", function () {
      left.slice().forEach(drawOne);
      onPaper(true);
    });
    window.addEventListener("afterprint", function () { onPaper(false); });
  }

  if (window.Plotly) drawAll();
  else document.addEventListener("plotly-ready", drawAll);
})();
