import { el } from "../ui/html";
import { word } from "../ui/labels";

const Most = 4;

/** A picture of an identity document: larger, smaller, turned, in full size over the page. Without a script it is drawn as wide as its place. */
export function papers(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-paper]")) paper(figure);
}

function paper(figure: HTMLElement): void {
  const image = figure.querySelector("img")!;
  let [zoom, turns] = [1, 0];
  const draw = (): void => {
    image.style.width = `${100 * zoom}%`;
    image.style.maxWidth = "none";
    // On its side a picture is as high as it was wide: its box follows, so that all of it can be scrolled to.
    const side = turns % 2 === 1;
    const spare = (image.offsetWidth - image.offsetHeight) / 2;
    image.style.margin = side ? `${spare}px ${-spare}px` : "";
    image.style.rotate = `${turns * 90}deg`;
  };
  figure.querySelector<HTMLElement>("[data-paper-acts]")!.hidden = false;
  figure.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("button");
    if (!button) return;
    if (button.dataset["paperZoom"]) zoom = Math.min(Most, Math.max(1, zoom + Number(button.dataset["paperZoom"])));
    else if ("paperTurn" in button.dataset) turns = (turns + 1) % 4;
    else return full(image);
    draw();
  });
}

function full(image: HTMLImageElement): void {
  const close = el("button", { class: "btn main", type: "button" }, word("Close"));
  const dialog = el("dialog", { class: "full", "aria-label": image.alt },
    el("div", { class: "view", tabindex: "0", role: "region", "aria-label": image.alt }, el("img", { src: image.src, alt: image.alt })), el("div", { class: "acts" }, close));
  close.onclick = () => dialog.close();
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
