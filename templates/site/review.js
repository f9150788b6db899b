"use strict";
// "Copy correction": the clicked line as rows of a review sheet, to be pasted into a .tsv file or a spreadsheet.
const cell = (text) => text.replace(/\s+/g, " ").trim();
for (const line of document.querySelectorAll("li[data-ar]")) {
  const details = line.querySelector("details");
  if (!details || !line.dataset.ar) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy correction";
  button.title = "For mujaz review import: paste it into a .tsv file and change the last column";
  button.addEventListener("click", async () => {
    const said = cell(line.dataset.line);
    const text = "Arabic\tline\tverdict\tcorrection\n" + [cell(line.dataset.ar), said, "corrected", said].join("\t") + "\n";
    button.dataset.copied = text;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      button.after(box);
      box.select();
      button.textContent = "Copy it from here";
    }
  });
  details.append(button);
}
