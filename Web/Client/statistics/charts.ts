import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";

/**
 * Charts over time, each drawn from the table below it, in the width that it has: colours are the stylesheet's. A chart is a picture with a sentence;
 * whoever wants its numbers opens the table.
 */
export function charts(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]")) chart(figure);
}

interface Series { look: string; name: string; values: (number | null)[]; shown: string[] }

const Height = 236;
const Edge = { top: 12, right: 6, bottom: 26 };

function chart(figure: HTMLElement): void {
  const plot = figure.querySelector<HTMLElement>("[data-plot]");
  const rows = [...figure.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  if (!plot || rows.length === 0) return;
  const labels = rows.map((row) => row.querySelector("th")!);
  const series = [...figure.querySelectorAll<HTMLElement>("thead th[data-look]")].map((head, i): Series => ({
    look: head.dataset["look"]!,
    name: head.textContent ?? "",
    values: rows.map((row) => number(row.cells[i + 1]?.dataset["value"])),
    shown: rows.map((row) => row.cells[i + 1]?.textContent ?? ""),
  }));
  plot.hidden = false;
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.round(plot.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    plot.replaceChildren(drawn(now, labels, series, figure));
  }).observe(plot);
}

function drawn(width: number, labels: HTMLElement[], series: Series[], figure: HTMLElement): SVGElement {
  const svg = node("svg", { viewBox: `0 0 ${width} ${Height}`, width: String(width), height: String(Height), role: "img" });
  svg.setAttribute("aria-label", `${figure.querySelector("h2")?.textContent ?? ""}. ${figure.dataset["summary"] ?? ""}`);
  const unit = figure.dataset["unit"] ? `\u00a0${figure.dataset["unit"]}` : "";
  const highest = Math.max(1, ...series.flatMap((each) => each.values.map((value) => value ?? 0)));
  const y = scaleLinear([0, highest], [Height - Edge.bottom, Edge.top]).nice(4);
  const ticks = y.ticks(4).filter(Number.isInteger);
  const left = 12 + 8 * Math.max(...ticks.map((tick) => shownTick(tick, unit).length));
  const x = scaleBand(labels.map((_, i) => i), [left, width - Edge.right]).paddingInner(0.3).paddingOuter(0.15);
  for (const tick of ticks) {
    svg.append(node("line", { class: "g", x1: left, x2: width - Edge.right, y1: y(tick), y2: y(tick) }));
    svg.append(node("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, shownTick(tick, unit)));
  }
  const bars = series.filter((each) => each.look === "a" || each.look === "b");
  const inner = scaleBand(bars.map((each) => each.look), [0, x.bandwidth()]).paddingInner(0.12);
  for (const each of bars) each.values.forEach((value, i) => svg.append(titled(node("rect", {
    class: each.look, x: x(i)! + inner(each.look)!, width: Math.min(inner.bandwidth(), 40), y: y(value ?? 0), height: Math.max(0, y(0) - y(value ?? 0)),
    rx: Math.min(3, inner.bandwidth() / 3) }), labels[i]!, each, i)));
  const middle = (i: number): number => x(i)! + x.bandwidth() / 2;
  for (const each of series.filter((one) => !bars.includes(one))) {
    const path = line<number | null>((_, i) => middle(i), (value) => y(value ?? 0)).defined((value) => value !== null)(each.values);
    if (path) svg.append(node("path", { class: each.look, d: path }));
    if (each.look === "la") each.values.forEach((value, i) => {
      if (value !== null && (labels.length <= 40 || alone(each.values, i)))
        svg.append(titled(node("circle", { class: "dot", cx: middle(i), cy: y(value), r: 4 }), labels[i]!, each, i));
    });
  }
  // As many days as can be read.
  const every = Math.ceil(labels.length / Math.max(1, Math.floor((width - left) / 64)));
  labels.forEach((label, i) => {
    if (i % every === 0) svg.append(node("text", { x: middle(i), y: Height - 6, "text-anchor": "middle" }, label.dataset["short"] ?? ""));
  });
  return svg;
}

const alone = (values: (number | null)[], i: number): boolean => (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
const shownTick = (tick: number, unit: string): string => `${String(tick).replace(/\B(?=(\d{3})+$)/g, "\u202f")}${unit}`;
const number = (text: string | undefined): number | null => text ? Number(text) : null;

function titled(shape: SVGElement, label: HTMLElement, series: Series, i: number): SVGElement {
  shape.append(node("title", {}, `${label.textContent ?? ""}, ${series.name}\u00a0: ${series.shown[i] ?? ""}`));
  return shape;
}

function node(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  if (text) made.textContent = text;
  return made;
}
