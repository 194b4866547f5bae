// Small comforts: copying the link, and saying that a report is being printed or has become ready.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const before = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // pages without https have no clipboard
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

for (const link of document.querySelectorAll("[data-printing]")) {
  const said = link.parentElement.querySelector("[role=status]");
  link.addEventListener("click", () => {
    if (!said) return;
    said.textContent = link.dataset.printing;
    setTimeout(() => { said.textContent = ""; }, 8000);
  });
}

// What is being written is looked for again until it is there; without script a link does the same.
const waiting = document.querySelector("[data-waiting]");
const stillWriting = () => waiting?.querySelector("[data-state=printing]");
async function look() {
  try {
    const page = await fetch(waiting.dataset.waiting, { headers: { Accept: "text/html" } });
    const found = new DOMParser().parseFromString(await page.text(), "text/html");
    const now = found.querySelector("[data-waiting]");
    if (page.ok && now) waiting.replaceChildren(...now.childNodes);
  } catch {
    // The line may come back.
  }
  if (stillWriting()) setTimeout(look, 1500);
}
if (stillWriting()) setTimeout(look, 1000);
