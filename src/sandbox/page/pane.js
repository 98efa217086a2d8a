// One open conversation: its head, its messages, its composer.

import { avatar, h, icon, pointAt, reconcile, setText } from './dom.js';
import { bubble, firstLine, serviceLine } from './bubble.js';
import { composer } from './composer.js';
import { begin } from './links.js';
import { anyChat, begun, draft, emit, loadMessages, person, speaker, state } from './state.js';
import { t } from './text.js';
import { dayKey, longDay } from './time.js';

const NEAR_THE_END = 120;

/** A place on the page where a chat can be shown. */
export class Pane {
  constructor(root) {
    this.root = root;
    this.id = null;
    // A pane that comes into view, or a composer that grows, must not hide the last message.
    this.watch = new ResizeObserver(() => {
      if (this.pinned) this.toEnd(false);
      this.composer?.fit();
    });
  }

  /** Shows a chat, or with null an invitation to choose one. */
  show(id) {
    const chat = id === null ? null : anyChat(id);
    this.id = chat ? id : null;
    this.nodes = new Map();
    this.known = null;
    this.composer = null;
    this.live = Boolean(chat) && begun(chat);
    this.pinned = true;
    this.watch.disconnect();
    this.root.classList.toggle('empty', !chat);
    if (!chat) return this.showNothing();
    this.root.setAttribute('aria-label', chat.title);
    this.buildHead(chat);
    this.log = h('div', { class: 'log', role: 'log', 'aria-label': t('messages', { title: chat.title }), 'aria-busy': 'true', 'data-empty': t('noMessages'), onscroll: () => this.scrolled() });
    this.below = h('button', { class: 'below', 'aria-label': t('newBelow'), title: t('newBelow'), hidden: true, onclick: () => this.toEnd(true) }, icon('down'));
    this.foot = this.live ? (this.composer = composer(chat)).node : startFoot(chat);
    this.pin = h('button', { class: 'pin', testid: `pin-${chat.id}`, hidden: true });
    this.root.replaceChildren(this.head, this.pin, h('div', { class: 'log-frame' }, this.log, this.below), this.foot);
    this.composer?.fit();
    this.watch.observe(this.log);
    this.log.addEventListener('load', () => { if (this.pinned) this.toEnd(false); }, true);
    this.acceptDrops();
    this.draw();
    if (this.live) loadMessages(id).catch(() => {});
  }

  showNothing() {
    this.root.removeAttribute('aria-label');
    this.root.replaceChildren(h('div', { class: 'placeholder' }, icon('chats'), h('h2', { text: t('pickChat') }), h('p', { text: t('pickChatNote') })));
  }

  buildHead(chat) {
    this.subtitle = h('span', { class: 'head-note' });
    this.head = h('header', { class: 'head' },
      h('button', { class: 'icon-button back', testid: `back-${chat.id}`, 'aria-label': t('back'), onclick: () => emit('back') }, icon('back')),
      avatar(chat.id, chat.title, chat.kind),
      h('div', { class: 'head-text' }, h('h2', { text: chat.title }), this.subtitle));
  }

  /** Brings everything up to the world and the messages. */
  update() {
    if (this.id === null) return;
    const chat = anyChat(this.id);
    if (!chat || begun(chat) !== this.live) return this.show(this.id);
    this.composer?.update(chat);
    this.draw();
  }

  draw() {
    const chat = anyChat(this.id);
    setText(this.subtitle, subtitle(chat));
    const messages = state.messages.get(this.id);
    if (!messages) return;
    this.drawPin(chat, messages);
    const atEnd = this.pinned;
    const first = this.known === null;
    const cameNew = !first && messages.some((message) => !this.known.has(message.id));
    reconcile(this.log, this.elements(chat, messages, first));
    this.known = new Set(messages.map((message) => message.id));
    if (first) {
      this.toEnd(false);
      this.log.removeAttribute('aria-busy');
    } else if (atEnd) this.toEnd(false);
    else if (cameNew) this.below.classList.add('news');
    if (!atEnd) this.scrolled();
  }

