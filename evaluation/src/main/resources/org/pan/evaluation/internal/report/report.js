// Draws the charts and patients of the page, each when it comes into view or is to be printed.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const escape = echarts.format.encodeHTML;
  const INK = "#1b1f24", SOFT = "#57606a", LINE = "#d0d7de";
  const DAY = 86400000;

  // Sets differ in colour and, for readers without it, in pattern, dashes and symbol.
  const SETS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
  const DASHES = [[7, 3], [3, 3], [10, 3, 2, 3], [2, 2], [12, 4], [5, 2, 1, 2]];
  const SYMBOLS = ["triangle", "rect", "diamond", "pin", "arrow", "roundRect"];
  const stripes = (angle) => ({ symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: angle, color: "rgba(255,255,255,.65)" });
  const DECALS = [stripes(-Math.PI / 4), stripes(Math.PI / 4), stripes(0), stripes(Math.PI / 2)];

  const style = (name) => {
    if (name === "real") return { color: INK, dash: "solid", symbol: "circle", decal: { symbol: "none" } };
    if (name === "chance") {
      return { color: "#a8b0b8", line: "#6e7781", dash: [2, 3], symbol: "emptyCircle", decal: { symbol: "circle", symbolSize: .5, dashArrayX: [[6, 0]], dashArrayY: [6, 0], color: INK } };
    }
    const i = Math.max(0, data.sets.indexOf(name));
    return { color: SETS[i % SETS.length], dash: DASHES[i % DASHES.length], symbol: SYMBOLS[i % SYMBOLS.length], decal: DECALS[i % DECALS.length] };
  };
  const label = (name) => (name === "chance" ? "another real sample" : name);

  const short = (value) => {
    if (typeof value !== "number") return value === null || value === undefined ? "" : String(value);
    const size = Math.abs(value);
    if (size >= 1000) return Math.round(value).toLocaleString("en");
    return String(Number(value.toPrecision(3)));
  };

  const narrow = () => window.innerWidth < 700;

  const common = () => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK },
    tooltip: { confine: true, valueFormatter: short, textStyle: { fontSize: 12 } },
  });
  const legend = (series) => ({ top: 0, left: 0, itemGap: 14, itemWidth: 26, data: series.map((s) => label(s.name)), textStyle: { fontSize: 12 } });
  const grid = (top) => ({ left: 4, right: 16, top, bottom: 4, containLabel: true });
  const valueAxis = (name) => ({
    type: "value", name, nameLocation: "end", nameTextStyle: { align: "left", color: SOFT, fontSize: 11 },
    axisLabel: { formatter: short, hideOverlap: true, color: SOFT }, splitLine: { lineStyle: { color: "#eaeef2" } },
  });
  const crowded = (labels) => labels.length > 6 && labels.some((text) => text.length > 5);

  const stroke = (s) => ({ width: s.name === "real" ? 2 : 1.5, type: style(s.name).dash, color: style(s.name).line || style(s.name).color });

  // The end of a long code tells it from others more often than its beginning.
  const squeeze = (most) => (text) => (text.length <= most ? text : `${text.slice(0, Math.floor(most / 3))}…${text.slice(text.length - Math.ceil(most * 2 / 3) + 1)}`);
  const every = (labels, most) => (labels.length <= most ? 0 : Math.ceil(labels.length / most) - 1);

  // Bars too thin to tell apart are drawn as lines.
  const MOST_BARS = 30;
  const shape = (s, thin) => thin
    ? { type: "line", showSymbol: false, symbol: style(s.name).symbol, color: style(s.name).color, lineStyle: stroke(s) }
    : { type: "bar", barGap: "0%", barCategoryGap: "25%", itemStyle: { color: style(s.name).color, decal: style(s.name).decal } };

  const options = {
    bars: (chart) => ({
      ...common(),
      legend: legend(chart.series),
      grid: grid(64),
      tooltip: { ...common().tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: {
        type: "category", data: chart.categories, axisTick: { show: false },
        axisLabel: { rotate: crowded(chart.categories) ? 40 : 0, formatter: squeeze(20), fontSize: 11, color: INK, interval: every(chart.categories, narrow() ? 10 : 26) },
      },
      yAxis: valueAxis(chart.yLabel),
      series: chart.series.map((s) => ({ name: label(s.name), data: s.values, ...shape(s, chart.categories.length > MOST_BARS) })),
    }),
    curves: (chart) => ({
      ...common(),
      legend: legend(chart.series),
      grid: { ...grid(64), bottom: 24 },
      tooltip: { ...common().tooltip, trigger: "axis" },
      xAxis: {
        type: "value", min: "dataMin", max: "dataMax", name: chart.xLabel, nameLocation: "middle", nameGap: 24,
        nameTextStyle: { color: SOFT, fontSize: 11 }, axisLabel: { formatter: short, hideOverlap: true, color: SOFT }, splitLine: { show: false },
      },
      yAxis: { ...valueAxis(chart.yLabel), scale: true },
      series: chart.series.map((s) => ({
        name: label(s.name), type: "line", data: s.values.map((y, i) => [chart.x[i], y]),
        color: style(s.name).color, symbol: style(s.name).symbol, symbolSize: 6, showSymbol: chart.x.length <= 40,
        lineStyle: stroke(s),
      })),
    }),
    heatmap: (chart) => {
      const cells = [];
      chart.values.forEach((row, y) => row.forEach((v, x) => v !== null && cells.push([x, y, v])));
      const values = cells.map((c) => c[2]);
      // Zero is white; what is below it also bears a minus, for readers without colour.
      const most = Math.max(0, ...values.map(Math.abs)) || 1;
      const least = values.some((v) => v < 0) ? -most : 0;
      return {
        ...common(),
        grid: { ...grid(4), bottom: 44 },
        tooltip: { ...common().tooltip, formatter: (p) => `${escape(chart.rows[p.value[1]])} × ${escape(chart.columns[p.value[0]])}<br><b>${short(p.value[2])}</b>` },
        xAxis: { type: "category", data: chart.columns, axisTick: { show: false }, axisLabel: { rotate: 60, formatter: squeeze(18), fontSize: 10, interval: every(chart.columns, 32) } },
        yAxis: { type: "category", data: chart.rows, inverse: true, axisTick: { show: false }, axisLabel: { formatter: squeeze(20), fontSize: 10, interval: every(chart.rows, 32) } },
        visualMap: {
          min: least, max: most, calculable: false, orient: "horizontal", left: "center", bottom: 0, itemHeight: 140, itemWidth: 12, precision: 2, textStyle: { fontSize: 11, color: SOFT },
          text: [short(most), short(least)],
          inRange: { color: least < 0 ? ["#8c2d04", "#f7f7f7", "#08306b"] : ["#f7fbff", "#6baed6", "#08306b"] },
        },
        series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: "#fff", borderWidth: .5 }, label: { show: least < 0, fontSize: 10, formatter: (p) => (p.value[2] < -most / 20 ? "−" : "") } }],
      };
    },
    fan: (chart) => {
      const colors = ["#dbe7f3", "#a9c9e6", "#5fa2d4"];
      const along = (heights) => heights.map((y, i) => [chart.x[i], y]);
      const band = (b, i) => ({
        name: `${b.percent} of 100 futures`, type: "custom", silent: true, color: colors[i], data: [0], z: 1,
        renderItem: (params, api) => ({
          type: "polygon",
          shape: { points: [...along(b.high), ...along(b.low).reverse()].map((point) => api.coord(point)) },
          style: { fill: colors[i], stroke: "#0072b2", lineWidth: .4 },
        }),
      });
      const most = Math.max(...chart.bands[0].high, ...chart.past);
      return {
        ...common(),
        legend: { ...legend([]), data: ["past", "median", ...chart.bands.map((b) => `${b.percent} of 100 futures`)] },
        grid: { ...grid(64), bottom: 24 },
        tooltip: { ...common().tooltip, trigger: "axis" },
        xAxis: {
          type: "value", min: chart.pastX[0], max: chart.x[chart.x.length - 1], name: chart.xLabel, nameLocation: "middle", nameGap: 24,
          nameTextStyle: { color: SOFT, fontSize: 11 }, axisLabel: { formatter: short, hideOverlap: true, color: SOFT, showMinLabel: false }, splitLine: { show: false },
        },
        yAxis: { ...valueAxis(chart.yLabel), min: 0, max: most > 0 ? undefined : 1 },
        series: [
          ...chart.bands.map(band),
          { name: "median", type: "line", data: along(chart.median), showSymbol: false, color: "#0072b2", lineStyle: { width: 2, type: [7, 3] }, z: 3 },
          { name: "past", type: "line", data: chart.past.map((y, i) => [chart.pastX[i], y]), showSymbol: false, color: INK, lineStyle: { width: 2 }, z: 3 },
          // The bands are drawn, not plotted: the axis has to be told how far they reach.
          { type: "line", data: along(chart.bands[0].high), showSymbol: false, lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } },
        ],
      };
    },
    laws: (chart) => {
      const shapes = ["triangle", "rect", "diamond", "circle"];
      const looks = (i) => ({ color: SETS[i % SETS.length], symbol: shapes[i % shapes.length] });
      const logarithmic = (name, gap) => ({ type: "log", name, nameTextStyle: { align: gap ? "center" : "left", color: SOFT, fontSize: 11 }, axisLabel: { formatter: short, hideOverlap: true, color: SOFT }, splitLine: { show: !gap, lineStyle: { color: "#eaeef2" } } });
      return {
        ...common(),
        legend: legend(chart.laws),
        grid: { ...grid(64), right: 32, bottom: 24 },
        tooltip: { ...common().tooltip, trigger: "item", formatter: (p) => `${escape(p.seriesName)}<br>${short(p.value[0])}: <b>${short(p.value[1])}</b>` },
        xAxis: { ...logarithmic(chart.xLabel, true), nameLocation: "middle", nameGap: 24 },
        yAxis: logarithmic(chart.yLabel, false),
        // The law's line has the points' name, so that the legend hides both.
        series: chart.laws.flatMap((law, i) => [
          { name: law.name, type: "scatter", data: law.y.map((y, k) => [law.x[k], y]), symbolSize: 8, ...looks(i) },
          { name: law.name, type: "line", data: law.fitted.map((y, k) => [law.x[k], y]), showSymbol: false, silent: true, color: looks(i).color, lineStyle: { width: 1.5, type: DASHES[i % DASHES.length] } },
        ]),
      };
    },
    ranking: (chart) => ({
      ...common(),
      grid: { ...grid(4), right: 56 },
      tooltip: { ...common().tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: { ...valueAxis(""), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { type: "category", data: chart.labels, inverse: true, axisTick: { show: false }, axisLabel: { formatter: squeeze(narrow() ? 26 : 38), fontSize: 11, color: INK, interval: 0 } },
      series: [{
        name: chart.set, type: "bar", data: chart.values, barMaxWidth: 18,
        itemStyle: { color: style(chart.set).color, decal: style(chart.set).decal },
        label: { show: true, position: "right", formatter: (p) => short(p.value), fontSize: 11, color: INK },
      }],
    }),
  };

  const heights = {
    bars: () => 320,
    curves: () => 320,
    fan: () => 320,
    laws: () => 360,
    heatmap: (chart) => Math.max(320, 130 + 17 * chart.rows.length),
    ranking: (chart) => 30 + 24 * chart.labels.length,
  };

  function lanes(album, patient) {
    const at = album.calendar ? (day) => day * DAY : (day) => day;
    const when = album.calendar
      ? (x) => echarts.format.formatTime(x % DAY === 0 ? "yyyy-MM-dd" : "yyyy-MM-dd hh:mm", x, true)
      : (x) => `day ${short(x)}`;
    const ends = [...patient.events.map((e) => e.day), patient.start, patient.end].filter((d) => d !== null).map(at);
    const first = Math.min(...ends), last = Math.max(...ends);
    const margin = (last - first) * .02 || 1;
    const observed = [{ xAxis: patient.start === null ? "min" : at(patient.start) }, { xAxis: patient.end === null ? "max" : at(patient.end) }];
    return {
      ...common(),
      useUTC: true,
      grid: { left: 4, right: 24, top: 6, bottom: 4, containLabel: true },
      tooltip: {
        ...common().tooltip,
        formatter: (p) => {
          const event = patient.events[p.data.event];
          return p.data.event === undefined ? "" : `${when(at(event.day))}<br><b>${escape(event.code)}</b> ${escape(event.value)}`;
        },
      },
      xAxis: {
        type: album.calendar ? "time" : "value", min: first - margin, max: last + margin,
        axisLabel: { hideOverlap: true, showMinLabel: false, showMaxLabel: false, fontSize: 10, color: SOFT, ...(album.calendar ? {} : { formatter: (x) => short(x) + " d" }) },
        splitLine: { show: true, lineStyle: { color: "#eaeef2" } },
      },
      yAxis: {
        type: "category", data: patient.lanes, inverse: true, axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { formatter: squeeze(narrow() ? 15 : 22), fontSize: 11, color: INK, interval: 0 },
        splitLine: { show: true, lineStyle: { color: LINE, type: "dotted" } },
      },
      series: [{
        type: "scatter", symbolSize: 7,
        data: patient.events.map((e, event) => ({
          value: [at(e.day), e.lane], event,
          itemStyle: e.value ? { color: SETS[0], opacity: .8 } : { color: "#fff", borderColor: SETS[1], borderWidth: 1.5 },
        })),
        markArea: { silent: true, itemStyle: { color: "rgba(27,31,36,.06)" }, data: patient.start === null && patient.end === null ? [] : [observed] },
      }],
    };
  }

  // Paper is narrower than the window: there the style sheet scales the drawing.
  function scalable(instance) {
    instance.getDom().querySelector("svg").setAttribute("viewBox", `0 0 ${instance.getWidth()} ${instance.getHeight()}`);
  }

  const drawn = [];
  function draw(place) {
    if (place.dataset.drawn) return;
    place.dataset.drawn = "yes";
    let option;
    if (place.dataset.chart) {
      const chart = data.charts[place.dataset.chart];
      place.style.height = `${heights[chart.kind](chart)}px`;
      option = options[chart.kind](chart);
      option.aria = { enabled: true, label: { description: chart.title } };
    } else {
      const album = data.albums[place.dataset.album];
      const patient = album.patients[place.dataset.patient];
      place.style.height = `${34 + 20 * patient.lanes.length}px`;
      option = lanes(album, patient);
      option.aria = { enabled: true, label: { description: `${patient.events.length} events of a synthetic patient` } };
    }
    const instance = echarts.init(place, null, { renderer: "svg" });
    instance.setOption(option);
    scalable(instance);
    drawn.push(instance);
  }

  const cell = (tag, text) => { const node = document.createElement(tag); node.textContent = text; return node; };
  function table(head, rows) {
    const node = document.createElement("table");
    for (const [tag, cells] of [["th", head], ...rows.map((row) => ["td", row])]) {
      const line = node.insertRow();
      cells.forEach((text) => line.append(cell(tag, text ?? "")));
    }
    return node;
  }
  const numbers = {
    bars: (c) => table(["", ...c.series.map((s) => label(s.name))], c.categories.map((name, i) => [name, ...c.series.map((s) => short(s.values[i]))])),
    curves: (c) => table([c.xLabel, ...c.series.map((s) => label(s.name))], c.x.map((x, i) => [short(x), ...c.series.map((s) => short(s.values[i]))])),
    heatmap: (c) => table(["", ...c.columns], c.rows.map((name, i) => [name, ...c.values[i].map(short)])),
    fan: (c) => table(
      [c.xLabel, "median", ...c.bands.flatMap((b) => [`low, ${b.percent} of 100`, `high, ${b.percent} of 100`])],
      [...c.past.map((y, i) => [short(c.pastX[i]), short(y)]), ...c.x.map((x, i) => [short(x), short(c.median[i]), ...c.bands.flatMap((b) => [short(b.low[i]), short(b.high[i])])])],
    ),
    laws: (c) => table([c.xLabel, "", c.yLabel, "law"], c.laws.flatMap((law) => law.x.map((x, k) => [short(x), law.name, short(law.y[k]), short(law.fitted[k])]))),
    ranking: (c) => table(["", c.set], c.labels.map((name, i) => [name, short(c.values[i])])),
  };
  document.querySelectorAll("details[data-numbers]").forEach((details) => details.addEventListener("toggle", () => {
    if (details.querySelector("div")) return;
    const chart = data.charts[details.dataset.numbers];
    const box = document.createElement("div");
    box.append(numbers[chart.kind](chart));
    details.append(box);
  }));

  const places = [...document.querySelectorAll("[data-chart], [data-album]")];
  // Heights first, so that the page does not jump when a chart is drawn.
  places.forEach((place) => {
    if (place.dataset.chart) {
      const chart = data.charts[place.dataset.chart];
      place.style.height = `${heights[chart.kind](chart)}px`;
    } else {
      place.style.height = `${34 + 20 * data.albums[place.dataset.album].patients[place.dataset.patient].lanes.length}px`;
    }
  });
  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (entry.isIntersecting) {
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }), { rootMargin: "600px" });
  places.forEach((place) => seen.observe(place));

  window.addEventListener("resize", () => drawn.forEach((instance) => {
    instance.resize();
    scalable(instance);
  }));
  window.addEventListener("beforeprint", () => places.forEach(draw));
})();
