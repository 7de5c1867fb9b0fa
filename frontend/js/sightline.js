// The components' behaviour, and three small things of our own. Every page works without any of it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";

// A radio may not carry aria-expanded (ARIA 1.2); the question it reveals follows it at once, which says as much.
class RevealingRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const components = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, RevealingRadios,
  ServiceNavigation, SkipLink,
];

// One box in the head of a table that ticks every row of it.
function tickAll(cell) {
  const boxes = () => cell.closest("table").querySelectorAll(`tbody input[name="${cell.dataset.slTickAll}"]`);
  cell.innerHTML =
    '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">' +
    '<input class="govuk-checkboxes__input" type="checkbox"><label class="govuk-label govuk-checkboxes__label">' +
    '<span class="govuk-visually-hidden">Choose all rows shown</span></label></div></div>';
  const box = cell.querySelector("input");
  box.id = `all-${cell.dataset.slTickAll}`;
  cell.querySelector("label").htmlFor = box.id;
  box.addEventListener("change", () => boxes().forEach((each) => (each.checked = box.checked)));
}

// A region that scrolls takes the keyboard's focus only while there is something to scroll.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function start(scope) {
  for (const component of components) createAll(component, undefined, scope);
  scope.querySelectorAll("[data-sl-tick-all]").forEach(tickAll);
  scope.querySelectorAll(".sl-scroll").forEach((region) => sizes.observe(region));
}

start(document);
document.addEventListener("htmx:afterSwap", (event) => start(event.detail.target));

// The menu closes with Escape and with a click beside it.
const menu = document.querySelector(".sl-menu");
if (menu) {
  document.addEventListener("click", (event) => menu.contains(event.target) || menu.removeAttribute("open"));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  });
}
