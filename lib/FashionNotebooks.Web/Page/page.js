const part = id => document.getElementById(id);
const percent = share => `${(100 * share).toFixed(1)} %`;

let query = null;    // what is searched with: {file} or {item, index}
let picture = null;  // the file of the person at the page, to come back to
let request = null;  // the search that is under way
let asking = null;   // the explanation that is under way
let likely = null;   // the class that the picture most probably shows

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

async function reply(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('The server does not answer. Is it still running?');
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `The server answered with status ${answer.status}.`);
}

const ask = async (address, options) => (await reply(address, options)).json();

const withPicture = (file, signal) => ({method: 'POST', body: file, headers: {'Content-Type': 'application/octet-stream'}, signal});

function showError(text) {
  part('error').textContent = text.charAt(0).toUpperCase() + text.slice(1);
  part('error').hidden = !text;
}

function showClasses(found) {
  part('classes').hidden = !found;
  likely = found?.class;
  if (!found) return;
  const rows = found.classes.map((name, i) => [name, found.probabilities[i]]).sort((a, b) => b[1] - a[1]);
  part('bars').replaceChildren(...rows.map(([name, share]) => {
    const bar = make('i', {ariaHidden: 'true'});
    bar.style.width = `${100 * share}%`;
    return make('li', {}, bar, make('span', {textContent: name}), make('span', {textContent: percent(share)}));
  }));
}

function card(item, index) {
  const image = make('img', {src: item.image, alt: `${item.class}, ${item.name}`, loading: 'lazy', width: 320, height: 320});
  image.addEventListener('error', () => { image.alt = 'This picture can no longer be read.'; });
  const more = make('button', {type: 'button', textContent: 'More like this', ariaLabel: `More like this ${item.class}, ${item.name}`});
  more.addEventListener('click', () => searchLike(item, index));
  const facts = make('p', {}, make('span', {textContent: item.class}), make('small', {textContent: item.distance.toFixed(3), title: 'distance from the query'}));
  return make('li', {}, image, facts, more);
}

function showFound(answer) {
  const what = query.item ? `nearest to a ${query.item.class} of the catalogue` : 'nearest to your picture';
  const best = answer.classification ? ` It looks like: ${answer.classification.class}, ${percent(Math.max(...answer.classification.probabilities))}.` : '';
  const count = answer.results.length;
  part('status').textContent = count ? `${count} ${count === 1 ? 'picture' : 'pictures'}, ${what}; the number is the distance.${best}` : 'No picture was found.';
  part('grid').replaceChildren(...answer.results.map(item => card(item, answer.index)));
}

async function search() {
  if (!query) return;
  request?.abort();
  const mine = request = new AbortController();
  const options = new URLSearchParams({k: part('count').value});
  if (part('filter').value) options.set('class', part('filter').value);
  part('grid').classList.add('waiting');
  part('status').textContent = 'Searching …';
  showError('');
  try {
    let answer;
    if (query.item) {
      options.set('index', query.index);
      answer = await ask(`/api/similar/${query.item.id}?${options}`, {signal: mine.signal});
    } else {
      options.set('classify', 'true');
      answer = await ask(`/api/search?${options}`, withPicture(query.file, mine.signal));
      showClasses(answer.classification);
    }
    showFound(answer);
  } catch (error) {
    if (error.name === 'AbortError') return;
    showError(error.message);
    part('status').textContent = '';
    part('grid').replaceChildren();
    if (!query.item) showClasses(null);
  } finally {
    if (request === mine) part('grid').classList.remove('waiting');
  }
}

function preview(blob, text) {
  URL.revokeObjectURL(part('preview').src);
  part('preview').src = URL.createObjectURL(blob);
  part('preview').alt = text;
  part('preview').hidden = false;
}

function explained(name) {
  part('why').ariaPressed = String(Boolean(name));
  part('reason').textContent = name ? `The coloured places speak for ${name}, yellow ones the most.` : '';
}

async function toggleWhy() {
  asking?.abort();
  if (part('why').ariaPressed === 'true') {
    explained(null);
    preview(picture, 'Your picture');
    return;
  }
  const mine = asking = new AbortController();
  const name = likely;
  showError('');
  try {
    const answer = await reply(`/api/explain?${new URLSearchParams({class: name})}`, withPicture(picture, mine.signal));
    const blob = await answer.blob();
    preview(blob, `Your picture, with the places coloured that speak for ${name}`);
    explained(name);
  } catch (error) {
    if (error.name !== 'AbortError') showError(error.message);
  }
}

function searchWith(file) {
  if (!file) return;
  picture = file;
  query = {file};
  asking?.abort();
  explained(null);
  preview(file, 'Your picture');
  part('hint').textContent = 'Drop or paste another picture.';
  part('back').hidden = true;
  search();
}

function searchLike(item, index) {
  query = {item, index};
  part('back').hidden = !picture;
  search();
  part('found-title').focus();
  scrollTo({top: part('found').offsetTop - 16, behavior: 'auto'});
}

function listen() {
  for (const id of ['file', 'photo']) {
    part(id).addEventListener('change', event => { searchWith(event.target.files[0]); event.target.value = ''; });
  }
  for (const id of ['filter', 'count']) part(id).addEventListener('change', search);
  part('preview').addEventListener('error', () => { part('preview').hidden = true; });
  part('why').addEventListener('click', toggleWhy);
  part('back').addEventListener('click', () => searchWith(picture));
  addEventListener('paste', event => searchWith([...event.clipboardData.files].find(file => file.type.startsWith('image/'))));
  addEventListener('dragover', event => { event.preventDefault(); document.body.classList.add('dragging'); });
  addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('dragging'); });
  addEventListener('drop', event => {
    event.preventDefault();
    document.body.classList.remove('dragging');
    searchWith(event.dataTransfer.files[0]);
  });
}

async function start() {
  listen();
  try {
    const info = await ask('/api/info');
    part('about').textContent = `${info.count.toLocaleString('en')} pictures in the catalogue`;
    part('filter').append(...Object.entries(info.catalogue).map(([name, count]) => make('option', {value: name, textContent: `${name} (${count})`})));
  } catch (error) {
    showError(error.message);
  }
}

start();
