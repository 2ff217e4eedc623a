import { el, icon } from "./html";
import { MaxFiles, refusal, tokenOf, upload, type Stored } from "./upload";
import { size, word } from "./labels";

/**
 * Files beside a form: chosen, dropped or pasted, each sent at once with its own progress, cancel and error. What is stored becomes a
 * hidden field (composer) or a row that the draft knows already.
 */
export interface FileBox { busy(): boolean; clear(): void }

export function fileBox(form: HTMLFormElement, box: HTMLElement, address: () => string, field: string | null): FileBox {
  const rows = box.querySelector<HTMLElement>("[data-files]")!;
  const input = box.querySelector<HTMLInputElement>("input[type=file]")!;
  const error = box.querySelector<HTMLElement>("[data-error]");
  let sending = 0;

  const say = (text: string): void => {
    if (!error) return;
    error.hidden = text === "";
    error.replaceChildren(...(text ? [icon("alert"), el("span", {}, text)] : []));
  };

  const add = (files: Iterable<File>): void => {
    say("");
    for (const file of files) {
      if (rows.querySelectorAll(".file").length >= MaxFiles) return say(word("UploadMany"));
      const why = refusal(file);
      if (why) say(`${file.name} : ${why}`.replace(" :", "\u00a0:"));
      else send(file);
    }
  };

  const send = (file: File): void => {
    const detail = el("small", {}, word("Uploading", 0, size(file.size)));
    const bar = el("progress", { max: "100", value: "0", "aria-label": word("Progress", file.name) });
    const stop = el("button", { type: "button", class: "btn small icon quiet", "aria-label": word("CancelUpload", file.name) }, icon("x"));
    const row = el("div", { class: "file" }, icon("doc", false), el("span", {}, el("b", {}, file.name), detail), stop, bar);
    rows.append(row);
    sending++;
    const its = upload(address(), file, tokenOf(form), (percent) => {
      bar.value = percent;
      detail.textContent = word("Uploading", percent, size(file.size));
    });
    stop.onclick = () => its.cancel();
    its.done.then((stored) => kept(row, stored, stop, detail, bar), (failure: Error) => {
      row.remove();
      if (failure.message) say(`${file.name}\u00a0: ${failure.message}`);
    }).finally(() => { sending--; });
  };

  const kept = (row: HTMLElement, stored: Stored, stop: HTMLButtonElement, detail: HTMLElement, bar: HTMLElement): void => {
    bar.remove();
    detail.textContent = stored.size;
    stop.setAttribute("aria-label", word("RemoveFile", stored.name));
    if (field) row.append(el("input", { type: "hidden", name: field, value: stored.file }));
    if (stored.remove) {
      stop.type = "submit";
      stop.formNoValidate = true;
      stop.setAttribute("formaction", stored.remove);
      stop.onclick = null;
    } else stop.onclick = () => row.remove();
  };

  input.addEventListener("change", () => { add([...input.files ?? []]); input.value = ""; });
  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length > 0) { event.preventDefault(); add(files); }
  });
  droppable(box.querySelector<HTMLElement>("[data-drop]") ?? box, add);
  return { busy: () => sending > 0, clear: () => rows.replaceChildren() };
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
