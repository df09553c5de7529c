// Draws the table in bench/README.md as bars: what this plugin takes, beside what its peers take.
import * as echarts from "echarts";

/**
 * @typedef {{ name: string, value: string, isOurs: boolean }} Bar
 * @typedef {{ title: string, unit: string, isLessBetter: boolean, bars: Bar[] }} Chart
 */

const WIDTH = 480;
const NAMES = 176;
const SIZE = { head: 42, line: 18, bar: 22, highBar: 30, gap: 12 };
/** How many characters surely fit in a line: nothing measures the text, for there is no browser. */
const FITS = { title: 58, name: 26 };

/** GitHub's own colors, by day and by night. */
const COLORS = {
  text: ["#1f2328", "#f0f6fc"],
  note: ["#59636e", "#9198a1"],
  ours: ["#0969da", "#4493f8"],
  others: ["#afb8c1", "#656c76"],
};
const [TEXT, NOTE, OURS, OTHERS] = Object.values(COLORS).map(([day]) => day);

/** The rows that have something to compare. @param {string} table In Markdown. @returns {Chart[]} */
export function readCharts(table) {
  return Array.from(
    table.matchAll(/^\| (?!\s*\||---)(.+) \| (.+) \| (.+) \| (.*) \|$/gm),
    ([, title, ours, budget, others]) => {
      const own = readCells(ours);
      const unit = own[0]?.unit ?? "";
      const floor = unit.startsWith("× ") ? [{ name: unit.slice(2), value: "1.00" }] : [];
      return {
        title: title.replaceAll("`", ""),
        unit,
        isLessBetter: budget.startsWith("≤"),
        bars: [
          ...own.map(({ name, value }) => ({ name: name || "this plugin", value, isOurs: true })),
          ...[...floor, ...readCells(others)].map(({ name, value }) => ({ name, value, isOurs: false })),
        ],
      };
    },
  ).filter(({ bars }) => bars.some(({ isOurs }) => !isOurs));
}

/** `REM: 1.00; octokit: 1,625 KiB` @param {string} cell */
function readCells(cell) {
  return Array.from(cell.matchAll(/(?:^|; )(?:([^;]+): )?([\d.,]+) ?([^;]*)/g), ([, name = "", value, unit]) => ({
    name,
    value,
    unit,
  }));
}

/** @param {Chart[]} charts @returns {string} SVG. */
export function drawBars(charts) {
  let bottom = 0;
  const places = charts.map(({ title, bars }) => {
    const head = SIZE.head + (wrap(title, FITS.title).split("\n").length - 1) * SIZE.line;
    const top = bottom + head;
    const isHigh = bars.some(({ name }) => name.length > FITS.name);
    const height = bars.length * (isHigh ? SIZE.highBar : SIZE.bar);
    bottom = top + height + SIZE.gap;
    return { head, top, left: NAMES, width: WIDTH - NAMES - 64, height };
  });
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: bottom });
  chart.setOption({
    animation: false,
    title: charts.map(({ title, unit, isLessBetter }, index) => ({
      text: wrap(title, FITS.title),
      subtext: `${unit}; ${isLessBetter ? "less" : "more"} is better`,
      top: places[index].top - places[index].head,
      left: 8,
      padding: 0,
      itemGap: 4,
      textStyle: { fontSize: 13, color: TEXT, lineHeight: SIZE.line },
      subtextStyle: { fontSize: 12, color: NOTE },
    })),
    grid: places.map(({ head: _, ...place }) => place),
    xAxis: charts.map((_, gridIndex) => ({ type: "value", gridIndex, show: false, min: 0 })),
    yAxis: charts.map(({ bars }, gridIndex) => ({
      type: "category",
      gridIndex,
      inverse: true,
      data: bars.map(({ name }) => wrap(name, FITS.name)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: TEXT, fontSize: 12, lineHeight: 12, interval: 0 },
    })),
    series: charts.map(({ bars }, index) => ({
      type: "bar",
      xAxisIndex: index,
      yAxisIndex: index,
      barWidth: 14,
      label: {
        show: true,
        position: "right",
        color: TEXT,
        fontSize: 12,
        formatter: ({ dataIndex }) => bars[dataIndex]?.value ?? "",
      },
      data: bars.map(({ value, isOurs }) => ({
        value: Number(value.replaceAll(",", "")),
        itemStyle: { color: isOurs ? OURS : OTHERS },
      })),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return forDayAndNight(svg);
}

/** @param {string} svg */
function forDayAndNight(svg) {
  const night = Object.values(COLORS).map(([day, color]) => `[fill="${day}"]{fill:${color}}`);
  const head = `<title>What this plugin takes, beside its peers: the figures of the table below, as bars</title>
<style>@media (prefers-color-scheme: dark){${night.join("")}}</style>
`;
  // A picture in a page has no mouse.
  const still = svg.replace(/<style >.*?<\/style>\n?/s, "").replaceAll(/ class="zr[\w-]+"/g, "");
  return `${still.replace(/(?<=^<svg[^>]*>\n?)/, head)}\n`;
}

/** Breaks lines that have more columns between words. @param {string} text @param {number} columns */
function wrap(text, columns) {
  if (text.length <= columns) return text;
  const at = text.lastIndexOf(" ", columns);
  return at < 0 ? text : `${text.slice(0, at)}\n${wrap(text.slice(at + 1), columns)}`;
}