  elements(chat, messages, first) {
    const me = speaker(chat);
    const byId = new Map(messages.map((message) => [message.id, message]));
    const kept = new Map();
    const keep = (key, signature, make) => {
      const old = this.nodes.get(key);
      const entry = old?.signature === signature ? old : { signature, node: make() };
      kept.set(key, entry);
      return entry.node;
    };
    const elements = [];
    messages.forEach((message, at) => {
      const before = messages[at - 1];
      const after = messages[at + 1];
      if (!before || dayKey(before.at) !== dayKey(message.at)) {
        elements.push(keep(`day ${dayKey(message.at)}`, longDay(message.at), () => h('div', { class: 'day' }, h('span', { text: longDay(message.at) }))));
      }
      const run = { first: !together(before, message), last: !together(message, after) };
      const quoted = byId.get(message.reply_to);
      const mine = message.from === me;
      const fresh = !first && !this.known.has(message.id);
      const signature = JSON.stringify([message, run, mine, quoted?.text, quoted?.name]);
      elements.push(keep(message.id, signature, () => (message.from === null
        ? serviceLine(chat, message)
        : bubble(chat, message, { mine, run, quoted, fresh }))));
    });
    this.nodes = kept;
    return elements;
  }

  /** What is pinned stands on top, and leads to where it was said. */
  drawPin(chat, messages) {
    const message = messages.findLast((one) => one.pinned);
    this.pin.hidden = !message;
    if (!message) return;
    const label = t('pinned');
    this.pin.replaceChildren(icon('pin'), h('span', { class: 'pin-text' },
      h('strong', { text: label }), h('span', { text: firstLine(message) })));
    this.pin.onclick = () => {
      const target = this.nodes.get(message.id)?.node;
      if (target) pointAt(target);
    };
  }

  nearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  scrolled() {
    this.pinned = this.nearEnd();
    this.below.hidden = this.pinned;
    if (this.below.hidden) this.below.classList.remove('news');
  }

  toEnd(softly) {
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: softly ? 'smooth' : 'instant' });
  }

  get visible() {
    return this.id !== null && this.root.offsetParent !== null;
  }

  /** Starts a reply to one of the messages. */
  reply(message) {
    draft(this.id).replyTo = message;
    this.composer?.update();
    this.composer?.field.focus();
  }

  /** Starts to change one of one's own messages. */
  edit(message) {
    this.composer?.edit(state.messages.get(this.id)?.find((one) => one.id === message));
  }

  acceptDrops() {
    if (!this.composer) return;
    const frame = this.log.parentElement;
    frame.dataset.drop = t('drop');
    const over = (on) => (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      frame.classList.toggle('dropping', on);
    };
    frame.addEventListener('dragover', over(true));
    frame.addEventListener('dragleave', over(false));
    frame.addEventListener('drop', (event) => {
      over(false)(event);
      this.composer.stage([...event.dataTransfer.files]);
    });
  }
}

/** Messages of one person, minutes apart on one day, read as one row. */
function together(a, b) {
  return Boolean(a && b) && a.from !== null && a.from === b.from
    && dayKey(a.at) === dayKey(b.at) && new Date(b.at) - new Date(a.at) < 10 * 60_000;
}

function subtitle(chat) {
  if (chat.kind === 'group') return t('members', { n: chat.members.length });
  const parts = [t('privateWith', { bot: state.world.bot.username })];
  if (person(chat.user)?.played) parts.push(t('played'));
  return parts.join(' · ');
}

function startFoot(chat) {
  return h('div', { class: 'start-foot' },
    h('p', { text: t('startNote', { name: chat.title }) }),
    h('button', { class: 'primary', testid: `begin-${chat.user}`, text: t('start'), onclick: () => begin(person(chat.user), null) }));
}
