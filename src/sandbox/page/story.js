// The guided story's panel: a row of steps, the one at hand with its one button.

import { h, icon } from './dom.js';
import { leadGroup, on, state } from './state.js';
import { lang, remember, remembered, t } from './text.js';
import { guideShown } from './top.js';
import { noteOpened, notePress, noteWords, stepsOf } from './tour.js';

const CLOSED = 'cuiban.story.closed';
const PROGRESS = 'cuiban.story.progress';

let root;
let progress = null;
let chosen = null;

/** Puts the story on the page and lets it listen. */
export function startStory(place) {
  root = place;
  on('pressed', (press) => note(notePress, press));
  on('said', (words) => note(noteWords, words));
  on('open', (chat) => note(noteOpened, chat));
  on('messages', () => updateStory());
  on('guide', () => show(root.hidden));
}

function note(take, value) {
  if (!progress) return;
  take(progress, value);
  updateStory();
}

/** Begins the story again, after a restart. */
export function resetStory() {
  progress = null;
  chosen = null;
  remember(PROGRESS, null, 'sessionStorage');
}

function show(visible) {
  remember(CLOSED, visible ? null : 'yes');
  updateStory();
}

// A new demo starts earlier, or with fewer messages, than what an old tab remembers of another.
function recall(group) {
  let kept = null;
  try { kept = JSON.parse(remembered(PROGRESS, 'sessionStorage')); } catch { /* unreadable: begin anew */ }
  const stale = !kept || kept.scenario !== state.world.scenario
    || new Date(state.world.now) < new Date(kept.now) || (group?.count ?? 0) < kept.count;
  return stale ? { scenario: state.world.scenario, from: state.world.now, after: lastId(group), done: [] } : kept;
}

const lastId = (group) => Math.max(0, ...(state.messages.get(group?.id) ?? []).map((one) => one.id));

/** Looks at what happened, ticks, and draws. */
export function updateStory() {
  const group = leadGroup();
  if (!state.world || (group && !state.messages.has(group.id))) return;
  progress ??= recall(group);
  const steps = stepsOf(state.world.scenario);
  tick(steps);
  remember(PROGRESS, JSON.stringify({ ...progress, now: state.world.now, count: group?.count ?? 0 }), 'sessionStorage');
  root.hidden = remembered(CLOSED) === 'yes';
  guideShown(!root.hidden);
  if (!root.hidden) draw(steps);
}

function tick(steps) {
  for (const step of steps) {
    if (progress.done.includes(step.key) || !step.seen(progress)) continue;
    progress.done.push(step.key);
    if (chosen === step.key) chosen = null;
  }
}

const isDone = (step) => progress.done.includes(step.key);

function draw(steps) {
  const next = steps.find((step) => !isDone(step)) ?? null;
  const current = steps.find((step) => step.key === chosen) ?? next;
  const signature = JSON.stringify([lang(), steps.map((step) => [step.key, isDone(step)]), current?.key]);
  if (root.dataset.signature === signature) return;
  root.dataset.signature = signature;
  root.setAttribute('aria-label', t('story'));
  const focus = root.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  root.replaceChildren(
    h('ol', { class: 'tour' }, steps.map((step, at) => chip(step, at, step === current))),
    h('div', { class: 'tour-now', 'aria-live': 'polite' }, ...(current ? explain(current, steps) : [h('p', { text: t('storyDone') })])),
    h('button', { class: 'icon-button tour-close', testid: 'story-close', 'aria-label': t('guideHide'), title: t('guideHide'), onclick: () => show(false) }, icon('close')));
  if (focus) root.querySelector(`[data-testid="${focus}"]`)?.focus();
}

function chip(step, at, isCurrent) {
  const done = isDone(step);
  return h('li', {}, h('button', {
    class: ['chip', done && 'done', isCurrent && 'current'].filter(Boolean).join(' '),
    testid: `story-step-${at + 1}`, title: step[lang()][0], 'aria-current': isCurrent ? 'step' : null,
    'aria-label': `${at + 1} ${step[lang()][0]}${done ? ` (${t('stepDone')})` : ''}`,
    onclick: () => { chosen = step.key; updateStory(); },
  }, h('span', { class: 'dot' }, done ? icon('check') : String(at + 1)), h('span', { class: 'chip-name', text: step[lang()][0] })));
}

function explain(step, steps) {
  const [name, hint, button] = step[lang()];
  return [
    h('p', {}, h('strong', { text: name }), h('span', { text: hint }), step.link ? h('a', { href: step.link.href, download: '', text: step.link[lang()] }) : null),
    h('button', {
      class: 'primary go', testid: 'story-go', 'aria-describedby': 'tour-place', text: button,
      onclick: () => step.act(progress),
    }),
    h('span', { id: 'tour-place', class: 'unseen', text: t('storyStep', { n: steps.indexOf(step) + 1, all: steps.length }) }),
  ];
}
