"use strict";
const field = (id) => document.getElementById(id);
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\u0640\u064B-\u065F\u0670]/g, "")
  .replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627").replace(/\u0649/g, "\u064A")
  .replace(/[\u0660-\u0669]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[\u06F0-\u06F9]/g, (d) => d.charCodeAt(0) - 0x6F0);
const rows = [...document.querySelectorAll("tbody tr")];
function filter() {
  const words = fold(field("q").value).split(/\s+/).filter(Boolean);
  const state = field("state").value, change = field("change").value, since = field("since").value;
  const least = parseFloat(field("least").value) || 0;
  const check = field("check").value, due = field("due").value;
  let shown = 0;
  for (const row of rows) {
    const data = row.dataset;
    const fits = words.every((word) => data.text.includes(word)) && (!state || data.state === state)
      && (!change || data.change === change) && (!since || data.day >= since) && (!least || parseFloat(data.sum) >= least)
      && (!check || data.check === check) && (!due || (data.due && data.due <= due));
    row.hidden = !fits;
    shown += fits;
  }
  field("count").textContent = shown + " of " + rows.length + " shown";
}
field("filter").addEventListener("input", filter);
field("filter").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.size) for (const name of ["q", "state", "check", "change", "since", "due", "least"]) field(name).value = given.get(name) || "";
  filter();
}
addEventListener("hashchange", fromAddress);
fromAddress();
