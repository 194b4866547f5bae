// Shows a newer draft by itself, unless something typed would be lost.

const bar = document.querySelector(".draft-bar");
const said = bar.querySelector("[data-said]");
const { draft, state, newer, gone } = bar.dataset;
const repeatable = "repeatable" in bar.dataset; // what was sent must not be sent again
const EVERY_MS = 1000;
const KEPT = "assess:draft";

// ---- what is typed and not kept yet

function typedIn(field) {
  if (["hidden", "submit", "button", "reset"].includes(field.type) || field.readOnly) return false;
  if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.type === "file") return field.files.length > 0;
  if (field.options) {
    const usual = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(usual, 0);
  }
  return field.value !== undefined && field.value !== field.defaultValue;
}

// The form of answers saves by itself and tells what is not saved yet.
const isTyped = (form) => (form.dataset.put === undefined
  ? [...form.elements].some(typedIn)
  : form.hasAttribute("data-unsent"));
const somethingTyped = () => [...document.forms].some(isTyped);

// ---- the newer draft, at the same place of the page

function showAgain() {
  const place = { top: window.scrollY, focused: document.activeElement?.id };
  try { sessionStorage.setItem(KEPT, JSON.stringify(place)); } catch { /* then from the top */ }
  location.reload();
}

function returnToPlace() {
  try {
    const kept = sessionStorage.getItem(KEPT);
    if (!kept) return;
    sessionStorage.removeItem(KEPT);
    const { top, focused } = JSON.parse(kept);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    window.scrollTo({ top, behavior: "instant" });
  } catch { /* from the top */ }
}

function say(text) {
  if (said.textContent !== text) said.textContent = text;
}

async function look() {
  try {
    const found = await (await fetch(state)).json();
    if (found.digest === draft) say("");
    else if (repeatable && !somethingTyped()) return showAgain();
    else say(newer);
  } catch {
    say(gone);
  }
  setTimeout(look, EVERY_MS);
}

window.addEventListener("load", returnToPlace);
window.addEventListener("pageshow", (event) => { if (event.persisted) look(); });
setTimeout(look, EVERY_MS);
