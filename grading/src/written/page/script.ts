/*
 * What runs in the page: keys, and saving. The server renders everything that is shown, anew for
 * every answer. Keys wait for one another: a key that is pressed while an answer is loading applies
 * to that answer.
 */
export const script = String.raw`'use strict';
const find = (selector) => document.querySelector(selector);
const main = () => find('main');
const boxes = () => [...document.querySelectorAll('.items input')];
const say = (text) => { find('#status').textContent = text; };
const complain = (text) => { find('#problem').textContent = text; };

let work = Promise.resolve();
let isUnsaved = false;
let saving;

async function send(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error('The grader does not answer. Is it still running?');
  }
  if (!response.ok) throw new Error(await response.text());
  return response;
}

function post() {
  const { address, answer, done } = main().dataset;
  const items = boxes().map((box) => box.checked);
  const body = JSON.stringify({ answer, items, comment: find('#comment').value, done: done === 'true' });
  const headers = { 'Content-Type': 'application/json' };
  // It arrives even if the page is left meanwhile.
  return send(address, { method: 'POST', headers, body, keepalive: true });
}

function save() {
  isUnsaved = true;
  saving ??= saveAll().finally(() => { saving = undefined; });
  return saving;
}

async function saveAll() {
  try {
    while (isUnsaved) {
      isUnsaved = false;
      await post();
    }
    complain('');
  } catch (error) {
    isUnsaved = true;
    complain('Not saved. ' + error.message);
  }
}

async function isSaved() {
  if (saving) await saving;
  if (isUnsaved) await save();
  return !isUnsaved;
}

async function load(address) {
  const text = await (await send(address)).text();
  document.body.replaceWith(new DOMParser().parseFromString(text, 'text/html').body);
  main()?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function go(address, otherwise) {
  if (!(await isSaved())) return;
  if (address === undefined) return say(otherwise);
  await load(address);
  history.pushState(null, '', address);
}

async function finish(isDone) {
  const { address, ungraded } = main().dataset;
  main().dataset.done = String(isDone);
  save();
  if (isDone && ungraded) return go(ungraded);
  if (!(await isSaved())) return;
  await load(address);
  say(isDone ? 'All answers are graded.' : 'Not graded.');
}

function changed() {
  const earned = boxes().map((box) => (box.checked ? Number(box.dataset.points) : 0));
  find('#points').textContent = earned.reduce((sum, points) => sum + points, 0);
  say('');
  save();
}

function toggleItem(number) {
  const box = boxes()[number - 1];
  if (!box) return;
  box.checked = !box.checked;
  box.focus();
  changed();
}

function useAgain() {
  const comments = [...document.querySelectorAll('.recent li')].map((item) => item.textContent);
  const comment = find('#comment');
  const index = comments.indexOf(comment.value);
  if (comments.length === 0) return say('No other answer to this question has a comment.');
  if (index < 0 && comment.value !== '') return say('The comment has a text already.');
  comment.value = comments[index + 1] ?? '';
  changed();
}

function show(what) {
  const isShown = document.documentElement.classList.toggle('show-' + what);
  sessionStorage.setItem(what, isShown ? 'shown' : '');
}

const actions = {
  enter: () => finish(true),
  x: () => finish(false),
  j: () => go(main().dataset.next, 'This is the last answer.'),
  k: () => go(main().dataset.previous, 'This is the first answer.'),
  u: () => go(main().dataset.ungraded, 'No other answer is ungraded.'),
  c: () => find('#comment').focus(),
  r: useAgain,
  m: () => show('model'),
  s: () => show('source'),
  n: () => show('names'),
  '?': () => find('dialog').showModal(),
};
actions.arrowright = actions.j;
actions.arrowleft = actions.k;
const repeatable = ['j', 'k', 'arrowright', 'arrowleft'];

function actionFor({ key, code, repeat }) {
  const name = key.toLowerCase();
  if (repeat && !repeatable.includes(name)) return undefined;
  // By their place: on some keyboards digits need Shift.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit && name !== '?') return () => toggleItem(Number(digit));
  return Object.hasOwn(actions, name) ? actions[name] : undefined;
}

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !find('#comment') || find('dialog').open) return;
  if (target.matches('textarea')) {
    if (key === 'Escape') main().focus({ preventScroll: true });
    return;
  }
  if (key === 'Enter' && target.matches('a, summary')) return;
  const action = actionFor(event);
  if (!action) return;
  event.preventDefault();
  work = work.then(action).catch((error) => complain(error.message));
});
document.addEventListener('input', changed);
addEventListener('popstate', () => {
  work = work.then(async () => {
    if (await isSaved()) await load(location.href);
  }).catch((error) => complain(error.message));
});
addEventListener('pagehide', () => {
  if (isUnsaved) post().catch(() => undefined);
});
addEventListener('beforeunload', (event) => {
  if (isUnsaved && !saving) event.preventDefault();
});
for (const what of ['model', 'names', 'source']) {
  document.documentElement.classList.toggle('show-' + what, sessionStorage.getItem(what) === 'shown');
}
`;
