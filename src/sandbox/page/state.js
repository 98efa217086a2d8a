// What the page knows: the world, the messages of opened chats, what is typed but not sent, and who speaks.

import * as api from './api.js';
import { setZone } from './time.js';

export const state = {
  world: null,
  messages: new Map(),
  seen: new Map(),
  speakers: new Map(),
  drafts: new Map(),
  right: null,
  focus: 'list',
  acted: false,
};

const listeners = new Map();

/** Calls `listener` whenever `emit` names the same thing. */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function emit(name, value) {
  for (const listener of listeners.get(name) ?? []) listener(value);
}

/** Runs one at a time; calls that come meanwhile share one more run, which starts after them. */
function coalesce(work) {
  let running = null;
  let queued = null;
  return function run() {
    if (!running) {
      running = work().finally(() => { running = null; });
      return running;
    }
    queued ??= running.catch(() => {}).then(() => { queued = null; return run(); });
    return queued;
  };
}

// An answer that was under way when all was forgotten tells of another story.
let epoch = 0;

const loaders = new Map();

/** Fetches a chat's messages again. */
export function loadMessages(chat) {
  if (!loaders.has(chat)) {
    loaders.set(chat, coalesce(async () => {
      const asked = epoch;
      const messages = await api.messages(chat);
      if (asked !== epoch) return;
      state.messages.set(chat, messages);
      emit('messages', chat);
    }));
  }
  return loaders.get(chat)();
}

/** Fetches them again where somebody wanted them before, also if the first answer is still under way. */
export function reloadMessages(chat) {
  if (loaders.has(chat)) loadMessages(chat).catch(() => {});
}

/** The same for every chat. */
export function reloadAllMessages() {
  for (const chat of loaders.keys()) reloadMessages(chat);
}

/** Fetches the world again. What is there at the first look counts as seen. */
export const loadWorld = coalesce(async () => {
  const asked = epoch;
  const world = await api.world();
  if (asked !== epoch) return;
  const first = state.world === null;
  state.world = world;
  setZone(state.world.zone);
  if (first) for (const chat of state.world.chats) state.seen.set(chat.id, chat.count);
  emit('world');
});

/** Forgets all that was known of the world before a restart. */
export function forget() {
  epoch += 1;
  loaders.clear();
  state.world = null;
  for (const map of [state.messages, state.seen, state.speakers, state.drafts]) map.clear();
  playing.clear();
  state.right = null;
  state.acted = false;
}

export const chatById = (id) => state.world?.chats.find((chat) => chat.id === id) ?? null;
export const person = (id) => state.world?.people.find((one) => one.id === id) ?? null;
export const leadGroup = () => state.world?.chats.find((chat) => chat.kind === 'group') ?? null;

/** The chat of a person with the bot; before the first word it has no entry, so one is made up. */
export function privateChat(user) {
  const known = state.world.chats.find((chat) => chat.kind === 'private' && chat.user === user);
  if (known) return known;
  const who = person(user);
  return who && { id: user, kind: 'private', title: who.name, user, members: [], last: null, count: 0 };
}

/** A chat by id, also one that has not begun. */
export const anyChat = (id) => chatById(id) ?? privateChat(id);

/** A group can always be spoken in; a private chat once its person pressed Start. */
export const begun = (chat) => chat.kind === 'group' || chat.count > 0 || chat.last !== null;

export const unread = (chat) => Math.max(0, chat.count - (state.seen.get(chat.id) ?? 0));

/** Those of a group who can speak: all but bots, who leads first. */
export function speakersOf(chat) {
  const rank = { owner: 0, administrator: 1, member: 2 };
  return chat.members.filter((one) => one.role in rank).sort((a, b) => rank[a.role] - rank[b.role]);
}

/** Who speaks in a chat: its person, or in a group the one chosen. */
export function speaker(chat) {
  if (chat.kind === 'private') return chat.user;
  const chosen = state.speakers.get(chat.id);
  const able = speakersOf(chat);
  return able.some((one) => one.id === chosen) ? chosen : able[0]?.id;
}

const playing = new Set();

/** From the first letter or press on, a person is ours and no habit answers for them. */
export function playAs(user) {
  state.acted = true;
  if (playing.has(user)) return;
  playing.add(user);
  api.play(user).catch(() => playing.delete(user));
}

/** What is typed in a chat and not sent. */
export function draft(chat) {
  if (!state.drafts.has(chat)) state.drafts.set(chat, { text: '', files: [], photos: false, replyTo: null, editing: null });
  return state.drafts.get(chat);
}
