// The list of chats: groups, then who leads, then private chats by their last word, and who has not begun.

import { avatar, h, icon, reconcile, setText } from './dom.js';
import { begin } from './links.js';
import { begun, emit, leadGroup, person, privateChat, state, unread } from './state.js';
import { t } from './text.js';
import { shortStamp } from './time.js';

const rows = new Map();
let parts;
let sought = '';

/** Builds the list anew, in the language of the moment. */
export function buildList(root) {
  rows.clear();
  const search = h('input', {
    class: 'search-box', type: 'search', testid: 'search', placeholder: t('search'), 'aria-label': t('search'),
    oninput: (event) => { sought = event.target.value.trim().toLowerCase(); updateList(); },
  });
  search.value = sought;
  parts = {
    begun: h('ul', { class: 'rows' }),
    fresh: h('ul', { class: 'rows' }),
    count: h('span', { class: 'fold-count' }),
    none: h('p', { class: 'quiet', text: t('noMatch'), hidden: true }),
  };
  parts.fold = h('details', { class: 'fold', testid: 'not-started' },
    h('summary', {}, h('span', { text: t('notStarted') }), parts.count),
    parts.fresh);
  root.setAttribute('aria-label', t('chats'));
  root.replaceChildren(
    h('div', { class: 'search' }, icon('search'), search),
    h('div', { class: 'scroll' }, parts.begun, parts.none, parts.fold));
}

const matches = (chat) => !sought
  || chat.title.toLowerCase().includes(sought)
  || (chat.last?.text ?? '').toLowerCase().includes(sought);

const byLastWord = (a, b) => new Date(b.last?.at ?? 0) - new Date(a.last?.at ?? 0);

// What the lead is sent in private must be found among sixty contacts.
function leadsFirst(chats) {
  const leads = new Set((leadGroup()?.members ?? []).map((one) => one.id));
  const rank = (chat) => (leads.has(chat.user) ? 0 : 1);
  return chats.sort((a, b) => rank(a) - rank(b) || byLastWord(a, b));
}

/** Brings the list up to the world. */
export function updateList() {
  if (!state.world) return;
  const { chats, people } = state.world;
  const groups = chats.filter((chat) => chat.kind === 'group' && matches(chat));
  const privates = leadsFirst(chats.filter((chat) => chat.kind === 'private' && begun(chat) && matches(chat)));
  const fresh = people.map((one) => privateChat(one.id)).filter((chat) => !begun(chat) && matches(chat));
  reconcile(parts.begun, [...groups, ...privates].map(chatRow));
  reconcile(parts.fresh, fresh.map(freshRow));
  setText(parts.count, String(fresh.length));
  parts.fold.hidden = fresh.length === 0;
  if (sought && fresh.length) parts.fold.open = true;
  parts.none.hidden = groups.length + privates.length + fresh.length > 0;
}

function chatRow(chat) {
  const key = `chat ${chat.id}`;
  if (!rows.has(key)) rows.set(key, newChatRow(chat));
  const row = rows.get(key);
  const waiting = unread(chat);
  setText(row.title, chat.title);
  setText(row.time, chat.last ? shortStamp(chat.last.at, state.world.now) : '');
  setText(row.last, lastWords(chat));
  setText(row.badge, waiting > 99 ? '99+' : String(waiting));
  row.badge.hidden = waiting === 0;
  row.played.hidden = !(chat.user && person(chat.user)?.played);
  row.button.classList.toggle('unread', waiting > 0);
  const shown = isShown(chat.id);
  row.button.classList.toggle('open', shown);
  if (shown) row.button.setAttribute('aria-current', 'true');
  else row.button.removeAttribute('aria-current');
  row.button.setAttribute('aria-label', waiting ? `${chat.title}, ${t('unread', { n: waiting })}` : chat.title);
  return row.item;
}

let isShown = () => false;

/** Tells the list how to know which chats stand open. */
export const shownBy = (test) => { isShown = test; };

function lastWords(chat) {
  if (!chat.last) return t('noMessages');
  const words = chat.last.text.replace(/\s+/g, ' ');
  return chat.last.bot && chat.kind === 'group' ? `${state.world.bot.name}: ${words}` : words;
}

function newChatRow(chat) {
  const row = {
    title: h('span', { class: 'row-title' }),
    time: h('span', { class: 'row-time' }),
    last: h('span', { class: 'row-last' }),
    badge: h('span', { class: 'badge', testid: `unread-${chat.id}` }),
    played: h('span', { class: 'played', title: t('played') }),
  };
  row.button = h('button', { class: 'row', testid: `chat-${chat.id}`, onclick: () => emit('open', chat.id) },
    avatar(chat.id, chat.title, chat.kind),
    h('span', { class: 'row-text' },
      h('span', { class: 'row-line' }, row.title, row.played, row.time),
      h('span', { class: 'row-line' }, row.last, row.badge)));
  row.item = h('li', {}, row.button);
  return row;
}

function freshRow(chat) {
  const key = `fresh ${chat.id}`;
  if (!rows.has(key)) {
    rows.set(key, h('li', { class: 'fresh' },
      h('button', { class: 'row', testid: `chat-${chat.id}`, onclick: () => emit('open', chat.id) },
        avatar(chat.id, chat.title),
        h('span', { class: 'row-title', text: chat.title })),
      h('button', { class: 'start', testid: `start-${chat.user}`, text: t('start'), onclick: () => begin(person(chat.user), null) })));
  }
  return rows.get(key);
}
