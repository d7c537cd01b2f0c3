// What is asked of the server. Every failure is an Error whose message a person can read.

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
  const text = problem.detail ?? problem.title ?? `the server answered with status ${answer.status}`;
  throw Object.assign(new Error(text.charAt(0).toUpperCase() + text.slice(1)), {status: answer.status});
}

const ask = async (address, options) => (await reply(address, options)).json();

const withPhoto = (blob, signal) => ({method: 'POST', body: blob, headers: {'Content-Type': 'application/octet-stream'}, signal});

export const info = signal => ask('/api/info', {signal});

export const item = id => ask(`/api/items/${id}`);

export const itemNamed = name => ask(`/api/items?${new URLSearchParams({name})}`);

/** The photos of the catalogue nearest to a photo of a person. */
export const searchPhoto = (blob, settings, signal) =>
  ask(`/api/search?${new URLSearchParams({...settings, classify: true})}`, withPhoto(blob, signal));

/** The photos of the catalogue nearest to one of them. */
export const searchItem = (found, settings, signal) =>
  ask(`/api/similar/${found.id}?${new URLSearchParams({...settings, index: found.index})}`, {signal});

/** The photo with the places coloured that speak for a class. */
export const explain = async (blob, name, signal) =>
  (await reply(`/api/explain?${new URLSearchParams({class: name})}`, withPhoto(blob, signal))).blob();

/** A photo of the catalogue as a file, large enough to cut a part out of it. */
export const photoOf = async (found, signal) => (await reply(`${found.image}&size=1024`, {signal})).blob();
