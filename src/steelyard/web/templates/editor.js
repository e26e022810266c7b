// The editor: saves and checks what is typed, and lets the arrow keys walk its tables. Without it the form works as a form.
"use strict";

const form = document.getElementById("editor");
const words = JSON.parse(form.dataset.words);
const levels = JSON.parse(form.dataset.levels);
const told = document.getElementById("saved");
const PAUSE = 900; // milliseconds without a key before what was typed is saved
const AGAIN = 8000; // until a save that failed is tried again

let timer = 0;
let changes = 0; // counts what was typed, so that a save knows whether it holds all of it
let kept = 0;
let running = null;
let clashed = Boolean(form.querySelector(".clash"));

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function save() {
  if (running || clashed || kept === changes) return running;
  clearTimeout(timer);
  told.textContent = words.saving;
  running = sent(changes).finally(() => {
    running = null;
    if (kept !== changes && !clashed) later(told.dataset.state === "failed" ? AGAIN : PAUSE);
  });
  return running;
}

async function sent(upTo) {
  let answer, found;
  try {
    answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (answer.type === "opaqueredirect") return say("failed", words.signed_out);
    if (answer.status === 403 && !answer.headers.get("Content-Type").includes("json")) return await renewed();
    found = await answer.json();
  } catch {
    return say("failed", words.failed);
  }
  if (answer.status === 409) {
    clashed = true;
    return say("clash", words.conflict.replace("{who}", found.who).replace("{when}", found.when));
  }
  if (!answer.ok) return say("failed", found.why || words.failed);
  form.elements.draft_revision.value = found.revision;
  kept = upTo;
  say("saved", kept === changes ? words.saved + found.when : words.unsaved);
  if (kept === changes) show(found);
}

// Who has signed in again in another window has another token against forged posts: the page's own is out of date.
async function renewed() {
  const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
  const token = page.querySelector("#editor [name=csrfmiddlewaretoken]");
  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  say("failed", words.failed);
}

// Only what goes wrong is said aloud: who types does not want to hear of every save.
function say(state, text) {
  told.setAttribute("aria-live", state === "failed" || state === "clash" ? "assertive" : "off");
  told.dataset.state = state;
  told.textContent = text;
}

// How the draft stands, put where it belongs.
function show(found) {
  const unread = document.getElementById("unread");
  unread.textContent = found.unread;
  unread.hidden = !found.unread;
  for (const place of form.querySelectorAll("[data-total]")) place.textContent = found[place.dataset.total] || "—";
  for (const place of form.querySelectorAll("[data-count]"))
    place.textContent = found.items.filter((item) => item.level === place.dataset.count).length;
  for (const cell of form.querySelectorAll("[data-level]")) unmark(cell);
  for (const list of form.querySelectorAll(".said")) list.replaceChildren();
  for (const item of found.items) {
    for (const part of item.at) {
      const list = document.getElementById(`said-${part}`) || document.getElementById("said-all");
      list.append(line(item));
    }
    for (const address of item.cells) mark(form.elements[address], item.level);
  }
  const rows = new Map(found.rows.map((row) => [String(row.number), row]));
  for (const place of form.querySelectorAll("[data-rule]")) {
    const row = rows.get(place.dataset.rule);
    place.replaceChildren();
    if (row) place.append(`${words.rule} `, element("b", row.points), ` ${row.how}`);
  }
}

// A cell names the list in which its findings are told, beside whatever else describes it.
function mark(cell, level) {
  if (!cell || cell.dataset.level) return;
  cell.dataset.level = level;
  if (level === "error" || level === "gap") cell.setAttribute("aria-invalid", "true");
  describe(cell, [...described(cell), cell.dataset.at]);
}

function unmark(cell) {
  delete cell.dataset.level;
  cell.removeAttribute("aria-invalid");
  describe(cell, described(cell).filter((id) => id !== cell.dataset.at));
}

function described(cell) {
  return (cell.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
}

function describe(cell, ids) {
  if (ids.length) cell.setAttribute("aria-describedby", ids.join(" "));
  else cell.removeAttribute("aria-describedby");
}

function line(item) {
  const made = element("li", "");
  made.className = item.level;
  made.append(element("b", levels[item.level]), " " + item.text);
  if (item.step) made.append(" ", element("small", item.step));
  if (item.accept) {
    const button = element("button", `${form.dataset.change} ${item.computed}`);
    button.name = "do";
    button.value = `accept:${item.accept}`;
    made.append(" ", button);
  }
  return made;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

form.addEventListener("input", () => {
  changes += 1;
  if (clashed) return;
  say("unsaved", words.unsaved);
  later(PAUSE);
});

// A button that sends the form waits for a save under way: else the page would clash with its own.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (running) {
    event.preventDefault();
    const button = event.submitter;
    running.finally(() => form.requestSubmit(button));
    return;
  }
  kept = changes;
});

window.addEventListener("beforeunload", (event) => {
  if (kept !== changes) event.preventDefault();
});

// Arrow keys, Enter and the keys of a row.
function cells(row) {
  return [...row.querySelectorAll(".cells [name]")];
}

function enter(cell) {
  cell.focus();
  if (cell.select) cell.select();
  return true;
}

function go(row, column) {
  const cell = row && cells(row)[column];
  return Boolean(cell) && enter(cell);
}

function press(row, act) {
  const button = row.querySelector(`button[value^="${act}:"]`);
  if (button) form.requestSubmit(button);
}

function walk(event, cell, row) {
  const column = cells(row).indexOf(cell);
  const text = cell.tagName !== "SELECT";
  const whole = text && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  const first = !text || whole || cell.selectionEnd === 0;
  const last = !text || whole || cell.selectionStart === cell.value.length;
  const above = row.previousElementSibling, below = row.nextElementSibling;
  const one = cell.tagName === "INPUT"; // of one line
  switch (event.key) {
    case "ArrowUp": return text && (one || first) && above.matches(".row") && go(above, column);
    case "ArrowDown": return text && (one || last) && go(below, column);
    case "ArrowLeft": return first && go(row, column - 1);
    case "ArrowRight": return last && go(row, column + 1);
    case "Enter": return go(below, column) || true;
  }
  return false;
}

form.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return; // an input method is at work
  if (event.ctrlKey && event.key === "s") {
    event.preventDefault();
    changes += 1;
    if (clashed) form.requestSubmit();
    else save();
    return;
  }
  const cell = event.target, row = cell.closest(".row");
  if (!row || !cell.closest(".cells") || !cell.name || cell.tagName === "BUTTON") return;
  const act = event.ctrlKey && event.key === "Enter" ? "add"
    : event.altKey && event.key === "ArrowUp" ? "up"
    : event.altKey && event.key === "ArrowDown" ? "down" : "";
  if (act) {
    event.preventDefault();
    press(row, act);
  } else if (event.altKey && event.key === "Enter" && cell.tagName === "TEXTAREA") {
    event.preventDefault();
    cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end");
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (!event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && walk(event, cell, row)) {
    event.preventDefault();
  }
});

// A row that was added or moved is where the writer goes on.
const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (goal && goal.name) enter(goal);
