interface Choice { value: string; label: string; options?: Choice[] }

/** Domaine → thème → motif: each choice opens the next, from the form's own definition carried by the page. */
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
  levels.forEach((select, level) => {
    select.disabled = optionsOf(level).length === 0;
    select.addEventListener("change", () => fill(level + 1));
  });
}
