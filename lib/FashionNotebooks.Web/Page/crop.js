// A frame over the photo, drawn by dragging or moved by keys; what lies inside is searched for. A box is [left, top, width, height] as
// shares of the photo.

import {drawn, part, percent} from '/elements.js';

const step = 0.02, least = 0.08, first = [0.2, 0.2, 0.6, 0.6];
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

let box = null;
let found = () => {}; // called with the box that is to be searched in; null is the whole photo

/** Shows a box, or none. */
export function showBox(next) {
  box = next;
  part('box').hidden = !box;
  part('whole').hidden = !box;
  part('box-help').hidden = !box;
  part('cut').ariaPressed = String(Boolean(box));
  part('frame').classList.toggle('cutting', Boolean(box));
  if (!box) return;
  ['left', 'top', 'width', 'height'].forEach((side, i) => { part('box').style[side] = `${100 * box[i]}%`; });
  part('box').ariaLabel = `Frame: ${percent(box[2])} wide and ${percent(box[3])} high, `
    + `${percent(box[0])} from the left and ${percent(box[1])} from the top`;
}

/** The part of a photo inside a box as a photo of its own, upright. */
export async function cutOut(blob, [left, top, width, height]) {
  const photo = await createImageBitmap(blob);
  const cut = drawn('image/jpeg', width * photo.width, height * photo.height,
    pen => pen.drawImage(photo, -Math.round(left * photo.width), -Math.round(top * photo.height)));
  photo.close();
  return cut;
}

function move(dx, dy) {
  const [left, top, width, height] = box;
  showBox([clamp(left + dx, 0, 1 - width), clamp(top + dy, 0, 1 - height), width, height]);
}

function size(dx, dy) {
  const [left, top, width, height] = box;
  showBox([left, top, clamp(width + dx, least, 1 - left), clamp(height + dy, least, 1 - top)]);
}

function keyed(event) {
  const way = {ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step]}[event.key];
  if (way) (event.shiftKey ? size : move)(...way);
  else if (event.key === 'Enter') found(box);
  else if (event.key === 'Escape') leave();
  else return;
  event.preventDefault();
}

function leave() {
  part('cut').focus();
  showBox(null);
  found(null);
}

function drag(event) {
  const touch = event.pointerType === 'touch';
  if (event.button !== 0 || (touch && !box)) return; // a finger scrolls until a part is asked for
  event.preventDefault();
  const edge = part('preview').getBoundingClientRect();
  const at = e => [clamp((e.clientX - edge.left) / edge.width, 0, 1), clamp((e.clientY - edge.top) / edge.height, 0, 1)];
  const [x, y] = at(event), before = box;
  const moved = e => {
    const [u, v] = at(e);
    showBox([Math.min(x, u), Math.min(y, v), Math.abs(u - x), Math.abs(v - y)]);
  };
  const ended = e => {
    part('frame').removeEventListener('pointermove', moved);
    part('frame').removeEventListener('pointerup', ended);
    part('frame').removeEventListener('pointercancel', ended);
    if (e.type === 'pointerup' && box?.[2] >= least && box[3] >= least && box !== before) found(box);
    else showBox(before); // a click, or a slip
  };
  part('frame').setPointerCapture(event.pointerId);
  part('frame').addEventListener('pointermove', moved);
  part('frame').addEventListener('pointerup', ended);
  part('frame').addEventListener('pointercancel', ended);
}

export function prepareCrop(search) {
  found = search;
  part('frame').addEventListener('pointerdown', drag);
  part('box').addEventListener('keydown', keyed);
  part('whole').addEventListener('click', leave);
  part('cut').addEventListener('click', () => {
    if (box) {
      found(box);
      return;
    }
    showBox(first);
    part('box').focus();
  });
}
