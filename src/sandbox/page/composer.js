// Where a person writes: reply, files, commands, and who is speaking.

import * as api from './api.js';
import { h, icon, sizeText } from './dom.js';
import { attempt } from './notice.js';
import { draft, emit, loadMessages, loadWorld, person, playAs, speaker, speakersOf, state } from './state.js';
import { suggestions } from './suggest.js';
import { firstLine } from './bubble.js';
import { t } from './text.js';

const TALLEST = 180;
/** An album holds no more. */
const ALBUM = 10;
/** What the box sends for those who tap 语音 and 位置. */
const VOICE_SECONDS = 6;
const PLACE = [30.25, 120.15];

/** The composer of one chat. What is typed lives in the chat's draft, so it outlasts the element. */
export function composer(chat) {
  const kept = draft(chat.id);
  const field = h('textarea', { rows: '1', testid: `composer-${chat.id}`, autocomplete: 'off', oninput: typed, onkeydown: pressed, onpaste: pasted });
  const photos = h('input', { type: 'file', multiple: true, accept: 'image/*', testid: `photos-${chat.id}`, 'aria-label': t('photo'), onchange: (event) => picked(event, true) });
  const picker = h('input', { type: 'file', multiple: true, testid: `attach-${chat.id}`, 'aria-label': t('file'), onchange: (event) => picked(event, false) });
  const more = h('div', { class: 'more', hidden: true },
    h('label', { class: 'tile' }, photos, icon('photo'), h('span', { text: t('photo') })),
    h('label', { class: 'tile' }, picker, icon('file'), h('span', { text: t('file') })),
    tile('sticker', h('b', { text: '👌' }), { sticker: '👌' }), tile('voice', icon('voice'), { voice: VOICE_SECONDS }), tile('place', icon('place'), { location: PLACE }));
  const sendButton = h('button', { class: 'send', testid: `send-${chat.id}`, 'aria-label': t('send'), title: t('send'), onclick: send }, icon('send'));
  const who = () => speaker(chat);
  const menu = suggestions(chat, field, who, (text) => { write(text); field.focus(); });
  const reply = h('div', { class: 'replying', hidden: true });
  const files = h('ul', { class: 'staged', hidden: true });
  const role = chat.kind === 'group' ? roleSelect() : null;
  let sending = false;

  const node = h('div', { class: 'composer' },
    menu.list, role?.row ?? null, reply, files, more,
    h('div', { class: 'write' },
      h('button', { class: 'icon-button', 'aria-label': t('attach'), title: t('attach'), testid: `more-${chat.id}`, onclick: () => { more.hidden = !more.hidden; } }, icon('attach')),
      field,
      h('button', { class: 'icon-button', 'aria-label': t('commands'), title: t('commands'), testid: `commands-${chat.id}`, onclick: toggleMenu }, icon('slash')),
      sendButton));

  function roleSelect() {
    const select = h('select', { testid: `speaker-${chat.id}`, 'aria-label': t('speaker'), onchange: changeSpeaker });
    return { select, row: h('div', { class: 'as' }, h('span', { text: t('speakAs') }), select, h('span', { text: t('speakAsEnd') })) };
  }

  function changeSpeaker(event) {
    state.speakers.set(chat.id, Number(event.target.value));
    emit('speaker', chat.id);
    update();
  }

  function toggleMenu() {
    if (!menu.list.hidden) { menu.close(); return; }
    if (!field.value) write('/');
    field.focus();
    menu.update();
  }

  function write(text) {
    field.value = text;
    kept.text = text;
    field.setSelectionRange(text.length, text.length);
    fit();
    menu.close();
    ready();
  }

  function typed() {
    kept.text = field.value;
    if (field.value) playAs(who());
    fit();
    menu.update();
    ready();
  }

  // An input method's own Enter ends its word and sends nothing.
  function pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (menu.key(event)) { event.preventDefault(); return; }
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); send(); }
    if (event.key === 'Escape' && kept.editing) write('');
    if (event.key === 'Escape' && (kept.replyTo || kept.editing)) { kept.replyTo = kept.editing = null; update(); }
  }

  function tile(name, sign, what) {
    return h('button', { class: 'tile', testid: `${name}-${chat.id}`, onclick: () => sendSign(what) }, sign, h('span', { text: t(name) }));
  }

  async function sendSign(what) {
    more.hidden = true;
    playAs(who());
    await attempt(async () => {
      await api.sign(who(), chat.id, what);
      await Promise.all([loadMessages(chat.id), loadWorld()]);
      emit('bottom', chat.id);
    });
  }

  function picked(event, asPhotos) {
    kept.photos = asPhotos;
    more.hidden = true;
    stage([...event.target.files]);
    event.target.value = '';
  }

  function pasted(event) {
    const pastedFiles = [...(event.clipboardData?.files ?? [])];
    if (pastedFiles.length) { event.preventDefault(); stage(pastedFiles); }
  }

  function stage(added) {
    kept.files.push(...added);
    update();
    field.focus();
  }

  async function send() {
    const text = field.value.trim();
    if (sending || (!text && !kept.files.length)) return;
    sending = true;
    ready();
    menu.close();
    const as = who();
    playAs(as);
    await attempt(async () => {
      await deliver(as, text);
      if (field.value.trim() === text) write('');
      kept.replyTo = null;
      emit('said', { chat: chat.id, text });
      await Promise.all([loadMessages(chat.id), loadWorld()]);
      emit('bottom', chat.id);
    });
    sending = false;
    update();
  }

  /** Only pictures can go as photos. */
  const asPhotos = () => Boolean(kept.photos) && kept.files.every((file) => file.type.startsWith('image/'));

  // Several files go as one album, the caption with its first; what was delivered leaves the tray, so a retry repeats nothing.
  async function deliver(as, text) {
    if (kept.editing) {
      await api.edit(as, chat.id, kept.editing, text);
      kept.editing = null;
      return;
    }
    if (!kept.files.length) return void await api.say(as, chat.id, text, kept.replyTo);
    let caption = text;
    while (kept.files.length) {
      const album = kept.files.slice(0, ALBUM);
      await api.sendFiles(as, chat.id, caption, album, asPhotos(), kept.replyTo);
      kept.files.splice(0, album.length);
      if (caption && field.value.trim() === text) write('');
      caption = '';
    }
  }

  function fit() {
    field.style.height = 'auto';
    if (field.scrollHeight) field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`;
  }

  function ready() {
    sendButton.disabled = sending || (!field.value.trim() && !kept.files.length);
  }

  /** Takes a message of one's own into the field. */
  function edit(message) {
    if (!message) return;
    kept.replyTo = null;
    kept.editing = message.id;
    write(message.text ?? '');
    update();
    field.focus();
  }

  function drawReply() {
    const message = state.messages.get(chat.id)?.find((one) => one.id === (kept.editing ?? kept.replyTo));
    reply.hidden = !message;
    if (!message) return;
    if (kept.editing) {
      reply.replaceChildren(icon('edit'),
        h('span', { class: 'replying-text' }, h('strong', { text: t('editing') }), h('span', { text: firstLine(message) })),
        h('button', { class: 'icon-button', 'aria-label': t('cancelEdit'), onclick: () => { kept.editing = null; write(''); update(); } }, icon('close')));
      return;
    }
    reply.replaceChildren(icon('reply'),
      h('span', { class: 'replying-text' }, h('strong', { text: t('replyTo', { name: message.name }) }), h('span', { text: firstLine(message) })),
      h('button', { class: 'icon-button', 'aria-label': t('cancelReply'), onclick: () => { kept.replyTo = null; update(); field.focus(); } }, icon('close')));
  }

  function drawFiles() {
    files.hidden = kept.files.length === 0;
    files.replaceChildren(...kept.files.map((file, index) => h('li', {}, icon('file'),
      h('span', { class: 'staged-name', text: file.name }), h('span', { class: 'quiet', text: sizeText(file.size) }),
      h('button', { class: 'icon-button', 'aria-label': `${t('removeFile')} ${file.name}`, onclick: () => { kept.files.splice(index, 1); update(); } }, icon('close')))));
    if (!kept.files.length || kept.files.some((file) => !file.type.startsWith('image/'))) return;
    files.append(h('li', { class: 'as-what' }, h('button', { class: 'plain', testid: `as-${chat.id}`, text: t(asPhotos() ? 'asPhotos' : 'asFiles'), 'aria-pressed': asPhotos(), onclick: () => { kept.photos = !kept.photos; update(); } })));
  }

  function drawRole() {
    const able = speakersOf(chat);
    const signature = able.map((one) => `${one.id}${one.name}${one.role}`).join();
    if (role.select.dataset.signature !== signature) {
      role.select.dataset.signature = signature;
      role.select.replaceChildren(...able.map((one) => h('option', { value: one.id, text: `${one.name} · ${t(one.role)}` })));
    }
    role.select.value = who();
  }

  /** Brings the composer up to its draft and the world. */
  function update(next = chat) {
    chat = next;
    if (role) drawRole();
    drawReply();
    drawFiles();
    const name = person(who())?.name ?? speakersOf(chat).find((one) => one.id === who())?.name ?? '';
    field.placeholder = kept.files.length ? t('caption') : t('write');
    field.setAttribute('aria-label', t('writeAs', { name }));
    ready();
  }

  field.value = kept.text;
  update();
  return { node, field, update, write, stage, edit, fit };
}
