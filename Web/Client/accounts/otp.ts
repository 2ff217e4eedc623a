/** The code box sends itself at six digits, the first time only: a person who corrects a digit decides when. */
export function codeBox(root: ParentNode = document): void {
  const form = root.querySelector<HTMLFormElement>("form[data-otp]");
  const input = form?.querySelector<HTMLInputElement>(".otp");
  if (form && input) {
    let sent = input.getAttribute("aria-invalid") === "true";
    input.addEventListener("input", () => {
      input.value = input.value.replace(/\D/g, "").slice(0, 6);
      if (input.value.length === 6 && !sent) { sent = true; form.requestSubmit(); }
    });
  }
  for (const line of root.querySelectorAll<HTMLElement>("[data-countdown]")) countdown(line);
  for (const line of root.querySelectorAll<HTMLElement>("[data-then]")) setTimeout(() => { line.textContent = line.dataset["then"]!; }, 1000 * Number(line.dataset["after"]));
}

function countdown(line: HTMLElement): void {
  const end = Date.now() + 1000 * Number(line.dataset["countdown"]);
  const buttons = line.parentElement?.querySelectorAll<HTMLElement>("[data-after-countdown]") ?? [];
  const tick = (): void => {
    const left = Math.ceil((end - Date.now()) / 1000);
    line.hidden = left <= 0;
    for (const button of buttons) button.hidden = left > 0;
    line.querySelector(".num")!.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}
