/** A part that is being used is not replaced under the hand: focus inside, a chosen file, an open dialog, what was typed in something unfolded. */
export function inUse(part: Element): boolean {
  return part.contains(document.activeElement) && document.activeElement !== document.body
    || part.querySelector(":popover-open") !== null
    || [...part.querySelectorAll<HTMLInputElement>("input[type=file]")].some((input) => (input.files?.length ?? 0) > 0)
    || [...part.querySelectorAll<HTMLInputElement>("details[open] input:not([type=hidden]), details[open] textarea")].some((input) => input.value !== input.defaultValue);
}

/** Puts the new content in place when it differs; keeps what was unfolded. False when the part is in use: ask again later. */
export function replacePart(part: Element | null, fresh: Element | null): boolean {
  if (!part || !fresh || same(part, fresh)) return true;
  if (inUse(part)) return false;
  const open = [...part.querySelectorAll("details[open][id]")].map((details) => details.id);
  part.replaceChildren(...fresh.childNodes);
  for (const id of open) part.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  return true;
}

// The antiforgery token and the form's key differ in each answer; they say nothing new to a person.
function same(a: Element, b: Element): boolean {
  return stripped(a) === stripped(b);
}

function stripped(part: Element): string {
  const copy = part.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll("input[type=hidden]")) hidden.remove();
  for (const details of copy.querySelectorAll("details")) details.removeAttribute("open");
  return copy.innerHTML;
}
