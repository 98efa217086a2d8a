// One message: bubble, file, quote, time and the buttons below it.

import * as api from './api.js';
import { avatar, h, hue, icon, pointAt, sizeText } from './dom.js';
import { follow, linkify } from './links.js';
import { actMenu, alertDialog, attempt, toast } from './notice.js';
import { emit, loadMessages, loadWorld, playAs, speaker } from './state.js';
import { t } from './text.js';
import { clockTime } from './time.js';

const IMAGE = /\.(png|jpe?g|gif|webp|svg)$/i;
const LONG_PRESS_MS = 450;

/** A message's element; `run` says whether it opens or ends a row of messages by one person. */
export function bubble(chat, message, { mine, run, quoted, fresh }) {
  const group = chat.kind === 'group';
  const node = h('article', {
    class: ['message', mine ? 'mine' : 'theirs', run.first && 'first', run.last && 'last', fresh && 'fresh'].filter(Boolean).join(' '),
    testid: `msg-${chat.id}-${message.id}`, tabindex: '-1',
  },
  group && !mine ? face(message, run) : null,
  h('div', { class: message.buttons?.length ? 'body with-keys' : 'body' },
    h('div', { class: 'bubble' },
      group && !mine && run.first ? h('div', { class: `sender ink-${hue(message.from)}`, text: message.name }) : null,
      message.forwarded ? h('div', { class: 'forwarded', text: t('forwardedFrom', { name: message.forwarded }) }) : null,
      message.reply_to ? quote(chat, message.reply_to, quoted) : null,
      message.file ? attachment(message.file) : null,
      message.sign ? h('div', { class: 'sign', text: message.sign }) : null,
      message.text || message.html ? words(chat, message) : null,
      stamp(message)),
    keyboard(chat, message)),
  replyButton(chat, message));
  onLongPress(node, () => menu(chat, message));
  return node;
}

/** A line in the middle: somebody joined, a message was pinned. */
export function serviceLine(chat, message) {
  return h('p', { class: 'service', testid: `msg-${chat.id}-${message.id}`, text: message.text });
}

function face(message, run) {
  return run.last ? avatar(message.from, message.name) : h('span', { class: 'avatar-gap' });
}

function words(chat, message) {
  const text = h('div', { class: 'text', html: message.html || null });
  if (!message.html) text.textContent = message.text;
  linkify(text, message.bot);
  text.addEventListener('click', (event) => pressWords(event, chat));
  return text;
}

function pressWords(event, chat) {
  const link = event.target.closest('a');
  if (link) {
    event.preventDefault();
    if (link.dataset.command) emit('prefill', { chat: chat.id, text: `${link.dataset.command} ` });
    else follow(link.getAttribute('href'), chat, true);
    return;
  }
  event.target.closest('.spoiler')?.classList.add('shown');
  const code = event.target.closest('code, pre');
  if (code) navigator.clipboard?.writeText(code.textContent).then(() => toast(t('copied')), () => {});
}

function quote(chat, id, quoted) {
  const jump = () => {
    const target = document.querySelector(`[data-testid="msg-${chat.id}-${id}"]`);
    if (target) pointAt(target);
    else toast(t('gone'));
  };
  return h('button', { class: quoted ? `quote ink-${hue(quoted.from)}` : 'quote', onclick: jump },
    h('strong', { text: quoted?.name ?? t('reply') }),
    h('span', { text: quoted ? firstLine(quoted) : t('gone') }));
}

/** What stands for a message in a quote. */
export const firstLine = (message) => message.text?.split('\n').find((line) => line.trim()) || message.sign || message.file?.name || '…';

function attachment(file) {
  const address = api.fileAddress(file.id);
  const extension = (/\.([^.]{1,4})$/.exec(file.name)?.[1] ?? '').toLowerCase();
  return h('div', {},
    file.photo || IMAGE.test(file.name) ? h('a', { class: 'picture', href: address, target: '_blank', rel: 'noopener' }, h('img', { src: address, alt: file.name, loading: 'lazy' })) : null,
    file.photo ? null : h('a', { class: 'file', href: address, download: file.name, 'aria-label': t('download', { name: file.name }) },
      h('span', { class: `file-icon kind-${extension}` }, extension ? h('b', { text: extension }) : icon('file')),
      h('span', { class: 'file-text' },
        h('span', { class: 'file-name', text: file.name }),
        h('span', { class: 'file-size' }, sizeText(file.size ?? 0), icon('down')))));
}

