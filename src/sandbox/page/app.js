// The page of the box: everybody's chats side by side. This file puts the parts together.

import { listen } from './api.js';
import { pointAt } from './dom.js';
import { buildList, shownBy, updateList } from './list.js';
import { attempt, toast } from './notice.js';
import { Pane } from './pane.js';
import { anyChat, chatById, draft, forget, leadGroup, loadMessages, loadWorld, on, reloadAllMessages, reloadMessages, state } from './state.js';
import { resetStory, startStory, updateStory } from './story.js';
import { lang, setLang, t } from './text.js';
import { buildTop, setNow, updateTop } from './top.js';

const place = (id) => document.getElementById(id);
const shell = place('shell');
const left = new Pane(place('left'));
const right = new Pane(place('right'));
const panes = [left, right];

const paneOf = (chat) => panes.find((pane) => pane.id === chat) ?? null;

// The lead group keeps the left side, so that both sides of a story stay in view; all others open on the right.
function open(chat) {
  if (!anyChat(chat)) return;
  const side = chat === leadGroup()?.id ? left : right;
  if (side.id !== chat) side.show(chat);
  if (side === right) state.right = chat;
  focus(side === left ? 'left' : 'right');
  if (location.hash !== `#${chat}`) history.pushState(null, '', `#${chat}`);
  look();
}

function focus(where) {
  state.focus = where;
  shell.dataset.focus = where;
}

function back() {
  history.pushState(null, '', location.pathname);
  focus('list');
  look();
}

function followAddress() {
  const chat = Number(location.hash.slice(1));
  if (chat && anyChat(chat)) open(chat);
  else focus('list');
}

/** What stands open and in view counts as seen. */
function look() {
  if (document.hidden || !state.world) return;
  for (const pane of panes) {
    const chat = pane.visible && chatById(pane.id);
    if (chat) state.seen.set(chat.id, chat.count);
  }
  updateList();
}

function refresh() {
  const group = leadGroup()?.id ?? null;
  if (left.id !== group) left.show(group);
  for (const pane of panes) pane.update();
  updateTop();
  look();
  updateStory();
}

function build() {
  buildTop(place('top'));
  buildList(place('list'));
  for (const pane of panes) pane.show(pane.id);
}

async function begin() {
  await attempt(async () => {
    await loadWorld();
    const group = leadGroup();
    if (group) await loadMessages(group.id);
    followAddress();
  });
}

async function restarted() {
  forget();
  resetStory();
  for (const pane of panes) pane.show(null);
  history.replaceState(null, '', location.pathname);
  focus('list');
  await begin();
}

function happened(event) {
  if (event.kind === 'clock') setNow(event.now);
  if (event.kind === 'chat') reloadMessages(event.chat);
  if (event.kind === 'world') reloadAllMessages();
  if (event.kind === 'chat' || event.kind === 'world') loadWorld().catch(() => {});
}

let lost = false;
function connected(up) {
  if (up && lost) {
    loadWorld().catch(() => {});
    reloadAllMessages();
  }
  if (!up && !lost) toast(t('offline'), true);
  lost = !up;
}

function prefill({ chat, text }) {
  open(chat);
  const composer = paneOf(chat)?.composer;
  if (!composer) return;
  composer.write(text);
  pointAt(composer.field);
}

on('open', open);
on('back', back);
on('world', refresh);
on('messages', (chat) => { paneOf(chat)?.update(); });
on('speaker', (chat) => paneOf(chat)?.update());
on('reply', ({ chat, message }) => paneOf(chat)?.reply(message));
on('edit', ({ chat, message }) => paneOf(chat)?.edit(message));
on('bottom', (chat) => paneOf(chat)?.toEnd(false));
on('prefill', prefill);
on('stage', ({ chat, file }) => {
  const kept = draft(chat);
  kept.files = kept.files.filter((one) => one.name !== file.name);
  open(chat);
  paneOf(chat)?.composer?.stage([file]);
});
on('passed', reloadAllMessages);
on('language', () => {
  setLang(lang() === 'zh' ? 'en' : 'zh');
  build();
  refresh();
});
on('restarted', restarted);

shownBy((chat) => panes.some((pane) => pane.id === chat && pane.visible));
startStory(place('story'));
window.addEventListener('popstate', () => { followAddress(); look(); });
window.addEventListener('resize', look);
document.addEventListener('visibilitychange', look);
build();
begin();
listen(happened, connected);
