// Photos of the catalogue as cards; small bars say why a photo was found.

import {make, part, percent} from '/elements.js';
import {aspects, weights} from '/settings.js';

function reasons(why) {
  const counted = weights();
  return make('ul', {className: 'why', ariaLabel: 'How alike'}, ...aspects.map((aspect, i) => {
    const bar = make('i', {});
    bar.style.width = `${100 * why[aspect]}%`;
    const row = make('li', {className: counted[i] > 0 ? aspect : `${aspect} idle`},
      make('span', {textContent: aspect}), make('b', {ariaHidden: 'true'}, bar), make('span', {textContent: percent(why[aspect])}));
    row.title = counted[i] > 0 ? `counted with weight ${counted[i]}` : 'not counted in this search';
    return row;
  }));
}

function card(item, facts, searchLike) {
  const image = make('img', {src: item.image, alt: `${item.class}, ${item.name}`, width: 320, height: 320});
  image.addEventListener('error', () => { image.alt = 'This photo can no longer be read.'; });
  const more = make('button', {type: 'button', textContent: 'More like this', ariaLabel: `More like this ${item.class}, ${item.name}`});
  more.addEventListener('click', () => searchLike(item));
  const distance = facts ? [make('small', {textContent: item.distance.toFixed(3), title: 'distance from the query'})] : [];
  const line = make('p', {}, make('span', {textContent: item.class}), ...distance);
  return make('li', {}, image, line, ...(item.why ? [reasons(item.why)] : []), more);
}

export function showCards(items, facts, searchLike) {
  part('grid').classList.remove('waiting');
  part('grid').replaceChildren(...items.map(item => card(item, facts, searchLike)));
}

/** Grey cards where none were yet, else the old ones, pale. */
export function showWaiting(count) {
  part('grid').classList.add('waiting');
  if (part('grid').children.length) return;
  part('grid').replaceChildren(...Array.from({length: count}, () => make('li', {className: 'empty', ariaHidden: 'true'})));
}

export function showClasses(found) {
  part('classes').hidden = !found;
  if (!found) return;
  const rows = found.classes.map((name, i) => [name, found.probabilities[i]]).sort((a, b) => b[1] - a[1]);
  part('bars').replaceChildren(...rows.map(([name, share]) => {
    const bar = make('i', {ariaHidden: 'true'});
    bar.style.width = `${100 * share}%`;
    return make('li', {}, bar, make('span', {textContent: name}), make('span', {textContent: percent(share, 1)}));
  }));
}