function stamp(message) {
  return h('div', { class: 'stamp' },
    message.edited ? h('span', { class: 'edited', text: t('edited') }) : null,
    h('time', { datetime: message.at, text: clockTime(message.at) }));
}

function keyboard(chat, message) {
  if (!message.buttons?.length) return null;
  return h('div', { class: 'keys' }, message.buttons.map((row, y) => h('div', { class: 'key-row' },
    row.map((key, x) => keyButton(chat, message, key, `btn-${chat.id}-${message.id}-${y}-${x}`)))));
}

function keyButton(chat, message, key, testid) {
  const props = { class: 'key', testid, onclick: (event) => pressKey(event.currentTarget, chat, message, key) };
  return h('button', props, h('span', { text: key.label }), key.url ? h('span', { class: 'corner', title: t('opensLink') }, icon('out')) : null);
}

async function pressKey(button, chat, message, key) {
  if (key.url) {
    await follow(key.url, chat);
    return;
  }
  if (button.classList.contains('busy')) return;
  button.classList.add('busy');
  button.setAttribute('aria-busy', 'true');
  const as = speaker(chat);
  playAs(as);
  await attempt(async () => {
    const answer = await api.press(as, chat.id, message.id, key.data);
    emit('pressed', { chat: chat.id, label: key.label });
    showAnswer(answer);
    await Promise.all([loadMessages(chat.id), loadWorld()]);
  });
  button.classList.remove('busy');
  button.removeAttribute('aria-busy');
}

function showAnswer(answer) {
  const text = typeof answer?.alert === 'string' ? answer.alert : answer?.toast;
  if (!text) return;
  if (answer.alert) alertDialog(text);
  else toast(text);
}

function replyButton(chat, message) {
  return h('button', {
    class: 'reply', testid: `reply-${chat.id}-${message.id}`, 'aria-label': t('replyTo', { name: message.name }), title: t('reply'),
    onclick: () => emit('reply', { chat: chat.id, message: message.id }),
  }, icon('reply'));
}

/** What can be done with a message: as in the app, a long press or the other button of a mouse opens it. */
function menu(chat, message) {
  const as = speaker(chat);
  const done = (act) => () => attempt(async () => {
    playAs(as);
    await act();
    await Promise.all([loadMessages(chat.id), loadWorld()]);
  });
  const own = message.from === as;
  const acts = [{ key: 'reply', sign: 'reply', label: t('reply'), act: () => emit('reply', { chat: chat.id, message: message.id }) }];
  if (own && !message.forwarded && !message.sign) acts.push({ key: 'edit', sign: 'edit', label: t('edit'), act: () => emit('edit', { chat: chat.id, message: message.id }) });
  if (chat.kind === 'group') acts.push({ key: 'forward', sign: 'forward', label: t('forward'), act: done(() => api.forward(as, chat.id, message.id, as)) });
  if (own || chat.kind !== 'group') acts.push({ key: 'delete', sign: 'bin', label: t('remove'), act: done(() => api.remove(as, chat.id, message.id)) });
  actMenu(t('menu'), acts);
}

function onLongPress(node, act) {
  let timer;
  const stop = () => clearTimeout(timer);
  node.addEventListener('touchstart', (event) => {
    if (event.target.closest('button, a')) return;
    timer = setTimeout(act, LONG_PRESS_MS);
  }, { passive: true });
  node.addEventListener('contextmenu', (event) => {
    if (event.target.closest('a') || getSelection()?.toString()) return;
    event.preventDefault();
    stop();
    if (!document.querySelector('dialog[open]')) act();
  });
  for (const name of ['touchend', 'touchmove', 'touchcancel']) node.addEventListener(name, stop, { passive: true });
}
