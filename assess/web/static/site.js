// Small comforts: copying the link, and saying that a report is being printed.

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
