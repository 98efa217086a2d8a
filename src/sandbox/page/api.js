// The server's API: one function per call. A refusal becomes an Error with the server's own sentence.

import { t } from './text.js';

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(t('unreachable'));
  }
  const text = await response.text();
  let body = null;
  try { body = text ? JSON.parse(text) : null; } catch { /* not JSON: the status says enough */ }
  if (!response.ok) throw new Error(body?.error ?? t('failed', { why: `HTTP ${response.status}` }));
  return body;
}

const get = (path, query) => call(query ? `${path}?${new URLSearchParams(query)}` : path);

const post = (path, body) => call(path, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const world = () => get('/api/world');
export const messages = (chat) => get('/api/messages', { chat });
export const commands = (chat, as) => get('/api/commands', { chat, as });
export const press = (as, chat, message, data) => post('/api/press', { as, chat, message, data });
export const start = (as, code) => post('/api/start', { as, code });
export const clock = (step) => post('/api/clock', step);
export const restart = (scenario) => post('/api/restart', { scenario });
export const play = (user) => post('/api/play', { user });
export const fileAddress = (id) => `/api/file/${encodeURIComponent(id)}`;

export function say(as, chat, text, replyTo) {
  return post('/api/say', replyTo ? { as, chat, text, reply_to: replyTo } : { as, chat, text });
}

export const sign = (as, chat, what) => post('/api/sign', { as, chat, ...what });
export const edit = (as, chat, message, text) => post('/api/edit', { as, chat, message, text });
export const remove = (as, chat, message) => post('/api/delete', { as, chat, message });
export const forward = (as, chat, message, to) => post('/api/forward', { as, chat, message, to });

/** One file is a message, several are an album. */
export function sendFiles(as, chat, caption, files, photos, replyTo) {
  const form = new FormData();
  form.append('as', as);
  form.append('chat', chat);
  form.append('caption', caption);
  if (replyTo) form.append('reply_to', replyTo);
  form.append('photos', photos);
  for (const file of files) form.append('file', file, file.name);
  return call('/api/file', { method: 'POST', body: form });
}

/** Listens for what happens; `connected(false)` while the line is down. */
export function listen(happened, connected) {
  const source = new EventSource('/api/stream');
  source.onopen = () => connected(true);
  source.onerror = () => connected(false);
  source.onmessage = (event) => happened(JSON.parse(event.data));
}
