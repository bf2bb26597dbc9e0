// What all labs share on the page: head, foot, what was said and what went wrong. A lab's own module follows it.

function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) key in node ? (node[key] = value) : node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const ownId = () => `sml-${Math.random().toString(36).slice(2)}`;

function makeHead(question, company, ...more) {
  return make("div", { className: "sml-head" }, make("span", { className: "sml-question", textContent: question }), make("span", { textContent: company }), ...more);
}

// Reset, the share code and the lines of Python. A code that somebody types is left alone (`typed`) until it is loaded
// or something else is asked.
function makeFoot(id, ask) {
  const button = (textContent, message) => {
    const node = make("button", { type: "button", textContent });
    node.addEventListener("click", () => {
      foot.typed = false;
      ask(message());
    });
    return node;
  };
  const code = make("input", { className: "sml-code", id: `${id}-share`, type: "text", spellcheck: false });
  code.addEventListener("input", () => (foot.typed = true));
  const lines = make("pre", { tabIndex: 0, "aria-label": "The code" });
  const reset = button("Reset", () => ({ do: "reset" }));
  const foot = {
    typed: false,
    reset,
    node: make(
      "div",
      { className: "sml-foot" },
      reset,
      make("label", { htmlFor: code.id, textContent: "Share code" }),
      code,
      button("Load", () => ({ do: "load", code: code.value })),
      make("details", {}, make("summary", { textContent: "Show me the code" }), lines),
    ),
    show(answer) {
      if (!foot.typed) code.value = answer.share ?? "";
      lines.textContent = answer.code ?? "";
    },
  };
  return foot;
}

function makeWords() {
  return make("p", { className: "sml-words", role: "status", "aria-live": "polite" });
}

// The place for what went wrong; it follows the model's `error` until `leave` is called.
function makeError(model) {
  const node = make("p", { className: "sml-error", role: "alert" });
  const complain = () => (node.textContent = model.get("error"));
  model.on("change:error", complain);
  complain();
  return { node, leave: () => model.off("change:error", complain) };
}

function makeRoot(question, ...parts) {
  const whole = { className: "sml lm-suppress-shortcuts", "data-lm-suppress-shortcuts": "true" };
  const root = make("section", { ...whole, "aria-label": `Lab: ${question}` }, ...parts);
  root.addEventListener("keydown", (event) => event.stopPropagation()); // the notebook has its own idea of keys
  return root;
}

