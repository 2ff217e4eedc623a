import type { HubConnection } from "@microsoft/signalr";
import { onSessionBack, onSessionOver } from "../accounts/session";

/** A notice says that something changed, never what: the page asks over HTTP, where rights are checked. */
export interface Notice { version: number; number: number }
type Listener = (notice: Notice | null) => void;

const PollEvery = 10_000;
const changes = new Map<string, Set<Listener>>();
const typings = new Map<string, () => void>();
let link: HubConnection | null = null;
let polling: ReturnType<typeof setInterval> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
const linkings = new Set<() => void>();
let failures = 0;
/** When the server drew the page; 0 once a link has caught up with what came since. */
let drawn = Number(document.body.dataset["drawn"] ?? 0);
let over = false;

/** A part of the page that came after it and may go before it: until when it is there, and when the server drew it (Unix ms). */
export interface Stay { until: AbortSignal; drawn: number }

/** Calls back at each change of any of the topics, and with null whenever news may have been missed. */
export function watch(topics: string, listener: Listener, stay?: Stay): void {
  const all = topics.split(" ").filter(Boolean);
  const fresh = all.filter((topic) => !changes.has(topic));
  for (const topic of all) changes.set(topic, (changes.get(topic) ?? new Set()).add(listener));
  stay?.until.addEventListener("abort", () => { leave(all, listener); });
  if (link?.state !== "Connected") return;
  if (fresh.length > 0) void call("Watch", fresh);
  // The hub answers in the order it was asked.
  if (stay) void news(all, stay.drawn, (its) => its === listener);
}

// What takes its place may watch the same, and what goes has a last word to say.
function leave(topics: string[], listener: Listener): void {
  for (const topic of topics) changes.get(topic)?.delete(listener);
  setTimeout(() => {
    const left = topics.filter((topic) => changes.get(topic)?.size === 0);
    for (const topic of left) changes.delete(topic);
    if (left.length > 0) void call("Unwatch", left);
  });
}

/** News was told and could not be fetched: asks again even when no other notice comes. Without a link its return does that. */
export function missed(): void {
  again ??= setTimeout(() => { again = undefined; if (link?.state === "Connected") askAll(); }, 2000 + Math.random() * 2000);
}

/** Calls back each time the link is there: at once for what comes to a page that has it. */
export function onLinked(listener: () => void, stay?: Stay): void {
  linkings.add(listener);
  stay?.until.addEventListener("abort", () => linkings.delete(listener));
  if (stay && link?.state === "Connected") listener();
}

export function onTyping(topic: string, listener: () => void, stay?: Stay): void {
  typings.set(topic, listener);
  stay?.until.addEventListener("abort", () => { if (typings.get(topic) === listener) typings.delete(topic); });
}

/** Calls the hub; false when there is no link or it refused. */
export async function call(method: string, ...values: unknown[]): Promise<boolean> {
  if (link?.state !== "Connected") return false;
  try { await link.invoke(method, ...values); return true; } catch { return false; }
}

export async function start(address: string): Promise<void> {
  // Loaded apart: most of the bundle is the live client, which public pages never need.
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = await import("@microsoft/signalr");
  link = new HubConnectionBuilder()
    .withUrl(address, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  link.on("change", (topic: string, version: number, number: number) => tell(topic, { version, number }));
  link.on("typing", (topic: string) => typings.get(topic)?.());
  link.on("again", () => setTimeout(askAll, Math.random() * 2000));
  link.onclose(() => later());
  onSessionOver(() => { over = true; clearTimeout(retry); clearInterval(polling); void link?.stop(); });
  onSessionBack(() => { over = false; askAll(); now(); });
  addEventListener("online", () => { if (link?.state === "Connected") askAll(); else now(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") now(); });
  // A page that goes to the back-forward cache loses its link; one that comes back asks again.
  addEventListener("pageshow", (shown) => { if (shown.persisted) { askAll(); now(); } });
  void connect();
}

async function connect(): Promise<void> {
  if (over || link?.state !== "Disconnected") return;
  try {
    await link.start();
    failures = 0;
    clearInterval(polling);
    polling = undefined;
    await watchAll();
    await catchUp();
    for (const linked of linkings) linked();
  } catch {
    later();
  }
}

// What the page shows is new: its first link asks only for what has changed since it was drawn.
async function catchUp(): Promise<void> {
  const since = drawn;
  drawn = 0;
  if (since) await news([...changes.keys()], since);
  else askAll();
}

async function news(topics: string[], since: number, whose: (listener: Listener) => boolean = () => true): Promise<void> {
  const changed = await link!.invoke<string[]>("ChangedSince", topics, since).catch(() => null) ?? topics;
  for (const listener of new Set(changed.flatMap((topic) => [...changes.get(topic) ?? []]))) if (whose(listener)) listener(null);
}

// One call for all; when one topic is refused the others are asked for one by one.
async function watchAll(): Promise<void> {
  const topics = [...changes.keys()];
  if (topics.length === 0 || await call("Watch", topics)) return;
  for (const topic of topics) await call("Watch", [topic]);
}

function later(): void {
  if (over) return;
  polling ??= setInterval(askAll, PollEvery);
  clearTimeout(retry);
  // Full jitter: a thousand pages whose node died do not come back in the same second.
  retry = setTimeout(() => void connect(), 250 + Math.random() * Math.min(30_000, 500 * 2 ** failures++));
}

function now(): void {
  failures = 0;
  if (link?.state === "Disconnected") { clearTimeout(retry); void connect(); }
}

function tell(topic: string, notice: Notice): void {
  for (const listener of changes.get(topic) ?? []) listener(notice);
}

function askAll(): void {
  for (const listener of new Set([...changes.values()].flatMap((listeners) => [...listeners]))) listener(null);
}
