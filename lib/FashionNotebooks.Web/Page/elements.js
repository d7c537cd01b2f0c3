// Elements of the page, how it writes shares, and pictures that are drawn anew.

/** The element of an id. */
export const part = id => document.getElementById(id);

export const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)} %`;

/** A new element. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A file with what a function draws with the pen that it is given; it has a pixel at least. */
export function drawn(type, width, height, draw) {
  const canvas = make('canvas', {width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height))});
  draw(canvas.getContext('2d'), canvas);
  return new Promise(resolve => canvas.toBlob(resolve, type, 0.95));
}
