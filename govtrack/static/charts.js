/* Draws every figure it finds on a page: <script type="application/json" data-figure="id of its place">. */
"use strict";

(() => {
  const NARROW = 600;
  const PAPER = 660;
  const CONFIG = { responsive: false, displayModeBar: false, displaylogo: false, showTips: false, scrollZoom: false, doubleClick: false };
  const INK = "#16202b";

  const plain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  /* A layout with another laid over it, part by part; lists are replaced whole. */
  const over = (under, upper) => {
    const merged = { ...under };
    for (const [name, value] of Object.entries(upper ?? {})) {
      merged[name] = plain(value) && plain(merged[name]) ? over(merged[name], value) : value;
    }
    return merged;
  };

  const ground = {
    template: "none",
    font: { family: getComputedStyle(document.body).fontFamily, size: 14, color: INK },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    dragmode: false,
    hoverlabel: { bgcolor: "#fff", bordercolor: INK, font: { color: INK } },
  };
  const narrowGround = { font: { size: 12 }, xaxis: { nticks: 4, tickangle: 0 }, yaxis: { nticks: 5 } };
  const paperGround = { font: { size: 11 } };

  const read = (script) => {
    try {
      const figure = JSON.parse(script.textContent);
      return plain(figure) && Array.isArray(figure.data) && figure.data.length ? figure : null;
    } catch {
      return null;
    }
  };

  const laidOut = (figure, width, onPaper) => {
    const base = over(ground, figure.layout);
    const narrow = () => over(over(base, narrowGround), figure.small);
    const layout = onPaper ? over(base, paperGround) : width < NARROW ? narrow() : base;
    return { ...layout, width, autosize: false };
  };

  const draw = async ({ place, figure }, width, onPaper = false) => {
    place.classList.add("drawn");
    place.dataset.width = String(width);
    /* A copy each time: Plotly keeps and changes what it is given. */
    await window.Plotly.react(place, structuredClone(figure.data), structuredClone(laidOut(figure, width, onPaper)), CONFIG);
  };

  const followed = (event) => {
    const custom = event.points?.[0]?.customdata;
    const address = Array.isArray(custom) ? custom.find((part) => typeof part === "string" && part.startsWith("/")) : custom;
    if (typeof address === "string" && address.startsWith("/") && !address.startsWith("//")) window.location.assign(address);
  };

  const figures = [];
  const widthOf = (place) => Math.floor(place.getBoundingClientRect().width);

  const fit = (figure) => {
    const width = widthOf(figure.place);
    if (width > 0 && String(width) !== figure.place.dataset.width) draw(figure, width);
  };

  const begin = async () => {
    for (const script of document.querySelectorAll('script[type="application/json"][data-figure]')) {
      const place = document.getElementById(script.dataset.figure);
      const figure = read(script);
      if (!place) continue;
      if (!figure || !window.Plotly) {
        place.classList.add("absent");
        continue;
      }
      figures.push({ place, figure });
    }
    const watch = new ResizeObserver((changes) => {
      for (const { target } of changes) {
        const changed = figures.find(({ place }) => place === target);
        if (changed && !window.matchMedia("print").matches) fit(changed);
      }
    });
    for (const figure of figures) {
      const width = widthOf(figure.place);
      if (width > 0) await draw(figure, width);
      figure.place.on?.("plotly_click", followed);
      watch.observe(figure.place);
    }
    document.documentElement.dataset.charts = "drawn";
  };

  /* A page is narrower than a screen: drawn anew for it, and back again. */
  window.addEventListener("beforeprint", () => figures.forEach((figure) => draw(figure, PAPER, true)));
  window.addEventListener("afterprint", () => figures.forEach(fit));
  window.matchMedia("print").addEventListener("change", (print) => figures.forEach((figure) => (print.matches ? draw(figure, PAPER, true) : fit(figure))));

  begin();
})();
