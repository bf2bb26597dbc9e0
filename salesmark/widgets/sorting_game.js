// The sorting game in the browser: one card in hand, three desks, and what was said. All words and the judgement come
// from sorting_game.py. Arrow keys change the card, M, S and B (or 1, 2 and 3) lay it, a mouse drags it.

const DESKS = [
  { name: "marketing", title: "Marketing", says: "speaks to many" },
  { name: "sales", title: "Sales", says: "speaks to one" },
  { name: "both", title: "Both", says: "neither can do it alone" },
];
const KEYS = { m: "marketing", s: "sales", b: "both", 1: "marketing", 2: "sales", 3: "both" };

const QUESTION = "Whose work is it?";

function render({ model, el }) {
  const id = ownId();
  const button = (text, message, props = {}) => {
    const node = make("button", { type: "button", textContent: text, ...props });
    node.addEventListener("click", () => model.send(typeof message === "function" ? message() : message));
    return node;
  };

  const text = make("span", { className: "smg-text", id: `${id}-card` });
  const card = make("div", { className: "smg-card", tabIndex: 0, draggable: true, role: "group" }, text);
  card.setAttribute("aria-labelledby", `${id}-card`);
  card.setAttribute("aria-describedby", `${id}-how`);
  card.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", "card"));
  const previous = button("← Card before", { do: "step", by: -1 });
  const next = button("Next card →", { do: "step", by: 1 });
  const hand = make("div", { className: "smg-hand" }, previous, card, next);
  const how = make("p", { className: "smg-how", id: `${id}-how` });
  how.textContent = "Keys, with the card in focus: M, S or B lays it, the arrow keys change it.";
  const words = makeWords();
  const error = makeError(model);

  const piles = {};
  const desks = make("div", { className: "smg-desks" });
  for (const desk of DESKS) {
    const list = make("ul", { "aria-label": `On the desk: ${desk.title}` });
    const count = make("span", { className: "smg-count" });
    const mark = make("span", { className: "smg-mark", "aria-hidden": "true" });
    const key = make("kbd", { textContent: desk.title[0] });
    const lay = button("", { do: "place", desk: desk.name }, { className: "smg-lay" });
    lay.append(mark, `${desk.title} `, key);
    const place = make("section", { className: "smg-desk", "aria-label": desk.title }, lay, make("p", { className: "smg-says", textContent: desk.says }), count, list);
    place.dataset.desk = desk.name;
    place.style.setProperty("--desk", `var(--sml-${desk.name})`);
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("smg-over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("smg-over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("smg-over");
      model.send({ do: "place", desk: desk.name });
    });
    piles[desk.name] = { list, count, lay };
    desks.append(place);
  }

  const summary = make("span", { className: "smg-summary" });
  const foot = makeFoot(id, (message) => model.send(message));

  function paint() {
    const view = model.get("_view");
    text.textContent = view.card || "All cards are sorted.";
    card.draggable = Boolean(view.card);
    for (const node of [previous, next, ...DESKS.map((desk) => piles[desk.name].lay)]) node.ariaDisabled = String(!view.card);
    words.replaceChildren(view.words, ...(view.card ? [make("span", { className: "smg-heard", textContent: ` Next card: ${view.card}.` })] : []));
    summary.textContent = view.summary;
    foot.show(view);
    for (const { name } of DESKS) {
      const lying = view.desks[name];
      piles[name].count.textContent = `${lying.length} ${lying.length === 1 ? "card" : "cards"}`;
      piles[name].list.replaceChildren(...lying.map((each) => make("li", {}, each.text, ...(each.disputed ? [make("em", { textContent: " (disputed)" })] : []))));
    }
  }

  const root = makeRoot(QUESTION, makeHead(QUESTION, "Harbour Motors", summary), hand, how, words, error.node, desks, foot.node);
  root.classList.add("smg");
  root.addEventListener("keydown", (event) => {
    if (foot.node.contains(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const desk = KEYS[event.key.toLowerCase()];
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!desk && !by) return;
    event.preventDefault();
    model.send(desk ? { do: "place", desk } : { do: "step", by });
  });
  model.on("change:_view", paint);
  el.append(root);
  paint();
  return () => {
    error.leave();
    model.off("change:_view", paint);
  };
}

export default { render };
