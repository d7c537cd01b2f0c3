// The page: photos come in, searches go out, answers are shown.

import {cutOut, prepareCrop, showBox} from '/crop.js';
import {make, part, percent} from '/elements.js';
import {showCards, showClasses, showWaiting} from '/results.js';
import * as server from '/server.js';
import {add, list, numbered, show, shown} from '/session.js';
import {addressOf, prepare, readAddress, settings} from '/settings.js';
import {sheet} from '/sheet.js';
import {prepared} from '/upload.js';

const slowAfter = 1500, examples = 8;

let request = null; // the search that is under way
let asking = null;  // the explanation that is under way
let about = null;   // what the server serves

function say(text) { part('status').textContent = text; }

function showError(error) {
  part('error-text').textContent = error?.message ?? '';
  part('error').hidden = !error;
  const again = [undefined, 408, 429]; // what is refused today is refused tomorrow
  part('again').hidden = !again.includes(error?.status) && error?.status < 500;
}

// What the server answers about a photo of the catalogue, also where the catalogue has been built again meanwhile.
async function answered(search, ask) {
  try {
    return await ask(search.item);
  } catch (error) {
    if (error.status !== 410) throw error;
    search.item = await server.itemNamed(search.item.name);
    return ask(search.item);
  }
}

// What is sent: the file, made smaller where it is large, or the part of it inside the box.
async function photoOf(search, signal) {
  const whole = await (search.file ? search.ready ??= prepared(search.file) : answered(search, item => server.photoOf(item, signal)));
  if (!search.box) return whole;
  const cut = await cutOut(whole, search.box).catch(() => { throw new Error('No part can be cut out of this photo.'); });
  if (!search.cut) Object.assign(search, {cut, thumb: URL.createObjectURL(cut)});
  return search.cut;
}

async function find(search, signal) {
  const wanted = settings(), key = JSON.stringify(wanted);
  if (search.key === key && search.answer.index === (await server.info(signal)).index) return; // nothing has changed since
  const answer = search.file || search.box
    ? await server.searchPhoto(await photoOf(search, signal), wanted, signal)
    : await answered(search, item => server.searchItem(item, wanted, signal));
  Object.assign(search, {key, answer, failed: '', likely: answer.classification?.class ?? search.likely});
}

function showAnswer(search) {
  const {results, index, classification} = search.answer, count = results.length;
  const best = classification ? ` It looks like: ${classification.class}, ${percent(Math.max(...classification.probabilities), 1)}.` : '';
  const from = `${search.box ? 'a part of ' : ''}a photo of the catalogue (${search.item?.class})`;
  const what = `nearest to ${search.item ? from : `your ${search.name}`}`;
  say(count ? `${count} ${count === 1 ? 'photo' : 'photos'}, ${what}; the number is the distance.${best}`
    : `No photo was found${part('filter').value ? ` in the class ${part('filter').value}; choose another class` : ''}.`);
  showClasses(classification);
  showCards(results.map(item => ({...item, index})), true, searchLike);
  part('save').disabled = !count;
}

function showFailure(search, error) {
  showCards([], true, searchLike);
  showClasses(null);
  part('save').disabled = true;
  say(error.name === 'AbortError' ? 'The search was stopped.' : '');
  if (error.name === 'AbortError') return;
  search.failed = error.message;
  showError(error);
}

async function run() {
  const search = shown();
  if (!search) return;
  request?.abort();
  const mine = request = new AbortController();
  part('found-title').textContent = 'Similar photos';
  showError(null);
  showWaiting(Number(part('count').value));
  say('Searching …');
  const slow = setTimeout(() => {
    say('Still searching: the server is busy, or the photo is large.');
    part('stop').hidden = false;
  }, slowAfter);
  try {
    await find(search, mine.signal);
    if (request === mine) showAnswer(search);
  } catch (error) {
    if (request === mine) showFailure(search, error);
  } finally {
    clearTimeout(slow);
    if (request === mine) {
      part('stop').hidden = true;
      list();
    }
  }
}

function explained(name) {
  part('why').ariaPressed = String(Boolean(name));
  part('reason').textContent = name ? `The coloured places speak for ${name}, yellow ones the most.` : '';
}

function preview(address, text) {
  part('preview').src = address;
  part('preview').alt = text;
  part('frame').hidden = false;
  part('part').hidden = false;
}

function previewOf(search) {
  asking?.abort();
  explained(null);
  if (search.file) preview(search.whole, `Your ${search.name}`);
  else preview(`${search.item.image}&size=640`, `${search.item.class} of the catalogue`);
  showBox(search.box);
}

// Shows a search; the address follows unless it led here.
function present(search, follows = true) {
  show(search);
  previewOf(search);
  part('hint').textContent = 'Drop or paste more photos.';
  if (follows) history.pushState({search: search.number}, '', addressOf(search.item, search.box));
  return run();
}

