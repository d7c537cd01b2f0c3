// What a search goes by, in the form and in the address: an address repeats its search, but never holds a photo.

import {make, part} from '/elements.js';

const names = {class: 'Class', look: 'Look', colour: 'Colour', pattern: 'Pattern', mix: 'Mix'};
const hints = {
  class: 'the same kind of garment', look: 'cut, cloth and print', colour: 'the garment’s colour',
  pattern: 'cloth and print from near', mix: 'all of them, as the sliders say',
};

/** In the order of the weights. */
export const aspects = ['class', 'look', 'colour', 'pattern'];

let known = {class: [1, 0, 0, 0]}; // what each word means to this server

const chosen = () => document.querySelector('#words input:checked')?.value ?? 'class';
const sliders = () => aspects.map(aspect => Number(part(`weight-${aspect}`).value));
const same = (a, b) => a.every((value, i) => value === b[i]);

/** The weight of each aspect in the present search. */
export const weights = () => (chosen() === 'mix' ? sliders() : known[chosen()]);

/** Parameters for the server. */
export function settings() {
  const values = {k: part('count').value};
  if (known.mix) values.by = chosen() === 'mix' && !same(sliders(), known.mix) ? `mix:${sliders()}` : chosen();
  if (part('filter').value) values.class = part('filter').value;
  return values;
}

/** An address for a search: with a photo of the catalogue, a part of it, or with none. */
export function addressOf(item, box) {
  const values = new URLSearchParams(settings());
  if (item) values.set('like', item.name);
  if (item && box) values.set('part', box.map(value => value.toFixed(3)).join());
  return `?${values}`;
}

/** Takes over what the address says, and returns the photo of the catalogue and the part that it names. */
export function readAddress() {
  const values = new URLSearchParams(location.search);
  if (values.get('k')) part('count').value = values.get('k');
  if (part('count').selectedIndex < 0) part('count').value = '12';
  part('filter').value = values.get('class') ?? '';
  if (part('filter').selectedIndex < 0) part('filter').value = '';
  const [word, own] = (values.get('by') ?? (known.mix ? 'mix' : 'class')).split(':');
  if (known.mix) {
    (part(`by-${word}`) ?? part('by-mix')).checked = true;
    const wanted = own?.split(',').map(Number) ?? known.mix;
    aspects.forEach((aspect, i) => { part(`weight-${aspect}`).value = wanted[i] || 0; });
    showWeights();
  }
  const box = values.get('part')?.split(',').map(Number);
  return {like: values.get('like'), box: box?.length === 4 && box.every(value => value >= 0 && value <= 1) ? box : null};
}

function showWeights() {
  part('weights').hidden = chosen() !== 'mix';
  for (const aspect of aspects) part(`share-${aspect}`).textContent = part(`weight-${aspect}`).value;
}

function word(name) {
  const choice = make('input', {type: 'radio', name: 'by', id: `by-${name}`, value: name});
  return make('label', {title: hints[name]}, choice, names[name]);
}

function slider(aspect) {
  const range = make('input', {type: 'range', id: `weight-${aspect}`, min: 0, max: 3, step: 0.25});
  const share = make('output', {id: `share-${aspect}`});
  share.setAttribute('for', range.id);
  return make('label', {className: `weight ${aspect}`, title: hints[aspect]}, make('span', {textContent: names[aspect]}), range, share);
}

/** Builds the form for what the server knows; calls back when something else is to be searched for. */
export function prepare(info, changed) {
  known = info.by ?? known;
  part('filter').append(...Object.entries(info.catalogue).map(([name, count]) =>
    make('option', {value: name, textContent: `${name} (${count})`})));
  for (const id of ['filter', 'count']) part(id).addEventListener('change', changed);
  if (!known.mix) return; // an index without looks
  part('aspects').hidden = false;
  part('words').append(...['mix', ...aspects].map(word));
  part('weights').append(...aspects.map(slider));
  let waiting = 0;
  part('aspects').addEventListener('input', () => {
    showWeights();
    clearTimeout(waiting); // a slider on its way
    if (weights().some(weight => weight > 0)) waiting = setTimeout(changed, 250);
  });
}
