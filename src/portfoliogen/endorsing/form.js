
"use strict";
const form = document.getElementById("form"), problem = document.getElementById("problem");
const now = new Date();
const today = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
form.elements.date.value = form.elements.date.max = today;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const missing = Array.from(form.elements).find((one) => !one.checkValidity() || (one.required && one.type !== "radio" && !one.value.trim()));
  problem.hidden = !missing;
  if (missing) { missing.focus(); return; }
  const asked = JSON.parse(form.dataset.form), fields = new FormData(form);
  const text = (name) => String(fields.get(name) || "").trim();
  const answer = {
    portfoliogen: "statement", version: 1, request: asked.request, hash: asked.hash, name: text("name"), role: text("role"),
    organisation: text("organisation"), date: text("date"), statement: text("statement"), next: text("next"),
    skills: fields.getAll("skill").map(String), named: text("named") === "yes",
  };
  const json = JSON.stringify(answer, null, 1) + "\n", link = document.getElementById("again");
  link.href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  link.download = "statement-" + asked.request.slice(0, 6) + ".json";
  document.getElementById("copy").value = json;
  const done = document.getElementById("done");
  done.hidden = false;
  done.focus();
  link.click();
});
