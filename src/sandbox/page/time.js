// Instants as people of the world's zone write them.

import { lang } from './text.js';

let zone = 'Asia/Shanghai';
const formats = new Map();

export function setZone(next) {
  zone = next;
  formats.clear();
}

function format(options) {
  const locale = lang() === 'zh' ? 'zh-CN' : 'en-GB';
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

/** 09:05 */
export const clockTime = (at) => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));

/** 8月3日 · 3 Aug */
const dayMonth = (at) => format(lang() === 'zh' ? { month: 'long', day: 'numeric' } : { month: 'short', day: 'numeric' }).format(new Date(at));

/** 周一 · Mon */
const weekday = (at) => format({ weekday: 'short' }).format(new Date(at));

export const year = (at) => format({ year: 'numeric' }).format(new Date(at));

/** 8月3日 周一 · Mon 3 Aug */
export const longDay = (at) => (lang() === 'zh' ? `${dayMonth(at)} ${weekday(at)}` : `${weekday(at)} ${dayMonth(at)}`);

/** One word per calendar day, to tell days apart. */
export const dayKey = (at) => format({ year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));

/** What a chat list shows: the time today, the weekday this week, else the date. */
export function shortStamp(at, now) {
  if (dayKey(at) === dayKey(now)) return clockTime(at);
  const days = (new Date(now) - new Date(at)) / 86_400_000;
  return days < 6 ? weekday(at) : dayMonth(at);
}