async function searchWith(files) {
  const searches = [...files].map(file => add({file}));
  if (!searches.length) return;
  for (const search of searches) search.whole = search.thumb;
  await present(searches[0]);
  for (const search of searches.slice(1)) {
    await find(search).catch(error => { search.failed = error.message; });
    list();
  }
}

function searchLike(item) {
  present(add({item}));
  part('found-title').focus();
  scrollTo({top: part('found').offsetTop - 16, behavior: 'auto'});
}

// In a part of the photo that is shown; null is all of it.
function searchIn(box) {
  const {file, item, whole, name, from, number} = shown();
  if (box) present(add({file, item, whole, name: from === undefined ? `part of ${name}` : name, from: from ?? number}, box));
  else if (from !== undefined) present(numbered(from));
  else if (item) present(add({item}));
}

function settingsChanged() {
  history.replaceState(history.state, '', addressOf(shown()?.item, shown()?.box));
  run();
}

async function toggleWhy() {
  asking?.abort();
  const search = shown();
  if (part('why').ariaPressed === 'true') {
    previewOf(search);
    return;
  }
  const mine = asking = new AbortController();
  showError(null);
  try {
    const blob = await server.explain(await photoOf(search, mine.signal), search.likely, mine.signal);
    showBox(null);
    preview(URL.createObjectURL(blob), `Your ${search.name}, with the places coloured that speak for ${search.likely}`);
    explained(search.likely);
  } catch (error) {
    if (error.name !== 'AbortError') showError(error);
  }
}

async function copyLink() {
  const holds = shown()?.item ? 'it repeats this search.' : 'it repeats the choices; your photos stay with you.';
  try {
    await navigator.clipboard.writeText(location.href);
    say(`The link is copied: ${holds}`);
  } catch {
    say(`The link is ${location.href}: ${holds}`); // a page without https may not copy
  }
}

async function save() {
  const search = shown();
  const photo = search.box || search.file ? search.thumb : search.item.image;
  try {
    const png = await sheet(photo, `${document.title} by ${settings().by ?? 'class'}`, search.answer.results);
    make('a', {href: URL.createObjectURL(png), download: 'fashion-search.png'}).click();
    say('The result is saved as fashion-search.png.');
  } catch {
    showError(new Error('A photo can no longer be read, so that the result cannot be drawn. Search again.'));
  }
}

// A first page is not empty: some photos of the catalogue to start from.
async function showExamples() {
  show(null);
  part('frame').hidden = part('part').hidden = true;
  showClasses(null);
  part('found-title').textContent = 'From the catalogue';
  part('save').disabled = true;
  const count = Math.min(examples, about.count);
  const ids = Array.from({length: count}, (_, i) => Math.floor((i + 0.5) * about.count / count));
  showCards(await Promise.all(ids.map(server.item)), false, searchLike);
  say('Choose a photo to search with, or start from one of these.');
}

// Shows what the address says.
async function follow() {
  request?.abort();
  showError(null);
  const {like, box} = readAddress(), before = numbered(history.state?.search);
  try {
    if (before) await present(before, false);
    else if (like) await present(add({item: await server.itemNamed(like)}, box), false);
    else await showExamples();
  } catch (error) {
    showError(error);
    say('');
  }
}

function listen() {
  for (const id of ['file', 'photo']) {
    part(id).addEventListener('change', event => { searchWith(event.target.files); event.target.value = ''; });
  }
  part('preview').addEventListener('error', () => { part('frame').hidden = part('part').hidden = true; });
  part('why').addEventListener('click', toggleWhy);
  part('stop').addEventListener('click', () => request.abort());
  part('again').addEventListener('click', () => (shown() ? run() : about ? follow() : start()));
  part('link').addEventListener('click', copyLink);
  part('save').addEventListener('click', save);
  part('searches').addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button) present(numbered(Number(button.dataset.search)));
  });
  addEventListener('popstate', follow);
  addEventListener('paste', event => searchWith([...event.clipboardData.files].filter(file => file.type.startsWith('image/'))));
  addEventListener('dragover', event => { event.preventDefault(); document.body.classList.add('dragging'); });
  addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('dragging'); });
  addEventListener('drop', event => {
    event.preventDefault();
    document.body.classList.remove('dragging');
    searchWith(event.dataTransfer.files);
  });
}

async function start() {
  showError(null);
  try {
    about = await server.info();
  } catch (error) {
    showError(error);
    say('');
    return;
  }
  part('about').textContent = `${about.count.toLocaleString('en')} photos in the catalogue`;
  prepare(about, settingsChanged);
  await follow();
}

prepareCrop(searchIn);
listen();
start();
