import { el, icon } from "../ui/html";
import { word } from "../ui/labels";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Another's answer where one has written, too. */
export interface Conflict { input: string; by: string; text: string; seen: Record<string, string> }

/**
 * What each input of a draft's page showed and the draft held when that was last known to be so: sent back with what is typed, so that the server tells
 * what is new here from what is new there.
 */
export class Marks {
  private marks: Record<string, string>;
  private readonly base = new Map<string, string>();
  private saves = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.marks = read(form);
    for (const name of names(form)) this.base.set(name, value(form, name, true));
  }

  /** Typed here and not known to be kept. */
  isTyped(name: string): boolean {
    return this.base.has(name) && value(this.form, name) !== this.base.get(name);
  }

  /** Grows with all that is kept from here: a page that was drawn before does not know of it. */
  get age(): number {
    return this.saves;
  }

  /** A file was stored. */
  stored(): void {
    this.saves++;
  }

  /** After a save: what was sent, and what the answer says of it. */
  kept(sent: FormData, seen: Record<string, string>, conflicts: Conflict[]): void {
    this.saves++;
    const open = (name: string): boolean => conflicts.some((c) => c.input === name || name.startsWith(`${c.input}.`));
    for (const [name, mark] of Object.entries(seen)) {
      if (open(name)) continue;
      this.marks[name] = mark;
      // What a script has filled in since counts as what was sent.
      const filled = [...controls(this.form, name)].some((c) => c.dataset["filled"] !== undefined && c !== document.activeElement);
      this.base.set(name, filled ? value(this.form, name) : joined(sent.getAll(name)));
    }
    this.write();
    for (const old of this.form.querySelectorAll<HTMLElement>("[data-conflict]")) if (!conflicts.some((c) => c.input === old.dataset["conflict"])) old.remove();
    for (const conflict of conflicts) this.show(conflict);
  }

  /** A page that was just drawn: what is new there is shown here, but where one types. */
  take(fresh: HTMLFormElement): void {
    const theirs = read(fresh);
    let behind = false;
    const groups = [...this.form.querySelectorAll<HTMLElement>("fieldset.rows[data-field]")];
    for (const group of groups) {
      const name = group.dataset["field"]!;
      const all = [...new Set([...Object.keys(this.marks), ...Object.keys(theirs)])].filter((n) => n === name || n.startsWith(`${name}.`));
      const other = fresh.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
      if (!other || all.every((n) => this.marks[n] === theirs[n])) continue;
      if (all.some((n) => this.isTyped(n)) || group.contains(document.activeElement)) { behind = true; continue; }
      group.replaceChildren(...[...other.childNodes].map((node) => document.importNode(node, true)));
      for (const n of all) this.settle(n, theirs);
    }
    for (const name of Object.keys(theirs)) {
      if (this.marks[name] === theirs[name] || groups.some((g) => name === g.dataset["field"] || name.startsWith(`${g.dataset["field"]!}.`))) continue;
      if (this.isTyped(name) || [...controls(this.form, name)].includes(document.activeElement as Control)) { behind = true; continue; }
      copy(this.form, fresh, name);
      this.settle(name, theirs);
    }
    if (behind) this.form.dataset["behind"] = "1";
    else delete this.form.dataset["behind"];
    for (const field of this.form.querySelectorAll<HTMLElement>("[data-field]")) {
      const other = fresh.querySelector<HTMLElement>(`[data-field="${CSS.escape(field.dataset["field"]!)}"]`);
      if (other) field.hidden = other.hidden;
    }
    files(this.form, fresh);
    this.write();
  }

  private settle(name: string, theirs: Record<string, string>): void {
    const mark = theirs[name];
    if (mark === undefined) { delete this.marks[name]; this.base.delete(name); return; }
    this.marks[name] = mark;
    this.base.set(name, value(this.form, name));
  }

  // Both answers, and two ways on: until one of them is chosen, this field alone is not kept.
  private show(conflict: Conflict): void {
    const field = this.form.querySelector<HTMLElement>(`[data-field="${CSS.escape(conflict.input)}"]`);
    if (!field) return;
    const said = `${conflict.by}\n${conflict.text}`;
    const old = field.querySelector<HTMLElement>("[data-conflict]");
    if (old?.dataset["said"] === said) return;
    const [mine, theirs] = [el("button", { type: "button", class: "btn small" }, word("MeanwhileMine")), el("button", { type: "button", class: "btn small" }, word("MeanwhileTheirs"))];
    const [before, after] = word(conflict.by ? "MeanwhileBy" : "MeanwhileOther", "\u0000").split("\u0000");
    const note = el("div", { class: "said warn", role: "alert", "data-conflict": conflict.input, "data-said": said }, icon("alert", false), el("span", {},
      ...(conflict.by ? [before ?? "", el("bdi", {}, conflict.by), after ?? ""] : [before ?? ""]), " ", el("b", {}, el("bdi", {}, conflict.text || word("MeanwhileNothing"))), el("br"), mine, " ", theirs));
    const seen = (): void => {
      for (const [name, mark] of Object.entries(conflict.seen)) this.marks[name] = mark;
      this.write();
      note.remove();
    };
    mine.onclick = () => { seen(); this.form.dispatchEvent(new Event("input")); };
    theirs.onclick = () => {
      note.remove();
      for (const name of Object.keys(conflict.seen)) this.base.set(name, value(this.form, name));
      this.form.closest("[data-together]")?.dispatchEvent(new Event("draft-changed"));
    };
    old?.remove();
    field.append(note);
  }

  private write(): void {
    const hidden = this.form.querySelector<HTMLInputElement>("input[name=lu]");
    if (hidden) hidden.value = JSON.stringify(this.marks);
  }
}

