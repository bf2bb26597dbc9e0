// What the journey board draws on its canvas: dots in three shapes, the gate, the way back, the queue.

const ease = (u) => (u < 0.5 ? 4 * u * u * u : 1 - (-2 * u + 2) ** 3 / 2);

function addDot(path, shape, x, y, r) {
  if (shape === "square") path.rect(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
  else if (shape === "diamond") {
    const d = 1.2 * r;
    path.moveTo(x, y - d);
    for (const [right, down] of [[d, 0], [0, d], [-d, 0], [0, -d]]) path.lineTo(x + right, y + down);
  } else {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
}

function drawSetting(pen, place, colour) {
  const { door, loop } = place;
  pen.strokeStyle = colour.both;
  pen.lineWidth = 2;
  pen.beginPath();
  door.forEach(([from, to]) => (pen.moveTo(...from), pen.lineTo(...to)));
  pen.stroke();
  pen.strokeStyle = pen.fillStyle = colour.quiet;
  pen.lineWidth = 1.25;
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(...loop[0]);
  loop.slice(1, -1).forEach((corner, i) => pen.arcTo(...corner, ...loop[i + 2], 10));
  pen.lineTo(...loop.at(-1));
  pen.stroke();
  pen.setLineDash([]);
  const [x, y] = loop.at(-1);
  pen.beginPath();
  pen.moveTo(x - 4, y - 7);
  pen.lineTo(x + 4, y - 7);
  pen.lineTo(x, y);
  pen.fill();
}

// At the gate every lead is drawn: a queue of a few people would be no dot at all on the scale of the piles.
function drawQueue(pen, { queue }, colour, waiting) {
  const marks = new Path2D();
  queue.slice(0, waiting).forEach(([x, y]) => addDot(marks, "round", x, y, 0.36 * WAITER));
  pen.fillStyle = colour.both;
  pen.fill(marks);
}
