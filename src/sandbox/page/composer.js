// Where a person writes: reply, files, commands, and who is speaking.

import * as api from './api.js';
import { h, icon, sizeText } from './dom.js';
import { attempt } from './notice.js';
import { draft, emit, loadMessages, loadWorld, person, playAs, speaker, speakersOf, state } from './state.js';
import { suggestions } from './suggest.js';
import { firstLine } from './bubble.js';
import { t } from './text.js';

const TALLEST = 180;

/** The composer of one chat. What is typed lives in the chat's draft, so it outlasts the element. */
export function composer(chat) {
  const kept = draft(chat.id);
  const field = h('textarea', { rows: '1', testid: `composer-${chat.id}`, autocomplete: 'off', oninput: typed, onkeydown: pressed, onpaste: pasted });
  const picker = h('input', { type: 'file', multiple: true, testid: `attach-${chat.id}`, 'aria-label': t('attach'), onchange: picked });
  const sendButton = h('button', { class: 'send', testid: `send-${chat.id}`, 'aria-label': t('send'), title: t('send'), onclick: send }, icon('send'));
  const who = () => speaker(chat);
  const menu = suggestions(chat, field, who, (text) => { write(text); field.focus(); });
  const reply = h('div', { class: 'replying', hidden: true });
  const files = h('ul', { class: 'staged', hidden: true });
  const role = chat.kind === 'group' ? roleSelect() : null;
  let sending = false;

  const node = h('div', { class: 'composer' },
    menu.list, role?.row ?? null, reply, files,
    h('div', { class: 'write' },
      h('label', { class: 'icon-button attach', title: t('attach') }, picker, icon('attach')),
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
    if (event.key === 'Escape' && kept.replyTo) { kept.replyTo = null; update(); }
  }

  function picked() {
    stage([...picker.files]);
    picker.value = '';
  }

  function pasted(event) {
    const pastedFiles = [...(event.clipboardData?.files ?? [])];
    if (pastedFiles.length) { event.preventDefault(); stage(pastedFiles); }
  }

  function stage(more) {
    kept.files.push(...more);
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

  // The caption goes with the first file; what was delivered leaves the tray, so a retry repeats nothing.
  async function deliver(as, text) {
    if (!kept.files.length) return void await api.say(as, chat.id, text, kept.replyTo);
    let caption = text;
    while (kept.files.length) {
      await api.sendFile(as, chat.id, caption, kept.files[0], kept.replyTo);
      kept.files.shift();
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

  function drawReply() {
    const message = state.messages.get(chat.id)?.find((one) => one.id === kept.replyTo);
    reply.hidden = !message;
    if (!message) return;
    reply.replaceChildren(icon('reply'),
      h('span', { class: 'replying-text' }, h('strong', { text: t('replyTo', { name: message.name }) }), h('span', { text: firstLine(message) })),
      h('button', { class: 'icon-button', 'aria-label': t('cancelReply'), onclick: () => { kept.replyTo = null; update(); field.focus(); } }, icon('close')));
  }

  function drawFiles() {
    files.hidden = kept.files.length === 0;
    files.replaceChildren(...kept.files.map((file, index) => h('li', {}, icon('file'),
      h('span', { class: 'staged-name', text: file.name }), h('span', { class: 'quiet', text: sizeText(file.size) }),
      h('button', { class: 'icon-button', 'aria-label': `${t('removeFile')} ${file.name}`, onclick: () => { kept.files.splice(index, 1); update(); } }, icon('close')))));
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
  return { node, field, update, write, stage, fit };
}