const known = new WeakMap<HTMLFormElement, Marks>();

export function marksOf(form: HTMLFormElement): Marks {
  let marks = known.get(form);
  if (!marks) known.set(form, marks = new Marks(form));
  return marks;
}

function read(form: HTMLFormElement): Record<string, string> {
  return JSON.parse(form.querySelector<HTMLInputElement>("input[name=lu]")?.getAttribute("value") || "{}") as Record<string, string>;
}

function controls(form: HTMLFormElement, name: string): NodeListOf<Control> {
  return form.querySelectorAll<Control>(`[name="${CSS.escape(name)}"]`);
}

function names(form: HTMLFormElement): Set<string> {
  return new Set([...form.querySelectorAll<Control>("[name]")].filter((c) => !(c instanceof HTMLInputElement && c.type === "file")).map((c) => c.name));
}

// Of several ticks what the server reads: those that are there.
function joined(values: FormDataEntryValue[]): string {
  return values.filter((v): v is string => typeof v === "string" && v !== "").join(",");
}

/** @param drawn as the server drew it, whatever the browser has put back since */
function value(form: HTMLFormElement, name: string, drawn = false): string {
  return joined([...controls(form, name)].flatMap((c) =>
    c instanceof HTMLSelectElement ? [drawn ? ([...c.options].find((o) => o.defaultSelected) ?? c.options[0])?.value ?? "" : c.value]
    : c instanceof HTMLInputElement && (c.type === "checkbox" || c.type === "radio") ? ((drawn ? c.defaultChecked : c.checked) ? [c.value] : [])
    : [drawn && !(c instanceof HTMLInputElement && c.type === "hidden") ? c.defaultValue : c.value]));
}

function copy(form: HTMLFormElement, fresh: HTMLFormElement, name: string): void {
  const theirs = [...controls(fresh, name)];
  [...controls(form, name)].forEach((control, at) => {
    if (control instanceof HTMLSelectElement) {
      const other = theirs[at];
      if (!(other instanceof HTMLSelectElement)) return;
      control.replaceChildren(...[...other.options].map((o) => new Option(o.text, o.value, o.defaultSelected, o.defaultSelected)));
      if (control.dataset["cascadeLevel"]) control.disabled = control.options.length < 2;
    } else if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
      const other = theirs.find((c) => c.value === control.value);
      if (other instanceof HTMLInputElement) control.checked = other.defaultChecked;
    } else {
      const other = theirs[at];
      if (other && !(other instanceof HTMLSelectElement)) control.value = other.value;
    }
    const filled = theirs[at]?.dataset["filled"];
    if (filled !== undefined) control.dataset["filled"] = filled;
  });
}

// Files that others handed in or took away; one's own that are on their way stay.
function files(form: HTMLFormElement, fresh: HTMLFormElement): void {
  for (const box of form.querySelectorAll<HTMLElement>("[data-files-field]")) {
    const rows = box.querySelector<HTMLElement>("[data-files]");
    const theirs = fresh.querySelector<HTMLElement>(`[data-files-field][data-upload="${CSS.escape(box.dataset["upload"] ?? "")}"] [data-files]`);
    const all = [...rows?.querySelectorAll<HTMLElement>(".file") ?? []];
    if (!rows || !theirs || rows.contains(document.activeElement) || all.some((row) => row.dataset["attachmentState"] !== "prete")) continue;
    const told = (list: Element): string => [...list.querySelectorAll(".file b")].map((b) => b.textContent).sort().join("\n");
    if (told(rows) !== told(theirs)) rows.replaceChildren(...[...theirs.childNodes].map((node) => document.importNode(node, true)));
  }
}
