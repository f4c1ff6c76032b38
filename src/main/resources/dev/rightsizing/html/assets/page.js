// SPDX-License-Identifier: Apache-2.0
// Small comforts; everything on the page works without them.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy).textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.dataset.copy));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = "Selected";
  }
  setTimeout(() => (button.textContent = "Copy"), 2000);
});
const show = (root) => root.querySelectorAll("button[data-copy][hidden]").forEach((b) => (b.hidden = false));
document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.classList.add("scripts");
  show(document);
});
document.addEventListener("htmx:afterSwap", (event) => show(event.target));
// What is typed is sent when it is typed; once more on leaving the field would undo a click on a column's title.
document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches("#filters input[type=search]")) event.stopPropagation();
  },
  true,
);
