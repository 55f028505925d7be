// The card of one link: drawn as text only, judged by keys or buttons. No address is asked for.
const VERDICTS = [["1", "confirmed"], ["2", "dismissed"], ["3", "unsure"]];

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function side(data) {
  const made = element("section");
  made.append(element("h4", data.when));
  const text = element("blockquote");
  for (const [kind, piece] of data.spans) text.append(element("span", piece, kind));
  made.append(text, element("p", data.source, "source"));
  return made;
}

function legend(kinds) {
  const made = element("p", undefined, "legend source");
  for (const { kind, label } of kinds) made.append(element("span", label, kind), " ");
  return made;
}

function facts(rows, labels) {
  const table = element("table");
  table.append(element("caption", labels.facts));
  for (const row of rows) {
    const line = element("tr", undefined, row.differs ? "differs" : "");
    const head = element("th", row.label);
    head.scope = "row";
    line.append(head, element("td", row.older || "–"), element("td", row.newer || "–"));
    table.append(line);
  }
  return table;
}

function scores(rows, labels) {
  const made = element("ul", undefined, "scores");
  made.append(element("li", labels.score, "caption"));
  for (const row of rows) {
    const line = element("li");
    const bar = element("span", undefined, "bar");
    bar.style.setProperty("--share", row.value);
    bar.style.setProperty("--bar", row.bar);
    const reached = row.value >= row.bar ? "reached" : "";
    line.append(element("span", row.label), bar, element("strong", row.value.toFixed(2), reached));
    line.append(element("span", row.bar_text, "source"));
    made.append(line);
  }
  return made;
}

function render({ model, el }) {
  const desk = element("div", undefined, "fivelens-desk");
  desk.tabIndex = 0;
  desk.setAttribute("role", "group");
  desk.dataset.lmSuppressShortcuts = "true"; // JupyterLab leaves the keys to the card
  el.append(desk);
  const drafts = new Map(); // a note that is not sent yet, by link
  let drawn; // the link whose card stands here
  let sent = ""; // the link that was judged last: its card takes no second verdict

  const key = () => (model.get("card") ? model.get("card").pair_key : "");
  const note = () => desk.querySelector("textarea");
  const press = (pressed) => model.send(pressed);

  function decide(verdict) {
    if (!key() || sent === key()) return;
    sent = key();
    press({ do: "decide", verdict, note: note().value, pair_key: key() });
  }

  function undo() {
    sent = "";
    press({ do: "undo" });
  }

  function leave() {
    const cell = desk.closest(".jp-Cell");
    if (cell) cell.focus();
    else desk.blur();
  }

  function heard(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === note()) {
      if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey)) desk.focus();
      else return event.stopPropagation();
    } else {
      const verdict = VERDICTS.find(([pressed]) => pressed === event.key);
      if (verdict) decide(verdict[1]);
      else if (event.key === "u") undo();
      else if (event.key === "Escape") leave();
      else if (event.key === "n" && note()) note().focus();
      else if (event.key === "ArrowRight") press({ do: "step", by: 1 });
      else if (event.key === "ArrowLeft") press({ do: "step", by: -1 });
      else return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function buttons(labels, chosen) {
    const bar = element("div", undefined, "buttons");
    for (const [pressed, verdict] of VERDICTS) {
      const made = element("button", `${pressed} ${labels[verdict]}`, verdict);
      made.setAttribute("aria-pressed", String(chosen === verdict));
      made.addEventListener("click", () => decide(verdict));
      bar.append(made);
    }
    const others = [["u", "undo", undo], ["←", "back", () => press({ do: "step", by: -1 })],
      ["→", "next", () => press({ do: "step", by: 1 })]];
    for (const [pressed, name, action] of others) {
      const made = element("button", `${pressed} ${labels[name]}`, "plain");
      made.addEventListener("click", action);
      bar.append(made);
    }
    return bar;
  }

  function draw() {
    const [card, labels, progress] = [model.get("card"), model.get("labels"), model.get("progress")];
    const held = desk.contains(document.activeElement) || document.activeElement === document.body;
    const turned = drawn !== key(); // another card than the one that stood here
    drawn = key();
    if (!card || card.pair_key !== sent) sent = "";
    desk.replaceChildren();
    desk.setAttribute("aria-label", card ? card.title : labels.done);
    const said = element("p", progress, "progress");
    said.setAttribute("role", "status");
    desk.append(said);
    if (model.get("fault")) desk.append(element("p", model.get("fault"), "fault"));
    if (!card) {
      desk.append(element("p", labels.done, "done"), buttons(labels, ""));
    } else {
      const head = element("header");
      head.append(element("h3", card.title), element("span", card.reason, "reason"));
      const sides = element("div", undefined, "sides");
      sides.append(...card.sides.map(side));
      const writing = element("label", labels.note);
      const area = element("textarea");
      area.rows = 2;
      area.placeholder = labels.note_hint;
      area.value = drafts.get(card.pair_key) || "";
      area.addEventListener("input", () => drafts.set(card.pair_key, area.value));
      writing.append(area);
      desk.append(head, sides, legend(card.legend), element("p", card.question, "question"));
      desk.append(buttons(labels, card.verdict));
      if (card.changed) desk.append(element("p", `${labels.changed} ${card.changed}`, "changed"));
      if (card.reply) desk.append(element("p", `${labels.reply} ${card.reply}`, "reply"));
      desk.append(facts(card.facts, labels), scores(card.scores, labels));
      desk.append(element("p", card.runner_up, "source"), writing);
    }
    desk.append(element("p", labels.keys, "keys"));
    if (held) desk.focus({ preventScroll: true });
    if (held && turned && desk.isConnected) desk.scrollIntoView({ block: "start" });
  }

  desk.addEventListener("keydown", heard);
  model.on("change:progress", draw);
  model.on("change:card", draw);
  model.on("change:fault", draw);
  draw();
}

export default { render };
