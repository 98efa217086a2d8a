// Links in messages and on buttons: those that open the bot stay on this page.

import * as api from './api.js';
import { attempt, pickPerson, toast } from './notice.js';
import { begun, emit, leadGroup, loadWorld, person, playAs, privateChat, speaker, state } from './state.js';
import { t } from './text.js';

/** What a link to the bot asks for: {code} or {group: true}; null for any other link. */
export function botLink(address) {
  let url;
  try { url = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`); } catch { return null; }
  const web = /^(www\.)?(t|telegram)\.me$/i.test(url.hostname);
  if (!web && url.protocol !== 'tg:') return null;
  const name = web ? url.pathname.slice(1) : url.searchParams.get('domain');
  if (name?.toLowerCase() !== state.world.bot.username.toLowerCase()) return null;
  if (url.searchParams.has('startgroup')) return { group: true };
  return { code: url.searchParams.get('start') };
}

/** Everybody who could open a link, whoever speaks first, then those who have not begun. */
function openers(self) {
  const fresh = (one) => !begun(privateChat(one.id));
  const rank = (one) => (one.id === self ? 0 : fresh(one) ? 1 : 2);
  const note = (one) => (one.id === self ? t('current') : fresh(one) ? t('fresh') : '');
  return state.world.people
    .map((one) => ({ id: one.id, name: one.name, note: note(one), rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank);
}

// What a lead is sent in private, and what stands in plain text to be passed on, is meant for somebody else;
// a button in a group is for whoever presses it.
function meantForOthers(chat, inText) {
  const leads = leadGroup()?.members ?? [];
  const isLead = leads.some((one) => one.id === chat.user && one.role !== 'bot');
  return inText || isLead;
}

/** Opens a link that was pressed in a chat. */
export async function follow(address, chat, inText = false) {
  const link = botLink(address);
  if (!link) {
    if (/^(https?|mailto|tel):/i.test(address)) window.open(address, '_blank', 'noopener');
    return;
  }
  if (link.group) {
    toast(t('startgroup'));
    return;
  }
  const self = speaker(chat);
  const who = meantForOthers(chat, inText) ? await pickPerson(t('who'), t('whoNote'), openers(self)) : person(self);
  if (who) await begin(who, link.code);
}

/** A person presses Start, with a link's code or none, and their chat opens. */
export async function begin(who, code) {
  playAs(who.id);
  const done = await attempt(async () => {
    await api.start(who.id, code);
    await loadWorld();
  });
  if (!done) return;
  emit('open', privateChat(who.id).id);
  if (code) toast(t('opened', { name: who.name }));
}

const PATTERN = /(?:https?:\/\/|\b(?:t|telegram)\.me\/)[^\s<>，。；、）)"”]+|(?<=^|\s)\/[a-z][a-z_]{1,31}(?![\w/])/gi;

/** Makes bare addresses (and, in a bot's words, commands) pressable. */
export function linkify(root, withCommands) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (node.parentElement.closest('a, code, pre') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) node.replaceWith(...pieces(node.data, withCommands));
}

function pieces(text, withCommands) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(PATTERN)) {
    const isCommand = match[0].startsWith('/');
    if (isCommand && !withCommands) continue;
    parts.push(text.slice(from, match.index));
    const link = document.createElement('a');
    link.textContent = match[0];
    link.href = isCommand ? '#' : /^https?:/i.test(match[0]) ? match[0] : `https://${match[0]}`;
    if (isCommand) link.dataset.command = match[0];
    parts.push(link);
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}
