// The form of every lab in the browser: controls at the left, picture and words at the right. All numbers, words and
// pictures come from Python. One question is asked at a time: moves made meanwhile are asked together afterwards, so
// no answer can arrive out of order. Where an answer gets better look by look, the next look waits for a pause.

const PAUSE = 120; // milliseconds without a move before a better look is asked for

function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) key in node ? (node[key] = value) : node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const figure = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

function spoken(control, value) {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (control.options.length) return "";
  if (control.unit === "%") return `${figure.format(100 * value)} %`;
  return control.unit === "€" ? `€${figure.format(value)}` : `${figure.format(value)} ${control.unit}`.trim();
}

let labs = 0;

function render({ model, el }) {
  const spec = model.get("_spec");
  const lab = `sml-${++labs}`;
  const moved = {};
  let waiting = 0; // number of the question that Python is working on, 0 for none
  let asked = 0;
  let next = null;
  let later = 0; // timer of the next look
  let stopped = false;
  let mover = null; // the control that was moved last

  function ask(message) {
    clearTimeout(later);
    if (message.do !== "go on") stopped = false;
    if (waiting) {
      next = message.do === "set" && next && next.do !== "set" ? next : message;
      return;
    }
    waiting = ++asked;
    if (message.do !== "go on") typed = false;
    const values = { ...moved };
    for (const name of Object.keys(moved)) delete moved[name];
    result.setAttribute("aria-busy", "true");
    model.send(message.do === "set" ? { do: "set", values, number: waiting } : { ...message, number: waiting });
  }

  function answered(message) {
    if (message.done !== waiting) return;
    waiting = 0;
    const { done, of } = model.get("_answer");
    const then = next;
    next = null;
    bar.value = done;
    bar.max = of;
    if (then) ask(then);
    else if (done < of && !model.get("error") && !stopped) {
      progress.hidden = false;
      later = setTimeout(ask, PAUSE, { do: "go on" });
    } else rest();
  }

  function rest() {
    if (!waiting) result.removeAttribute("aria-busy");
    if (document.activeElement === stop) (mover ?? reset).focus(); // what is hidden loses the focus to the notebook
    progress.hidden = true;
  }

  // ---- controls ----
  const inputs = {};
  const controls = make("fieldset", { className: "sml-controls" });
  controls.append(make("legend", { className: "sml-title", textContent: "What you decide" }));
  for (const control of spec.controls) {
    const id = `${lab}-${control.name}`;
    const shown = make("output", { htmlFor: id });
    const isSwitch = typeof control.value === "boolean";
    let input;
    if (control.options.length) {
      input = make("select", { id }, ...control.options.map((word) => make("option", { value: word, textContent: word })));
    } else if (isSwitch) {
      input = make("input", { id, type: "checkbox" });
    } else {
      input = make("input", { id, type: "range", min: control.low, max: control.high, step: control.step });
    }
    const read = () => (isSwitch ? input.checked : control.options.length ? input.value : Number(input.value));
    const put = (value) => {
      if (isSwitch) input.checked = value;
      else input.value = value;
      shown.textContent = spoken(control, value);
      if (!isSwitch && !control.options.length) input.setAttribute("aria-valuetext", spoken(control, value));
    };
    input.addEventListener("input", () => {
      moved[control.name] = read();
      put(read());
      mover = input;
      ask({ do: "set" });
    });
    inputs[control.name] = put;
    const row = make("div", { className: "sml-control", "data-desk": control.desk });
    row.style.setProperty("--desk", `var(--sml-${control.desk})`);
    row.append(make("label", { htmlFor: id }, make("span", { textContent: control.label }), shown), input);
    controls.append(row);
  }

  // ---- picture and words ----
  const title = make("p", { className: "sml-title" });
  const picture = make("img", { className: "sml-picture" });
  const words = make("p", { className: "sml-words", role: "status", "aria-live": "polite" });
  const error = make("p", { className: "sml-error", role: "alert" });
  const bar = make("progress", { max: 1, value: 0, "aria-label": "Runs done" });
  const stop = make("button", { type: "button", textContent: "Stop" });
  stop.addEventListener("click", () => {
    stopped = true;
    clearTimeout(later);
    rest();
  });
  const progress = make("div", { className: "sml-progress" }, bar, stop);
  progress.hidden = true;
  const result = make("div", { className: "sml-result" }, title, picture, ...(spec.looks > 1 ? [progress] : []), words, error);

  // ---- foot ----
  const reset = make("button", { type: "button", textContent: "Reset" });
  reset.addEventListener("click", () => ask({ do: "reset" }));
  const code = make("input", { className: "sml-code", id: `${lab}-share`, type: "text", spellcheck: false });
  let typed = false; // a code that somebody types is left alone until it is loaded or something else is asked
  code.addEventListener("input", () => (typed = true));
  const load = make("button", { type: "button", textContent: "Load" });
  load.addEventListener("click", () => ask({ do: "load", code: code.value }));
  const lines = make("pre", { tabIndex: 0 });
  const foot = make(
    "div",
    { className: "sml-foot" },
    reset,
    make("label", { htmlFor: code.id, textContent: "Share code" }),
    code,
    load,
    make("details", {}, make("summary", { textContent: "Show me the code" }), lines),
  );

  let url = "";
  function paint() {
    const answer = model.get("_answer");
    const bytes = model.get("_picture");
    if (url) URL.revokeObjectURL(url);
    url = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    picture.src = url;
    picture.alt = answer.title ?? "";
    title.textContent = answer.title ?? "";
    words.textContent = model.get("words");
    if (!typed) code.value = answer.share ?? "";
    lines.textContent = answer.code ?? "";
    const values = model.get("values");
    for (const [name, put] of Object.entries(inputs)) if (!(name in moved)) put(values[name]);
  }
  const complain = () => (error.textContent = model.get("error"));
  model.on("change:_answer", paint);
  model.on("change:error", complain);
  model.on("msg:custom", answered);

  const head = make(
    "div",
    { className: "sml-head" },
    make("span", { className: "sml-question", textContent: spec.question }),
    make("span", { textContent: spec.company }),
  );
  const body = make("div", { className: "sml-body" }, controls, result);
  const whole = { className: "sml lm-suppress-shortcuts", "data-lm-suppress-shortcuts": "true" };
  const root = make("section", { ...whole, "aria-label": `Lab: ${spec.question}` }, head, body, foot);
  root.addEventListener("keydown", (event) => event.stopPropagation()); // the notebook has its own idea of arrows
  el.append(root);
  paint();
  complain();
  return () => {
    clearTimeout(later);
    if (url) URL.revokeObjectURL(url);
    model.off("change:_answer", paint);
    model.off("change:error", complain);
    model.off("msg:custom", answered);
  };
}

export default { render };
