// The journey board in the browser: moves the dots from week to week, listens to keys and buttons; what is drawn on the
// canvas is in journey_marks.js.
// All numbers, words and the choice of the dots come from journey_board.py.

const STAY = 0.35; // part of a step that a dot may wait before it sets out, so that a crowd does not move as a block
const STEP = 900; // milliseconds a week takes at speed 1
const TALK = 4; // weeks between two readings of the words while playing
const WAITER = 7; // pixels from one waiting lead to the next
const SOLD = 4; // number of the first stage behind the gate, intending
const OUT = 8; // number of the first way out, lost
const SHAPE = { marketing: "round", sales: "square", both: "diamond" };
const TEAMS = { marketing: "Marketing", sales: "Sales", both: "Both" };
const EXITS = ["lost", "left"];
const figure = new Intl.NumberFormat("en-GB");

// ---- the picture's places: which dot lies where in which week ------------------------------------------------

// Place of every dot in its pile for each week. As few dots move as can be: those who arrive take the places of
// those who left, and only then a gap is filled from the top.
function ranks(paths, dots, weeks) {
  const piles = Array.from({ length: 10 }, () => []);
  const all = [];
  for (let week = 0; week <= weeks; week++) {
    const stage = (dot) => paths[dot * (weeks + 1) + week];
    const arrivals = piles.map(() => []);
    for (let dot = 0; dot < dots; dot++) {
      if (!week || paths[dot * (weeks + 1) + week - 1] !== stage(dot)) arrivals[stage(dot)].push(dot);
    }
    const rank = new Uint16Array(dots);
    piles.forEach((pile, number) => {
      const gone = (dot) => stage(dot) !== number;
      for (let at = 0; at < pile.length; at++) {
        if (!gone(pile[at])) continue;
        let next = arrivals[number].shift();
        while (next === undefined && pile.length > at) {
          const top = pile.pop();
          if (!gone(top)) next = top;
        }
        if (next !== undefined) pile[at] = next;
      }
      pile.push(...arrivals[number]);
      pile.forEach((dot, place) => (rank[dot] = place));
    });
    all.push(rank);
  }
  return all;
}

function readRuns(model) {
  const board = model.get("_board");
  const bytes = model.get("_paths");
  const paths = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = board.dots * (board.weeks + 1);
  return board.runs.map((run, at) => {
    const own = paths.subarray(at * size, (at + 1) * size);
    const rank = ranks(own, board.dots, board.weeks);
    const highest = board.stages.map(() => 0);
    rank.forEach((week, w) => week.forEach((place, dot) => {
      const stage = own[dot * (board.weeks + 1) + w];
      highest[stage] = Math.max(highest[stage], place + 1);
    }));
    return { ...run, paths: own, rank, highest };
  });
}

// Distance between dots: the widest at which the largest pile of every stage still fits its place.
function spacing(areas, highest) {
  for (let gap = 12; gap > 2; gap -= 0.25) {
    if (areas.every((a, s) => Math.floor(a.width / gap) * Math.floor(a.height / gap) >= highest[s])) return gap;
  }
  return 2;
}

// ---- the page's part: labels, numbers, controls ---------------------------------------------------------------

function stageCell(stage) {
  const count = make("span", { className: "smb-count" });
  const change = make("span", { className: "smb-change" });
  const pile = make("div", { className: "smb-pile" });
  const name = make("span", { className: "smb-name" }, stage.name);
  const node = make("div", { className: `smb-stage smb-${stage.name}` }, make("div", { className: "smb-label" }, name, count, change), pile);
  return { node, count, change, pile };
}

function choice(label, options, chosen, onChange) {
  const name = ownId();
  const inputs = options.map(([value, text]) => {
    const input = make("input", { type: "radio", name, value, checked: value === chosen });
    input.addEventListener("change", () => onChange(value));
    return { input, node: make("label", {}, input, make("span", {}, text)) };
  });
  const node = make("fieldset", { className: "smb-choice" }, make("legend", {}, label), ...inputs.map((i) => i.node));
  return { node, show: (value) => inputs.forEach(({ input }) => (input.checked = input.value === value)) };
}

function button(text, label, onClick) {
  const node = make("button", { type: "button", "aria-label": label, title: label }, text);
  node.addEventListener("click", onClick);
  return node;
}

