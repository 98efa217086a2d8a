// The bar at the top: the clock, the language, the guide, starting over.

import * as api from './api.js';
import { h, icon, setText } from './dom.js';
import { attempt, confirmDialog, toast } from './notice.js';
import { emit, loadWorld, state } from './state.js';
import { lang, t } from './text.js';
import { clockTime, longDay, year } from './time.js';

let parts;
let busy = false;

/** Builds the bar anew, in the language of the moment. */
export function buildTop(root) {
  parts = { year: h('span', { class: 'year' }), day: h('span', { class: 'date' }), time: h('strong', {}) };
  parts.buttons = [
    stepButton('clock-hour', 'hour', { minutes: 60 }),
    stepButton('clock-day', 'day', { minutes: 24 * 60 }),
    stepButton('clock-next', 'next', { to: 'next_nudge' }),
  ];
  parts.guide = h('button', { class: 'tool', testid: 'story-toggle', onclick: () => emit('guide') }, icon('guide'), h('span', { text: t('guide') }));
  parts.root = root;
  root.replaceChildren(
    h('h1', { class: 'brand' }, h('span', { class: 'mark' }, icon('check')), h('span', { text: t('brand') }), h('small', { text: t('brandNote') })),
    h('div', { class: 'clock', role: 'group', 'aria-label': t('clock') },
      h('div', { class: 'now', testid: 'clock-now' }, parts.year, parts.day, ' ', parts.time),
      h('div', { class: 'steps' }, parts.buttons)),
    h('div', { class: 'tools' },
      parts.guide,
      h('button', { class: 'tool', testid: 'language', 'aria-label': t('languageLabel'), text: t('language'), onclick: () => emit('language') }),
      h('div', { class: 'again', role: 'group', 'aria-label': t('restart') },
        h('span', { text: t('restart') }),
        h('button', { class: 'tool', testid: 'restart-story', text: t('restartStory'), onclick: () => restart('story') }),
        h('button', { class: 'tool', testid: 'restart-empty', text: t('restartEmpty'), onclick: () => restart('empty') }))),
    h('div', { class: 'passing', 'aria-hidden': 'true' }));
  document.title = t('title');
  document.documentElement.lang = lang() === 'zh' ? 'zh-CN' : 'en';
  updateTop();
}

function stepButton(testid, key, step) {
  return h('button', { class: 'step', testid, text: t(key), onclick: () => advance(step) });
}

/** Shows the world's time. */
export function updateTop() {
  if (!state.world) return;
  const { now } = state.world;
  setText(parts.year, lang() === 'zh' ? `${year(now).replace('年', '')}年` : '');
  setText(parts.day, lang() === 'zh' ? longDay(now) : `${longDay(now)} ${year(now)}`);
  setText(parts.time, clockTime(now));
}

/** Lets time pass; resolves when it has. */
export async function advance(step) {
  if (busy) return false;
  setBusy(true);
  const done = await attempt(async () => {
    const answer = await api.clock(step);
    if (answer?.now) setNow(answer.now);
    await loadWorld();
    emit('passed');
  });
  setBusy(false);
  return done;
}

/** The world's clock has moved. */
export function setNow(now) {
  if (state.world) state.world.now = now;
  updateTop();
}

function setBusy(on) {
  busy = on;
  parts.root.classList.toggle('busy', on);
  parts.root.setAttribute('aria-busy', String(on));
  for (const button of parts.buttons) button.disabled = on;
}

/** Marks the guide's button as pressed or not. */
export function guideShown(on) {
  parts.guide.setAttribute('aria-pressed', String(on));
  parts.guide.setAttribute('aria-label', on ? t('guideHide') : t('guideShow'));
}

// Only what somebody has done here is worth a question.
async function restart(scenario) {
  if (state.acted && !await confirmDialog(t('restartAsk'), t('yes'))) return;
  await attempt(async () => {
    await api.restart(scenario);
    emit('restarted');
    toast(t('restarted'));
  });
}
