interface Choice { value: string; label: string; options?: Choice[]; form?: { title: string; isOpen: boolean }; bound?: boolean }

/** Domaine → thème → motif: each choice opens the next, from the form's own definition carried by the page; one that has a form of its own says so. */
export function cascade(): void {
  const data = document.querySelector("[data-cascade]");
  if (!data) return;
  const tree = JSON.parse(data.textContent ?? "[]") as Choice[];
  const levels = [...document.querySelectorAll<HTMLSelectElement>("select[data-cascade-level]")]
    .sort((a, b) => Number(a.dataset["cascadeLevel"]) - Number(b.dataset["cascadeLevel"]));
  const optionsOf = (level: number): Choice[] => {
    let options = tree;
    for (const above of levels.slice(0, level)) options = options.find((option) => option.value === above.value)?.options ?? [];
    return options;
  };
  const fill = (level: number): void => {
    const select = levels[level];
    if (!select) return;
    const options = optionsOf(level);
    select.replaceChildren(new Option(select.dataset["empty"] ?? "", ""), ...options.map((option) => new Option(option.label, option.value)));
    if (options.length === 1) select.value = options[0]!.value;
    select.disabled = options.length === 0;
    fill(level + 1);
  };
  const chosen = (level: number): void => {
    fill(level + 1);
    ownForm(levels.map((each, at) => optionsOf(at).find((option) => option.value === each.value)).reverse().find((option) => option?.form));
  };
  levels.forEach((select, level) => {
    select.disabled = optionsOf(level).length === 0;
    select.addEventListener("change", () => chosen(level));
  });
  // Chosen before this script had come, or put back by the browser: no event told of it.
  const early = levels.findIndex((select) => select.value !== drawn(select));
  if (early >= 0) chosen(early);
}

function drawn(select: HTMLSelectElement): string {
  return ([...select.options].find((option) => option.defaultSelected) ?? select.options[0])?.value ?? "";
}

// The form that is made for what was chosen: one may go on there, or has to.
function ownForm(chosen: Choice | undefined): void {
  const note = document.querySelector<HTMLElement>("[data-own-form]");
  if (!note) return;
  const [open, bound] = [chosen?.form?.isOpen ?? false, chosen?.bound ?? false];
  note.hidden = !open && !bound;
  const shown: Record<string, boolean> = { open: open && !bound, bound: open && bound, shut: !open && bound, go: open };
  for (const part of note.querySelectorAll<HTMLElement>("[data-own]")) part.hidden = !shown[part.dataset["own"]!];
  const title = note.querySelector("[data-own-title]");
  if (title) title.textContent = chosen?.form?.title ?? "";
}