function layOut(board, act) {
  const cells = board.stages.map(stageCell);
  const of = (desk) => board.stages.flatMap((s, i) => (s.desk === desk && !EXITS.includes(s.name) ? [cells[i].node] : []));
  const panel = (desk) =>
    make("section", { className: `smb-team smb-${desk}-team`, "aria-label": `Worked by ${desk}` },
      make("div", { className: "smb-team-name" }, make("span", { className: `smb-mark smb-${SHAPE[desk]}`, "aria-hidden": "true" }), TEAMS[desk]),
      make("div", { className: "smb-stages" }, ...of(desk)));
  const gate = Object.fromEntries(["waiting", "hours", "busy"].map((key) => [key, make("span", { className: `smb-${key}` })]));
  const door = make("div", { className: "smb-door" });
  const gateNode = make("section", { className: "smb-gate", "aria-label": "Gate: hand-off from marketing to sales" },
    make("div", { className: "smb-gate-words" }, make("span", { className: "smb-team-name" }, "Gate"), gate.waiting, gate.hours, gate.busy), door);
  const exits = make("div", { className: "smb-exits" }, ...EXITS.map((name) => cells[board.stages.findIndex((s) => s.name === name)].node));
  const canvas = make("canvas", { role: "img", "aria-label": `${board.dots} dots on their way through ten stages; the words below say what they show.` });
  const loop = make("span", { className: "smb-loop" }, "word of mouth");
  const scene = make("div", { className: "smb-scene" }, canvas, loop, panel("marketing"), gateNode, panel("sales"), panel("both"), exits);

  const play = button("", "Play", act.toggle);
  play.classList.add("smb-play");
  const scrub = make("input", { type: "range", min: 0, max: board.weeks, step: 1, value: 0, "aria-label": "Week" });
  scrub.addEventListener("input", () => act.goTo(Number(scrub.value)));
  const at = make("output", { className: "smb-week" });
  const speeds = choice("Speed", [["1", "1×"], ["2", "2×"], ["4", "4×"]], "1", (value) => act.speed(Number(value)));
  const runs = choice("Run", board.runs.map((run) => [run.name, run.name]), board.runs[0].name, act.choose);
  const controls = make("div", { className: "smb-controls" }, play,
    button("‹", "One week back", () => act.step(-1)), button("›", "One week on", () => act.step(1)), scrub, at, speeds.node);
  const words = makeWords();
  words.classList.add("smb-words");
  const note = make("p", { className: "smb-note" }, `${board.note} Small figures: change since the week before. Keys: space plays, arrows step, Home and End.`);
  const root = make("div", { className: "smb", tabIndex: 0, role: "group", "aria-label": "Journey board" });
  if (board.runs.length > 1) root.append(runs.node);
  root.append(scene, controls, words, note);
  return { root, scene, canvas, cells, gate, door, loop, play, scrub, at, runs, words };
}

const signed = (change) => (change > 0 ? `+${figure.format(change)}` : change < 0 ? `−${figure.format(-change)}` : "±0");

function writeNumbers(view, board, run, week) {
  run.counts[week].forEach((count, stage) => {
    view.cells[stage].count.textContent = figure.format(count);
    view.cells[stage].change.textContent = week ? signed(count - run.counts[week - 1][stage]) : "";
  });
  const { waiting, mean_wait_hours: hours, hours_worked: worked, hours_available: available } = run.gate[week];
  view.gate.waiting.textContent = waiting === null ? "" : `${figure.format(waiting)} waiting`;
  view.gate.hours.textContent = hours === null ? "" : `${figure.format(Math.round(hours))} h wait`;
  view.gate.busy.textContent = available ? `${Math.min(Math.round((100 * worked) / available), 100)} % busy` : ""; // a talk counts when it starts
  view.scrub.value = week;
  view.scrub.setAttribute("aria-valuetext", `week ${week} of ${board.weeks}`);
  view.at.textContent = `Week ${week} of ${board.weeks}`;
}

// ---- where everything lies on the page ---------------------------------------------------------------------------

