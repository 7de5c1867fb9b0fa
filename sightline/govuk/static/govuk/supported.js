// Runs before the page is drawn: tells the style sheet that scripts run, so that nothing jumps when they do.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
