// The searches since the page was opened: photos of a person and of the catalogue. They live in this page alone and end with it.

import {make, part} from '/elements.js';

const searches = [];

let current = null;

/** The search that is shown. */
export const shown = () => current;

export const numbered = number => searches[number];

/** Adds a search with a file or with a photo of the catalogue; the same photo of the catalogue is there once. */
export function add(source, box = null) {
  const old = source.file ? null : searches.find(search => search.item?.name === source.item.name && String(search.box) === String(box));
  if (old) return Object.assign(old, {item: source.item}); // with the number in the present index
  const photos = new Set(searches.map(search => search.file)).add(source.file);
  photos.delete(undefined);
  const search = {
    name: source.file ? `photo ${photos.size}` : source.item.class,
    thumb: source.file ? URL.createObjectURL(source.file) : `${source.item.image}&size=160`,
    ...source, box, number: searches.length,
  };
  searches.push(search);
  return search;
}

/** Marks a search as the one that is shown. */
export function show(search) {
  current = search;
  list();
}

/** Draws the list anew; who was in it stays there. */
export function list() {
  const focused = document.activeElement.closest('#searches') && current;
  part('session').hidden = searches.length < 2;
  part('searches').replaceChildren(...searches.map(search => {
    const what = search.failed ? 'failed' : search.likely ?? (search.item ? 'catalogue' : 'waits');
    const thumb = make('img', {src: search.thumb, alt: '', width: 64, height: 64});
    thumb.addEventListener('error', () => thumb.classList.add('broken'));
    const button = make('button', {type: 'button', title: search.failed ?? ''}, thumb,
      make('span', {textContent: search.name}), make('small', {textContent: what}));
    button.dataset.search = search.number;
    if (search === current) button.setAttribute('aria-current', 'true');
    if (search.box) button.classList.add('cut');
    return make('li', {}, button);
  }));
  if (focused) part('searches').querySelector('[aria-current]').focus();
}