function measure(view, runs) {
  const origin = view.scene.getBoundingClientRect();
  const rect = (node) => {
    const box = node.getBoundingClientRect();
    return { left: box.left - origin.left, top: box.top - origin.top, right: box.right - origin.left, bottom: box.bottom - origin.top, width: box.width, height: box.height };
  };
  const areas = view.cells.map((cell) => rect(cell.pile));
  const highest = areas.map((_, stage) => Math.max(...runs.map((run) => run.highest[stage])));
  const gap = spacing(areas, highest);
  const d = rect(view.door);
  const upright = d.height > d.width;
  const middle = [(d.left + d.right) / 2, (d.top + d.bottom) / 2];
  const [x, y] = middle;
  const hole = 4 * gap;
  const door = upright
    ? [[[x, d.top], [x, Math.max(y - hole, d.top)]], [[x, Math.min(y + hole, d.bottom)], [x, d.bottom]]]
    : [[[d.left, y], [Math.max(x - hole, d.left), y]], [[Math.min(x + hole, d.right), y], [d.right, y]]];
  const columns = Math.max(Math.floor((upright ? d.width / 2 - 6 : d.width / 2 - hole) / WAITER), 1);
  const queue = Array.from({ length: columns * Math.max(Math.floor((upright ? d.height : WAITER) / WAITER), 1) }, (_, k) =>
    upright
      ? [x - 6 - (k % columns) * WAITER, d.bottom - WAITER / 2 - Math.floor(k / columns) * WAITER]
      : [x - hole - (k + 0.5) * WAITER, y - 6]);
  const first = rect(view.cells[1].node.parentNode.parentNode);
  const last = rect(view.cells[7].node.parentNode.parentNode);
  const middleOf = (stage) => (areas[stage].left + areas[stage].right) / 2;
  const lane = rect(view.loop);
  const high = (lane.top + lane.bottom) / 2;
  const start = upright ? [[middleOf(7), last.top - 2]] : [[last.right, (last.top + last.bottom) / 2], [origin.width - 1, (last.top + last.bottom) / 2]];
  const loop = [...start, [start.at(-1)[0], high], [middleOf(1), high], [middleOf(1), first.top - 1]];
  return { areas, gap, middle, door, loop, queue, width: origin.width, height: origin.height };
}

