"use strict";
// Search over the index in the page; nothing is loaded from anywhere.
const entries = JSON.parse(document.getElementById("index").textContent);
const field = (id) => document.getElementById(id);
// The same view of Arabic and Latin letters that the index was made with (mujaz.digest.site.folded).
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\u0640\u064B-\u065F\u0670]/g, "")
  .replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627").replace(/\u0649/g, "\u064A")
  .replace(/[\u0660-\u0669]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[\u06F0-\u06F9]/g, (d) => d.charCodeAt(0) - 0x6F0);
const MOST = 100;
const part = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
function show(entry) {
  const item = part("li", "", { class: "result" });
  item.append(part("a", entry.title, { href: entry.url }));
  item.append(part("span", " – " + [entry.kind, entry.week, entry.date, entry.place].filter(Boolean).join(", "), { class: "soft" }));
  if (entry.ar) item.append(part("div", entry.ar, { dir: "rtl", lang: "ar" }));
  if (entry.line) item.append(part("div", entry.line));
  return item;
}
function search() {
  const words = fold(field("q").value).split(/\s+/).filter(Boolean);
  const kind = field("kind").value, week = field("week").value;
  const list = field("results");
  if (!words.length && !kind && !week) { list.replaceChildren(); field("count").textContent = ""; return; }
  const found = entries.filter((entry) => (!kind || entry.type === kind) && (!week || entry.week === week)
    && words.every((word) => entry.text.includes(word)));
  list.replaceChildren(...found.slice(0, MOST).map(show));
  field("count").textContent = found.length + " found" + (found.length > MOST ? ", the first " + MOST + " shown" : "");
}
field("search").addEventListener("input", search);
field("search").addEventListener("submit", (event) => { event.preventDefault(); search(); });
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.size) for (const name of ["q", "kind", "week"]) field(name).value = given.get(name) || "";
  search();
}
addEventListener("hashchange", fromAddress);
fromAddress();
