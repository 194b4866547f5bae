// Saves every answer by itself, and loses none.
//
// What is typed goes into a queue on this device before it is sent, and leaves the
// queue only when the server says that it is saved. A slot has one request at a time;
// what is typed meanwhile waits in `next`. A request that was tried once is repeated
// with the same op_id and text, so that the server can tell a repetition from a change.

const form = document.getElementById("answers");
const words = form.dataset;
const prefix = `assess:${words.key}:`;
const TYPING_MS = 800;
const LONGEST_WAIT_S = 30;
const SUBMIT_WAIT_MS = 4000;

// ---- the queue: slot name → {value, base_rev, op_id, tried, next}

const queue = new Map();
let deviceKeeps = true;

function keep(name, entry) {
  queue.set(name, entry);
  try {
    localStorage.setItem(prefix + name, JSON.stringify(entry));
  } catch {
    deviceKeeps = false; // private windows and full disks: it still works while the page is open
  }
}

function release(name) {
  queue.delete(name);
  try {
    localStorage.removeItem(prefix + name);
  } catch { /* nothing was kept there */ }
}

function recall() {
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(prefix))) {
      queue.set(key.slice(prefix.length), JSON.parse(localStorage.getItem(key)));
    }
  } catch {
    deviceKeeps = false;
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- the fields of a slot

const frameOf = (name) => form.querySelector(`[data-slot="${CSS.escape(name)}"]`);
const sectionOf = (name) => frameOf(name)?.closest("[data-item]");
const fieldsOf = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
  .filter((field) => field.type !== "submit");
const revField = (name) => form.elements[`rev:${name}`];

function valueOf(name) {
  const fields = fieldsOf(name);
  if (fields[0].type !== "radio") return fields[0].value;
  return fields.find((field) => field.checked)?.value ?? "";
}

function setValue(name, value) {
  for (const field of fieldsOf(name)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  showShare(frameOf(name));
}

function wordsOf(name, value) {
  const fields = fieldsOf(name);
  if (fields[0].type === "radio") {
    const radio = fields.find((field) => field.value === value);
    return radio?.closest("label").innerText.replace(/\s+/g, " ").trim() ?? value;
  }
  const option = [...(fields[0].options ?? [])].find((each) => each.value === value);
  return option?.text ?? value;
}

// ---- saving

const timers = new Map();
const busy = new Set();
const held = new Set(); // conflicts wait for a person
let failing = false;
let closed = "";
let savedAt = "";
let wait = 1;
let retry = 0;
let submitting = false;

function changed(name, delay) {
  const value = valueOf(name);
  const waiting = queue.get(name);
  if (waiting?.tried) {
    waiting.next = value;
    keep(name, waiting);
  } else {
    const base_rev = Number(revField(name).value);
    keep(name, { value, base_rev, op_id: newId(), tried: false, next: null });
  }
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(() => send(name), delay));
  show();
}

function request(name, entry, extra = {}) {
  const dot = name.indexOf(".");
  const place = [name.slice(0, dot), name.slice(dot + 1)].map(encodeURIComponent).join("/");
  return fetch(words.put + place, {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    body: JSON.stringify({ value: entry.value, base_rev: entry.base_rev, op_id: entry.op_id }),
    ...extra,
  });
}

async function send(name) {
  clearTimeout(timers.get(name));
  timers.delete(name);
  const entry = queue.get(name);
  if (!entry || busy.has(name) || held.has(name) || closed) return;
  busy.add(name);
  keep(name, { ...entry, tried: true });
  show();
  try {
    await settle(name, await request(name, entry));
    failing = false;
    wait = 1;
  } catch {
    failing = true;
    tryLater();
  }
  busy.delete(name);
  show();
  if (!failing && queue.get(name)?.tried === false && !timers.has(name)) send(name);
}

async function settle(name, response) {
  const type = response.headers.get("Content-Type") ?? "";
  const reply = type.includes("json") ? await response.json() : {};
  if (response.ok) return acknowledged(name, reply);
  if (response.status === 409 && reply.locked) { closed = reply.said; return; }
  if (response.status === 409) return conflicting(name, reply);
  if (reply.error === "csrf") await freshToken();
  throw new Error(response.status);
}

async function freshToken() {
  const { token } = await (await fetch(words.csrf)).json();
  form.elements.csrf_token.value = token;
}

function acknowledged(name, reply) {
  const { next } = queue.get(name) ?? { next: null };
  if (revField(name)) revField(name).value = reply.rev;
  if (next !== null) keep(name, { value: next, base_rev: reply.rev, op_id: newId(), tried: false, next: null });
  else release(name);
  savedAt = new Date(reply.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  showReply(name, reply);
}

function tryLater() {
  if (retry) return;
  retry = setTimeout(tryAll, wait * 1000);
  wait = Math.min(wait * 2, LONGEST_WAIT_S);
}

function tryAll() {
  clearTimeout(retry);
  retry = 0;
  for (const name of queue.keys()) send(name);
}

// ---- what the page says

function stateOf(names) {
  if (closed) return closed;
  if (names.some((name) => held.has(name))) return words.choose;
  if (names.length && failing) return deviceKeeps ? words.unsaved : words.unsavedHere;
  return names.length ? words.saving : savedAt && words.saved.replace("{time}", savedAt);
}

function say(element, text, bad) {
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("bad", Boolean(bad));
}

function show() {
  const names = [...queue.keys()];
  const bad = closed || failing || held.size;
  form.toggleAttribute("data-unsent", names.length > 0);
  say(form.querySelector("[data-saved-state]"), stateOf(names), bad && names.length);
  for (const section of form.querySelectorAll("[data-item]")) {
    const own = names.filter((name) => sectionOf(name) === section);
    const said = section.querySelector("[data-item-saved]");
    if (own.length) say(said, stateOf(own), bad);
    else if (said.textContent) say(said, stateOf([]), false);
  }
}

function showReply(name, reply) {
  const section = sectionOf(name);
  if (!section) return;
  section.querySelector("[data-status]").textContent = reply.status;
  section.querySelector("[data-item-saved]").textContent = " ";
  section.toggleAttribute("data-open", !reply.done);
  form.querySelector(`[data-tab="${section.dataset.item}"]`).classList.toggle("done", reply.done);
  form.querySelector("[data-progress]").textContent = reply.progress.said;
  showFaults(section, reply.faults);
  const share = section.querySelector("output");
  if (share && reply.share) share.textContent = reply.share;
}

function showFaults(section, faults) {
  for (const frame of section.querySelectorAll("[data-slot]")) {
    const name = frame.dataset.slot;
    const slot = name.slice(name.indexOf(".") + 1);
    const said = faults.filter((fault) => fault.slot === slot).map((fault) => fault.said).join("; ");
    const place = document.getElementById(`${name}-fault`);
    place.textContent = said;
    place.hidden = !said;
    const described = frame.querySelector("[aria-describedby]");
    if (said) described.setAttribute("aria-invalid", "true");
    else described.removeAttribute("aria-invalid");
  }
}

function showShare(frame) {
  const measure = frame?.closest("[data-share]");
  if (!measure) return;
  const id = measure.dataset.share;
  const number = (slot) => {
    const text = form.elements[`${id}.${slot}`].value.normalize("NFKC").replace(/[,%\s]/g, "");
    return text === "" ? NaN : Number(text);
  };
  const share = Number.isNaN(number("percent")) ? (number("numerator") / number("denominator")) * 100 : number("percent");
  const joint = document.documentElement.lang.startsWith("zh") ? "" : "\u00a0";
  const sensible = share >= 0 && share <= 100;
  measure.querySelector("output").textContent = sensible ? `${Math.round(share)}${joint}%` : "–";
}

// ---- two different answers

function conflicting(name, reply) {
  held.add(name);
  const frame = frameOf(name);
  if (!frame) return; // shown when its page is opened
  frame.querySelector(".conflict")?.remove();
  const panel = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  const who = panel.querySelector("[data-who]");
  who.textContent = who.dataset.who.replace("{who}", reply.by);
  panel.querySelector("[data-mine]").textContent = wordsOf(name, valueOf(name)) || "–";
  panel.querySelector("[data-theirs]").textContent = wordsOf(name, reply.current) || "–";
  if (!/\.(note|not_applicable)$/.test(name)) panel.querySelector("[data-keep=both]").remove();
  for (const button of panel.querySelectorAll("[data-keep]")) {
    button.addEventListener("click", () => chosen(name, button.dataset.keep, reply, panel));
  }
  frame.append(panel);
}

function chosen(name, choice, reply, panel) {
  held.delete(name);
  release(name);
  panel.remove();
  revField(name).value = reply.rev;
  if (choice === "theirs") setValue(name, reply.current);
  if (choice === "both") setValue(name, `${valueOf(name)}\n\n${reply.current}`);
  (fieldsOf(name).find((field) => field.checked) ?? fieldsOf(name)[0]).focus();
  changed(name, 0); // for theirs this finds the same text there, and clears all marks
}

// ---- events

const slotOf = (event) => event.target.closest("[data-slot]")?.dataset.slot;
const isText = (field) => field.matches("textarea, input:not([type=radio]):not([type=hidden])");

form.addEventListener("input", (event) => {
  const name = slotOf(event);
  if (!name) return;
  showShare(event.target);
  changed(name, isText(event.target) ? TYPING_MS : 0);
});

form.addEventListener("focusout", (event) => {
  const name = slotOf(event);
  if (name && timers.has(name)) send(name);
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=radio])")) {
    event.preventDefault();
    const name = slotOf(event);
    if (name) send(name);
  }
});

