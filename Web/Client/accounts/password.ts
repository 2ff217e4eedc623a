import { word } from "../ui/labels";

/** What is asked of a new password is judged while it is typed, as the server will judge it; every password can be looked at. */
export function passwords(root: ParentNode = document): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("[data-criteria]")) criteria(input);
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-reveal]")) reveal(button);
}

function criteria(input: HTMLInputElement): void {
  const again = document.getElementById(input.dataset["again"]!) as HTMLInputElement;
  const [min, max, classes] = [input.dataset["min"], input.dataset["max"], input.dataset["classes"]].map(Number) as [number, number, number];
  const judge = (): void => {
    const length = [...input.value].length;
    mark(input.form!, "length", length >= min && length <= max);
    mark(input.form!, "classes", kinds(input.value) >= classes && length > 0);
    mark(input.form!, "same", length > 0 && again.value === input.value);
  };
  input.addEventListener("input", judge);
  again.addEventListener("input", judge);
  judge();
}

function kinds(text: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(text)).length;
}

function mark(form: HTMLFormElement, name: string, met: boolean): void {
  const line = form.querySelector<HTMLElement>(`[data-criterion=${name}]`);
  if (!line || line.classList.contains("ok") === met) return;
  line.classList.toggle("ok", met);
  line.querySelector(".vh")!.textContent = met ? word("CriterionMet") : "";
}

function reveal(button: HTMLButtonElement): void {
  const input = document.getElementById(button.dataset["reveal"]!) as HTMLInputElement;
  const show = (shown: boolean): void => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.firstElementChild!.textContent = button.dataset[shown ? "hide" : "show"]!;
  };
  button.hidden = false;
  button.onclick = () => show(input.type === "password");
  // A browser that remembers what was typed into text fields must not remember this.
  input.form?.addEventListener("submit", () => show(false));
}