function render({ model, el }) {
  const board = model.get("_board");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const [runs, dots] = [readRuns(model), board.dots];
  const act = { toggle: () => (playing ? pause() : start()), step: (by) => goTo(week + by), goTo: (to) => goTo(to), speed: (value) => (pace = value), choose: (name) => goTo(week, name) };
  const view = layOut(board, act);
  const pen = view.canvas.getContext("2d");
  const styles = board.stages.map((stage) => ({ shape: SHAPE[stage.desk], colour: EXITS.includes(stage.name) ? "quiet" : stage.desk, hollow: EXITS.includes(stage.name) || stage.name === "unaware" }));
  styles[9].shape = SHAPE.both; // who left was a customer

  let week = model.get("week");
  let run = runs.find((r) => r.name === model.get("chosen"));
  let [playing, pace] = [false, 1];
  let place = null; // where everything lies, once the page has given the board a size
  let [frame, began] = [0, 0];
  const colour = {};
  const blank = () => ({ x: new Float32Array(dots), y: new Float32Array(dots), stage: new Uint8Array(dots) });
  const [from, now, goal] = [blank(), blank(), blank()];
  const delay = Float32Array.from({ length: dots }, (_, i) => ((i * 0.618034) % 1) * STAY);

  function aim() {
    const rank = run.rank[week];
    for (let i = 0; i < dots; i++) {
      const stage = run.paths[i * (board.weeks + 1) + week];
      const area = place.areas[stage];
      const wide = Math.max(Math.floor(area.width / place.gap), 1);
      const inset = EXITS.includes(board.stages[stage].name) ? 0 : (area.width - wide * place.gap) / 2;
      goal.stage[i] = stage;
      goal.x[i] = area.left + inset + ((rank[i] % wide) + 0.5) * place.gap;
      goal.y[i] = area.bottom - (Math.floor(rank[i] / wide) + 0.5) * place.gap;
    }
  }

  const copy = (a, b) => Object.keys(a).forEach((key) => b[key].set(a[key]));

  function advance(share) {
    for (let i = 0; i < dots; i++) {
      const u = ease(Math.min(Math.max((share - delay[i]) / (1 - STAY), 0), 1));
      const [x0, y0, x1, y1] = [from.x[i], from.y[i], goal.x[i], goal.y[i]];
      now.stage[i] = u < 0.5 ? from.stage[i] : goal.stage[i];
      let [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
      if (from.stage[i] < SOLD && goal.stage[i] >= SOLD && goal.stage[i] < OUT) [cx, cy] = place.middle;
      else if (from.stage[i] !== goal.stage[i] && goal.stage[i] < OUT) cy = Math.min(y0, y1) - 4 * place.gap;
      const [a, b, c] = [(1 - u) ** 3, 3 * u * (1 - u), u ** 3];
      now.x[i] = a * x0 + b * cx + c * x1;
      now.y[i] = a * y0 + b * cy + c * y1;
    }
  }

  function draw() {
    const r = place.gap * 0.39;
    pen.clearRect(0, 0, place.width, place.height);
    drawSetting(pen, place, colour);
    drawQueue(pen, place, colour, run.gate[week].waiting ?? 0);
    const shapes = styles.map(() => new Path2D());
    for (let i = 0; i < dots; i++) {
      const style = styles[now.stage[i]];
      addDot(shapes[now.stage[i]], style.shape, now.x[i], now.y[i], style.hollow ? r - 0.5 : r);
    }
    shapes.forEach((shape, stage) => {
      const style = styles[stage];
      pen.fillStyle = pen.strokeStyle = colour[style.colour];
      pen.lineWidth = 1.25;
      style.hollow ? pen.stroke(shape) : pen.fill(shape);
    });
  }

  function settle() {
    copy(goal, now);
    draw();
  }

  function tick(time) {
    const share = Math.min((time - began) / (STEP / pace), 1);
    if (share === 1 || still.matches) settle();
    else {
      advance(share);
      draw();
    }
    if (share === 1 && playing) playing = week < board.weeks ? (goTo(week + 1), true) : (pause(), false);
    frame = share < 1 || playing ? requestAnimationFrame(tick) : 0;
  }

  const speak = () => (view.words.textContent = run.words[week]);

  function goTo(to, name = run.name) {
    model.set("week", Math.min(Math.max(to, 0), board.weeks));
    model.set("chosen", name);
    model.save_changes();
    follow();
  }

  // What the model says is shown, whoever said it: a key on this board, another view of it, or Python.
  function follow() {
    const [to, name] = [model.get("week"), model.get("chosen")];
    if (to === week && name === run.name) return;
    week = to;
    run = runs.find((r) => r.name === name);
    show();
  }

  function show() {
    writeNumbers(view, board, run, week);
    view.runs.show(run.name);
    if (!playing || week % TALK === 0) speak();
    if (!place) return;
    copy(now, from);
    aim();
    began = performance.now();
    if (!frame) frame = requestAnimationFrame(tick);
  }

  function sayPlaying() {
    view.play.ariaLabel = view.play.title = playing ? "Pause" : "Play";
    view.play.textContent = playing ? "❚❚ Pause" : "▶ Play";
  }

  function start() {
    playing = true;
    sayPlaying();
    goTo(week < board.weeks ? week + 1 : 0);
  }

  function pause() {
    playing = false;
    sayPlaying();
    speak();
  }

  function refit() {
    if (!view.scene.clientWidth) return;
    place = measure(view, runs);
    const ratio = window.devicePixelRatio || 1;
    view.canvas.width = Math.round(place.width * ratio);
    view.canvas.height = Math.round(place.height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    aim();
    repaint();
  }

  function repaint() {
    const style = getComputedStyle(view.root);
    for (const key of ["marketing", "sales", "both", "quiet"]) colour[key] = style.getPropertyValue(`--smb-${key}`).trim();
    if (place) settle();
  }

  const keys = { " ": act.toggle, ArrowLeft: () => act.step(-1), ArrowRight: () => act.step(1), Home: () => goTo(0), End: () => goTo(board.weeks) };
  function onKey(event) {
    const own = event.target.closest("button, input");
    const native = own && (event.key === " " || own.type !== "button");
    if (native || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  }

  view.root.addEventListener("keydown", onKey);
  model.on("change:week", follow);
  model.on("change:chosen", follow);
  const resized = new ResizeObserver(refit);
  resized.observe(view.scene);
  const themed = new MutationObserver(() => requestAnimationFrame(repaint));
  themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light", "class"] });
  const foot = makeFoot(ownId(), (message) => (pause(), model.send(message)));
  const error = makeError(model);
  const answer = () => foot.show(model.get("_answer"));
  model.on("change:_answer", answer);
  answer();
  el.append(makeRoot(board.question, makeHead(board.question, board.company), view.root, error.node, foot.node));
  sayPlaying();
  show();
  repaint();

  return () => {
    cancelAnimationFrame(frame);
    resized.disconnect();
    themed.disconnect();
    error.leave();
    model.off("change:_answer", answer);
    model.off("change:week", follow);
    model.off("change:chosen", follow);
  };
}

export default { render };
