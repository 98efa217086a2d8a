// Toasts and dialogs.

import { h, avatar, icon } from './dom.js';
import { t } from './text.js';

let timer;

/** One sentence at the foot of the page; the newest takes the place of the last. */
export function toast(sentence, fault = false) {
  clearTimeout(timer);
  const node = h('div', { class: fault ? 'toast fault' : 'toast', testid: 'toast', text: sentence });
  document.getElementById('toasts').replaceChildren(node);
  timer = setTimeout(() => node.remove(), 2500 + sentence.length * 70);
}

/** Does it, and shows a refusal as a toast; false when it was refused. */
export async function attempt(action) {
  try {
    await action();
    return true;
  } catch (error) {
    toast(error.message, true);
    return false;
  }
}

function modal(testid, label, ...children) {
  const dialog = h('dialog', { testid, 'aria-label': label }, ...children);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(''); });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const closed = (dialog) => new Promise((resolve) => {
  dialog.addEventListener('close', () => resolve(dialog.returnValue));
});

/** Words that must be read before going on. */
export function alertDialog(sentence) {
  const dialog = modal('alert', sentence,
    h('p', { class: 'dialog-text', text: sentence }),
    h('div', { class: 'dialog-foot' },
      h('button', { class: 'primary', testid: 'alert-ok', text: t('ok'), onclick: () => dialog.close('') })));
  return closed(dialog);
}

/** A question with yes and no. */
export async function confirmDialog(sentence, yes) {
  const dialog = modal('confirm', sentence,
    h('p', { class: 'dialog-text', text: sentence }),
    h('div', { class: 'dialog-foot' },
      h('button', { class: 'plain', testid: 'confirm-no', text: t('cancel'), onclick: () => dialog.close('') }),
      h('button', { class: 'primary danger', testid: 'confirm-yes', text: yes, onclick: () => dialog.close('yes') })));
  return await closed(dialog) === 'yes';
}

/** Lets one of these acts be done; they are {key, label, sign, act}. */
export async function actMenu(title, acts) {
  const rows = acts.map((one) => h('button', { class: 'act', testid: `act-${one.key}`, onclick: () => dialog.close(one.key) }, icon(one.sign), h('span', { text: one.label })));
  const dialog = modal('menu', title, h('div', { class: 'acts' }, rows));
  const chosen = await closed(dialog);
  acts.find((one) => one.key === chosen)?.act();
}

/** Lets one person be chosen; people are {id, name, note}. Null when nobody was. */
export async function pickPerson(title, note, people) {
  const rows = people.map((person) => h('button', {
    class: 'person', testid: `pick-${person.id}`, onclick: () => dialog.close(String(person.id)),
  },
  avatar(person.id, person.name),
  h('span', { class: 'person-name', text: person.name }),
  h('span', { class: 'person-note', text: person.note ?? '' })));
  const none = h('p', { class: 'quiet', text: t('noMatch'), hidden: true });
  const narrow = (event) => {
    const sought = event.target.value.trim().toLowerCase();
    rows.forEach((row, at) => { row.hidden = !people[at].name.toLowerCase().includes(sought); });
    none.hidden = rows.some((row) => !row.hidden);
  };
  const dialog = modal('picker', title,
    h('div', { class: 'dialog-head' },
      h('h2', { text: title }),
      h('button', { class: 'icon-button', 'aria-label': t('close'), onclick: () => dialog.close('') }, icon('close'))),
    note ? h('p', { class: 'quiet', text: note }) : null,
    h('input', { class: 'search-box', type: 'search', placeholder: t('whoSearch'), 'aria-label': t('whoSearch'), testid: 'picker-search', oninput: narrow }),
    h('div', { class: 'person-list' }, rows, none));
  const chosen = await closed(dialog);
  return chosen ? people.find((person) => String(person.id) === chosen) : null;
}
