// The steps of the guided story: what each asks, what its button does, and how it sees that it happened.
// A step's `seen` looks at messages and at what this page did; it never decides anything for the bot.

import { pointAt } from './dom.js';
import { attempt, pickPerson } from './notice.js';
import { begun, emit, leadGroup, loadMessages, person, state } from './state.js';
import { t } from './text.js';
import { advance } from './top.js';

const TASK = '/task 7月安全生产月报 截止 本周五17:00 部门 全体 材料 月报表、隐患台账';
const ROSTER = '/sample/roster.csv';
const SET_UP = /开始设置|set up/i;
const PUBLISH = /发布|publish/i;
const RECEIVED = /收到|got it/i;
const DATED = /定个|定于|打算|月\d+日|周[一二三四五六日天]|set a date|\d{1,2}:\d{2}/i;
const HOUSING = /住建|住房和城乡建设/;
const DAY_MS = 86_400_000;

const said = (progress, command) => leadMessages(progress).find((one) => !one.bot && one.text?.trim().startsWith(command));

/** What was said in the lead group since the story began. */
function leadMessages(progress) {
  const group = leadGroup();
  return (state.messages.get(group?.id) ?? []).filter((one) => one.id > progress.after);
}

const answered = (progress, command, test) => {
  const asked = said(progress, command);
  return Boolean(asked) && leadMessages(progress).some((one) => one.bot && one.id > asked.id && test(one));
};

const labels = (message) => (message.buttons ?? []).flat().map((key) => key.label);

function prefill(text) {
  emit('prefill', { chat: leadGroup().id, text });
}

/** Points at the newest button of a chat whose label fits. */
function pointAtKey(chat, pattern) {
  emit('open', chat);
  const messages = [...(state.messages.get(chat) ?? [])].reverse();
  for (const message of messages) {
    for (const [y, row] of (message.buttons ?? []).entries()) {
      const x = row.findIndex((key) => pattern.test(key.label));
      if (x < 0) continue;
      const key = document.querySelector(`[data-testid="btn-${chat}-${message.id}-${y}-${x}"]`);
      if (key) pointAt(key, 'nearest');
      return true;
    }
  }
  return false;
}

const contacts = () => {
  const leads = new Set((leadGroup()?.members ?? []).map((one) => one.id));
  return state.world.chats.filter((chat) => chat.kind === 'private' && begun(chat) && !leads.has(chat.user));
};

/** The housing bureau's contact: by name, else by what the bot told them. */
async function findHousing() {
  const known = contacts();
  const named = known.find((chat) => HOUSING.test(chat.title) || HOUSING.test(chat.last?.text ?? ''));
  if (named) return named;
  await Promise.all(known.map((chat) => (state.messages.has(chat.id) ? null : loadMessages(chat.id).catch(() => {}))));
  return known.find((chat) => (state.messages.get(chat.id) ?? []).slice(-6).some((one) => one.bot && HOUSING.test(one.text ?? ''))) ?? null;
}

async function playContact() {
  const found = await findHousing();
  if (found) { emit('open', found.id); return; }
  const all = contacts().map((chat) => ({ ...person(chat.user), name: chat.title, chat: chat.id, note: '' }));
  const chosen = await pickPerson(t('pickContact'), null, all);
  if (chosen) emit('open', chosen.chat);
}

async function attachRoster() {
  await attempt(async () => {
    const answer = await fetch(ROSTER);
    if (!answer.ok) throw new Error(t('failed', { why: ROSTER }));
    const file = new File([await answer.blob()], 'roster.csv', { type: 'text/csv' });
    emit('stage', { chat: leadGroup().id, file });
    prefill('/roster');
  });
}

const setup = {
  key: 'setup',
  zh: ['绑定牵头群', '告诉机器人：这个群就是安委办。', '填入 /setup'],
  en: ['Bind the group', 'Tell the bot that this group is the lead office.', 'Fill in /setup'],
  act: () => prefill('/setup 市安委办'),
  seen: (progress) => progress.setUp || answered(progress, '/setup', () => true),
};

const roster = {
  key: 'roster',
  zh: ['导入名单', '把名单附上，先看一遍再确认导入。', '附上样例名单'],
  en: ['Import the roster', 'Attach the roster, look it over, then confirm.', 'Attach the sample'],
  link: { href: ROSTER, zh: '下载样例名单', en: 'Download the sample' },
  act: attachRoster,
  seen: (progress) => leadMessages(progress).some((one) => !one.bot && one.file),
};

const invite = {
  key: 'invite',
  zh: ['请联络员进来', '发一个个人链接，点它，再选一个人来打开。', '填入 /invite'],
  en: ['Let a contact join', 'Make a personal link, press it, choose who opens it.', 'Fill in /invite'],
  act: () => prefill('/invite 市住建局'),
  seen: () => contacts().length > 0,
};

