import { el, icon } from "./html";
import { MaxFiles, refusal, tokenOf, upload, type Stored } from "./upload";
import { size, word } from "./labels";

/**
 * Files beside a form: chosen, dropped or pasted, each sent at once with its own line, progress and cancel. A refused one keeps its line with
 * the reason until it is removed or comes again. What is stored becomes a hidden field (composer) or a row that the draft knows already.
 */
export interface FileBox { busy(): boolean; clear(): void; stored(): Stored[]; restore(files: Stored[]): void }

// A stored file that no message links goes after a day.
const Lives = 20 * 3600 * 1000;

export function fileBox(form: HTMLFormElement, box: HTMLElement, address: () => string, field: string | null, changed: () => void = () => undefined): FileBox {
  const rows = box.querySelector<HTMLElement>("[data-files]")!;
  const heard = box.querySelector<HTMLElement>("[data-heard]");
  const stored = new Map<Element, Stored>();
  let sending = 0;
  let said: string[] = [];

  const say = (sentence: string): void => {
    said.push(sentence);
    if (heard) heard.textContent = said.join(" ");
  };

  const add = (files: Iterable<File>): void => {
    said = [];
    for (const file of files) {
      for (const row of rows.querySelectorAll<HTMLElement>(".file.no")) if (row.dataset["name"] === file.name) row.remove();
      const why = rows.querySelectorAll(".file:not(.no)").length >= MaxFiles ? word("UploadMany", MaxFiles) : refusal(file);
      if (why) refused(file.name, why);
      else send(file);
    }
  };

  const refused = (name: string, why: string, place?: Element): void => {
    const remove = el("button", { type: "button", class: "btn small icon quiet", "aria-label": word("RemoveFile", name) }, icon("x"));
    const row = el("div", { class: "file no", "data-name": name, "data-attachment-state": "refusee" }, icon("alert", false), el("span", {}, el("b", {}, name), el("small", {}, why)), remove);
    remove.onclick = () => row.remove();
    if (place) place.replaceWith(row);
    else rows.append(row);
    say(word("UploadRefused", name, why));
  };

  const send = (file: File): void => {
    const detail = el("small", {}, word("Uploading", 0, size(file.size)));
    const bar = el("progress", { max: "100", value: "0", "aria-label": word("Progress", file.name) });
    const stop = el("button", { type: "button", class: "btn small icon quiet", "aria-label": word("CancelUpload", file.name) }, icon("x"));
    const row = el("div", { class: "file", "data-attachment-state": "envoi" }, icon("doc", false), el("span", {}, el("b", {}, file.name), detail), stop, bar);
    rows.append(row);
    sending++;
    const body = new FormData();
    body.append("file", file);
    const its = upload(address(), body, tokenOf(form), (percent) => {
      bar.value = percent;
      detail.textContent = word("Uploading", percent, size(file.size));
      if (percent === 100) row.dataset["attachmentState"] = "verification";
    });
    stop.onclick = () => its.cancel();
    its.done.then((answer) => { bar.remove(); kept(row, answer as unknown as Stored, stop, detail); say(word("UploadStored", file.name)); }, (failure: Error) => {
      if (failure.message) refused(file.name, failure.message, row);
      else row.remove();
    }).finally(() => { sending--; });
  };

  const kept = (row: HTMLElement, file: Stored, stop: HTMLButtonElement, detail: HTMLElement): void => {
    detail.textContent = file.size;
    row.dataset["attachmentState"] = "prete";
    stop.setAttribute("aria-label", word("RemoveFile", file.name));
    if (field) row.append(el("input", { type: "hidden", name: field, value: file.file }));
    if (file.remove) {
      stop.type = "submit";
      stop.formNoValidate = true;
      stop.setAttribute("formaction", file.remove);
      stop.onclick = null;
    } else stop.onclick = () => { row.remove(); stored.delete(row); changed(); };
    stored.set(row, { ...file, at: file.at ?? Date.now() });
    changed();
  };

  // A file that came before this page was drawn: its line alone.
  const restore = (files: Stored[]): void => {
    for (const file of files.filter((its) => Date.now() - (its.at ?? 0) < Lives)) {
      const detail = el("small", {}, file.size);
      const stop = el("button", { type: "button", class: "btn small icon quiet" }, icon("x"));
      const row = el("div", { class: "file" }, icon("doc", false), el("span", {}, el("b", {}, file.name), detail), stop);
      rows.append(row);
      kept(row, file, stop, detail);
    }
  };

  for (const input of box.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    const take = (): void => { add([...input.files ?? []]); input.value = ""; };
    input.addEventListener("change", take);
    // Chosen before this script had come.
    if (input.files?.length) take();
  }
  // Of several places for files, what is pasted goes to the one that is for any.
  if (!box.dataset["piece"]) form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length === 0 || holdsText(event.clipboardData!, files)) return;
    event.preventDefault();
    add(files);
  });
  droppable(box.querySelector<HTMLElement>("[data-drop]") ?? box, add);
  return {
    busy: () => sending > 0,
    clear: () => { rows.replaceChildren(); stored.clear(); },
    stored: () => [...stored.values()],
    restore,
  };
}

/** Word and Excel put a picture beside the text that was copied: the text is meant. A file's own name is no text. */
function holdsText(clipboard: DataTransfer, files: File[]): boolean {
  const names = files.map((file) => file.name);
  return clipboard.getData("text/plain").split("\n").some((line) => line.trim() !== "" && !names.includes(line.trim().split(/[/\\]/).at(-1)!));
}

function droppable(place: HTMLElement, add: (files: Iterable<File>) => void): void {
  const over = (event: DragEvent, on: boolean): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    place.classList.toggle("over", on);
  };
  place.addEventListener("dragover", (event) => over(event, true));
  place.addEventListener("dragleave", (event) => over(event, false));
  place.addEventListener("drop", (event) => { over(event, false); add(event.dataTransfer?.files ?? []); });
}
