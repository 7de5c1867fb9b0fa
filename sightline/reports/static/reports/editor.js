// Where there is a script: nothing that was typed is lost by leaving, and a figure goes in where the cursor is.
const changed = new Set(document.querySelectorAll("[data-guarded=unsaved]"));
const guarded = (event) => event.target.closest?.("[data-guarded]");

document.addEventListener("input", (event) => {
  const form = guarded(event);
  if (form) changed.add(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-leaves]")) changed.delete(guarded(event));
});
window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

const cursor = (event) => {
  const words = event.target;
  const place = words.name === "text" && guarded(event)?.elements.at;
  // Counted in whole characters, as the server counts them.
  if (place) place.value = [...words.value.slice(0, words.selectionStart)].length;
};
for (const name of ["input", "keyup", "click"]) document.addEventListener(name, cursor);
