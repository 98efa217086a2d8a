// The commands that pop up when a message begins with a slash.

import * as api from './api.js';
import { h } from './dom.js';

/** Suggestions above a text field; `who` names the speaker, `put` takes the chosen command. */
export function suggestions(chat, field, who, put) {
  let known = Promise.resolve([]);
  let knownFor = null;
  let shown = [];
  let at = 0;
  const list = h('ul', { class: 'suggest', role: 'listbox', id: `suggest-${chat.id}`, hidden: true, testid: `suggest-${chat.id}` });

  function load() {
    if (knownFor !== who()) {
      knownFor = who();
      known = api.commands(chat.id, knownFor).catch(() => { knownFor = null; return []; });
    }
    return known;
  }

  function close() {
    shown = [];
    list.hidden = true;
    field.removeAttribute('aria-activedescendant');
    field.setAttribute('aria-expanded', 'false');
  }

  function draw() {
    list.replaceChildren(...shown.map((one, index) => h('li', {
      role: 'option', id: `suggest-${chat.id}-${index}`, 'aria-selected': String(index === at), class: index === at ? 'at' : '',
      testid: `command-${chat.id}-${one.command}`,
      onmousedown: (event) => event.preventDefault(),
      onclick: () => choose(index),
    }, h('b', { text: `/${one.command}` }), h('span', { text: one.description }))));
    list.hidden = shown.length === 0;
    field.setAttribute('aria-expanded', String(shown.length > 0));
    if (shown.length) field.setAttribute('aria-activedescendant', `suggest-${chat.id}-${at}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function choose(index) {
    const { command } = shown[index];
    close();
    put(`/${command} `);
  }

  async function update() {
    if (!/^\/\w*$/.test(field.value)) return close();
    const commands = await load();
    const begun = /^\/(\w*)$/.exec(field.value)?.[1]?.toLowerCase();
    if (begun === undefined) return close();
    shown = commands.map((one) => ({ ...one, command: one.command.replace(/^\//, '') })).filter((one) => one.command.startsWith(begun));
    at = 0;
    draw();
  }

  /** True when the key was meant for the list. A command typed in full is sent, not completed. */
  function key(event) {
    if (!shown.length) return false;
    const full = field.value === `/${shown[at].command}`;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') at = (at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length;
    else if (event.key === 'Escape') { close(); return true; }
    else if (event.key === 'Tab' || (event.key === 'Enter' && !full)) { choose(at); return true; }
    else return false;
    draw();
    return true;
  }

  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-controls', list.id);
  return { list, update, key, close };
}
