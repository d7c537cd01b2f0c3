// A query and what was found as one photo to keep.

import {drawn} from '/elements.js';
import {aspects} from '/settings.js';

const side = 220, gap = 16, line = 22, columns = 4;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

async function load(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

// Whole and in the middle of a square.
function place(pen, image, x, y) {
  const scale = Math.min(side / image.naturalWidth, side / image.naturalHeight);
  const width = image.naturalWidth * scale, height = image.naturalHeight * scale;
  pen.fillStyle = colour('card');
  pen.fillRect(x, y, side, side);
  pen.drawImage(image, x + (side - width) / 2, y + (side - height) / 2, width, height);
}

function write(pen, text, x, y, name, align = 'left') {
  pen.fillStyle = colour(name);
  pen.textAlign = align;
  pen.fillText(text, x, y, side);
}

function bars(pen, why, x, y) {
  aspects.forEach((aspect, i) => {
    const top = y + i * 13;
    write(pen, aspect, x, top + 8, 'soft');
    pen.fillStyle = colour('line');
    pen.fillRect(x + 56, top, side - 56, 8);
    pen.fillStyle = colour(aspect);
    pen.fillRect(x + 56, top, (side - 56) * why[aspect], 8);
  });
}

/** A PNG of a search and its results. */
export async function sheet(query, title, results) {
  const images = await Promise.all([query, ...results.map(item => item.image)].map(load));
  const cell = side + 2 * line + (results[0]?.why ? 56 : 0), rows = Math.ceil(images.length / columns);
  return drawn('image/png', gap + columns * (side + gap), 2 * gap + line + rows * (cell + gap), (pen, {width, height}) => {
    pen.fillStyle = colour('page');
    pen.fillRect(0, 0, width, height);
    pen.font = '600 17px system-ui, sans-serif';
    pen.fillStyle = colour('ink');
    pen.fillText(title, gap, gap + 14, width - 2 * gap);
    images.forEach((image, i) => {
      const x = gap + (i % columns) * (side + gap), y = 2 * gap + line + Math.floor(i / columns) * (cell + gap), item = results[i - 1];
      place(pen, image, x, y);
      pen.font = '15px system-ui, sans-serif';
      write(pen, item ? `${i}. ${item.class}` : 'searched with', x, y + side + 19, item ? 'ink' : 'accent');
      if (item) write(pen, item.distance.toFixed(3), x + side, y + side + 19, 'soft', 'right');
      pen.font = '11px system-ui, sans-serif';
      if (item?.why) bars(pen, item.why, x, y + side + 30);
      if (item) return;
      pen.strokeStyle = colour('accent');
      pen.lineWidth = 3;
      pen.strokeRect(x, y, side, side);
    });
  });
}