form.addEventListener("submit", async (event) => {
  if (submitting || !queue.size) { submitting = true; return; }
  event.preventDefault();
  const { submitter } = event;
  tryAll();
  const until = Date.now() + SUBMIT_WAIT_MS;
  while (queue.size && !held.size && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
  if (held.size || !navigator.onLine) { form.querySelector(".conflict")?.scrollIntoView(); return; }
  submitting = true;
  form.requestSubmit(submitter);
});

window.addEventListener("online", tryAll);
window.addEventListener("pageshow", () => { submitting = false; });

window.addEventListener("pagehide", () => {
  for (const [name, entry] of queue) {
    if (busy.has(name) || held.has(name) || entry.tried) continue;
    keep(name, { ...entry, tried: true });
    request(name, entry, { keepalive: true }).catch(() => {});
  }
});

window.addEventListener("beforeunload", (event) => {
  // What this device keeps is sent at the next visit; only what could be lost is worth a question.
  if (!submitting && queue.size && (failing || held.size || !deviceKeeps)) event.preventDefault();
});

// ---- the next open question

function goToNextOpen() {
  const open = [...form.querySelectorAll("[data-item][data-open]")];
  const here = document.activeElement?.closest("[data-item]");
  const after = open.filter((item) => here && here.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
  const next = after[0] ?? open[0];
  next?.focus();
  next?.scrollIntoView();
}

const nextButton = form.querySelector("[data-next]");
const keyRow = form.querySelector("[data-keys]");
const keyOn = form.querySelector("[data-keys-on]");
nextButton.hidden = keyRow.hidden = false;
nextButton.addEventListener("click", goToNextOpen);
try { keyOn.checked = localStorage.getItem("assess:key-n") !== "off"; } catch { /* stays on */ }
keyOn.addEventListener("change", () => {
  try { localStorage.setItem("assess:key-n", keyOn.checked ? "on" : "off"); } catch { /* for this page only */ }
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select") || event.ctrlKey || event.altKey || event.metaKey;
  if (event.key === "n" && keyOn.checked && !typing) goToNextOpen();
});

// ---- begin: show and send what an earlier visit could not

recall();
for (const [name, entry] of queue) {
  if (frameOf(name)) setValue(name, entry.next ?? entry.value);
}
tryAll();
show();
