// A button that prints, only where there is a script to make it work.
for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rp-print";
  button.textContent = "Print";
  button.addEventListener("click", () => window.print());
  place.append(button);
}
