// The form of every lab in the browser: controls at the left, picture and words at the right. All numbers, words and
// pictures come from Python. One question is asked at a time: moves made meanwhile are asked together afterwards, so
// no answer can arrive out of order. Where an answer gets better look by look, the next look waits for a pause.

const PAUSE = 120; // milliseconds without a move before a better look is asked for

const figure = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

function spoken(control, value) {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (control.options.length) return "";
  if (control.unit === "%") return `${figure.format(100 * value)} %`;
  return control.unit === "€" ? `€${figure.format(value)}` : `${figure.format(value)} ${control.unit}`.trim();
}

function render({ model, el }) {
  const spec = model.get("_spec");
  const lab = ownId();
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
    if (message.do !== "go on") foot.typed = false;
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
    if (document.activeElement === stop) (mover ?? foot.reset).focus(); // what is hidden loses the focus to the notebook
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
      if (input.type !== "range") return;
      input.setAttribute("aria-valuetext", spoken(control, value));
      input.style.setProperty("--at", `${(100 * (value - control.low)) / (control.high - control.low)}%`);
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
  const picture = make("div", { className: "sml-picture", role: "img" });
  const drawn = picture.attachShadow({ mode: "open" }); // two pictures of a page may use the same names inside
  const words = makeWords();
  const error = makeError(model);
  const bar = make("progress", { max: 1, value: 0, "aria-label": "Runs done" });
  const stop = make("button", { type: "button", textContent: "Stop" });
  stop.addEventListener("click", () => {
    stopped = true;
    clearTimeout(later);
    rest();
  });
  const progress = make("div", { className: "sml-progress" }, bar, stop);
  progress.hidden = true;
  const result = make("div", { className: "sml-result" }, title, picture, ...(spec.looks > 1 ? [progress] : []), words, error.node);

  const foot = makeFoot(lab, ask);

  function paint() {
    const answer = model.get("_answer");
    drawn.innerHTML = `<style>svg { display: block; width: 100%; height: auto }</style>${model.get("_picture")}`;
    picture.setAttribute("aria-label", answer.title || "Picture");
    title.textContent = answer.title ?? "";
    words.textContent = model.get("words");
    foot.show(answer);
    const values = model.get("values");
    for (const [name, put] of Object.entries(inputs)) if (!(name in moved)) put(values[name]);
  }
  model.on("change:_answer", paint);
  model.on("msg:custom", answered);

  const body = make("div", { className: "sml-body" }, controls, result);
  el.append(makeRoot(spec.question, makeHead(spec.question, spec.company), body, foot.node));
  paint();
  return () => {
    clearTimeout(later);
    model.off("change:_answer", paint);
    error.leave();
    model.off("msg:custom", answered);
  };
}

export default { render };