const task = {
  key: 'task',
  zh: ['登记一件事项', '一行话说清：什么事、几时截止、哪些部门、交什么。', '填入 /task'],
  en: ['Register a task', 'One line: what, by when, which departments, what to hand in.', 'Fill in /task'],
  act: () => prefill(TASK),
  seen: (progress) => answered(progress, '/task', (one) => labels(one).length > 0 || /T\d+/.test(one.text)),
};

const publish = {
  key: 'publish',
  zh: ['发布', '看清预览：截止、名单、催办的日子，然后按“发布”。', '指给我看'],
  en: ['Publish', 'Check the preview: deadline, departments, nudge days; then press Publish.', 'Show me'],
  act: () => { if (!pointAtKey(leadGroup().id, PUBLISH)) emit('open', leadGroup().id); },
  seen: (progress) => progress.published
    || answered(progress, '/task', (one) => /(^|[^A-Za-z])T\d+/.test(one.text) && !labels(one).some((label) => PUBLISH.test(label))),
};

const play = {
  key: 'play',
  zh: ['扮演市住建局的联络员', '换到另一边：看看联络员的手机上收到了什么。', '打开 TA 的私聊'],
  en: ['Play the housing bureau’s contact', 'Change sides: see what arrived on the contact’s phone.', 'Open the chat'],
  act: playContact,
  seen: (progress) => Boolean(progress.contact) && begunByBot(progress.contact),
};

const begunByBot = (chat) => (state.messages.get(chat) ?? []).some((one) => one.bot);

const answer = {
  key: 'answer',
  zh: ['点收到、定个日子', '两下就够：先按“收到”，再选打算哪天报。', '指给我看'],
  en: ['Got it, and a date', 'Two taps: “Got it”, then the day you plan to hand in.', 'Show me'],
  act: (progress) => {
    if (!progress.contact) return playContact();
    return progress.received ? pointAtKey(progress.contact, DATED) : pointAtKey(progress.contact, RECEIVED);
  },
  seen: (progress) => Boolean(progress.received && progress.dated),
};

const days = {
  key: 'days',
  zh: ['让两天过去', '没人扮演的联络员会按各自的习惯回应；该催的，机器人会催。', '+1 天'],
  en: ['Let two days pass', 'Contacts nobody plays answer by habit; the bot nudges where it is due.', '+1 day'],
  act: () => advance({ minutes: 24 * 60 }),
  seen: (progress) => new Date(state.world.now) - new Date(progress.from) >= 2 * DAY_MS,
};

const status = {
  key: 'status',
  zh: ['看进展', '谁报了、谁定了日子、谁还没回音，一眼看清。', '填入 /status'],
  en: ['See how it stands', 'Who handed in, who set a date, who has not answered.', 'Fill in /status'],
  act: () => prefill('/status T1'),
  seen: (progress) => answered(progress, '/status', () => true),
};

const week = {
  key: 'week',
  zh: ['等到截止之后', '让这一周过完；逾期的，机器人会接着催。', '过到周末'],
  en: ['Past the deadline', 'Let the week end; the bot goes on asking for what is late.', 'To the weekend'],
  act: (progress) => advance({ minutes: Math.max(0, Math.ceil((weekend(progress) - new Date(state.world.now)) / 60_000)) }),
  seen: (progress) => new Date(state.world.now) >= weekend(progress),
};

const weekend = (progress) => new Date(new Date(progress.from).getTime() + 5 * DAY_MS);

const report = {
  key: 'report',
  zh: ['看报告', '完成度和配合度并列，每个数字都有出处。', '填入 /report'],
  en: ['Read the report', 'Completion beside cooperation, every figure with its source.', 'Fill in /report'],
  act: () => prefill('/report'),
  seen: (progress) => answered(progress, '/report', () => true),
};

const common = [task, publish, play, answer, days, status, week, report];

/** The steps of a scenario. */
export const stepsOf = (scenario) => (scenario === 'empty' ? [setup, roster, invite, ...common] : common);

/** Takes note of a press made on this page. */
export function notePress(progress, { chat, label }) {
  if (chat === leadGroup()?.id) {
    if (SET_UP.test(label)) progress.setUp = true;
    if (PUBLISH.test(label)) progress.published = true;
    return;
  }
  if (RECEIVED.test(label)) progress.received = true;
  else if (progress.received && DATED.test(label)) progress.dated = true;
}

/** Takes note of words said on this page. */
export function noteWords(progress, { chat, text }) {
  if (chat === progress.contact && progress.received && DATED.test(text)) progress.dated = true;
}

/** Takes note of a chat that was opened. */
export function noteOpened(progress, chat) {
  if (contacts().some((one) => one.id === chat)) progress.contact = chat;
}
