import type { Language } from './language';

type When = string | number | Date;

export interface Formats {
  /** 5 March 2026 */
  date(at: When): string;
  /** 5 March, 14:05; with the year when it is not this one */
  dateTime(at: When): string;
  /** 14:05 */
  time(at: When): string;
  /** 14:05:09 */
  clock(at: When): string;
  /** 5 March, 14:05:09–14:11:40: a recording's interval, whose seconds matter */
  interval(from: When, to: When): string;
  /** in 2 hours, 3 days ago */
  relative(at: When, now?: When): string;
  number(n: number): string;
  /** 12.4 MB */
  bytes(n: number): string;
  percent(share: number): string;
  list(items: readonly string[]): string;
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** 1:02:03 or 2:03. Read at a glance, so the same in every language. */
export function elapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

export function makeFormats(language: Language, timeZone?: string): Formats {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const zone = timeZone === undefined ? {} : { timeZone };
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, ...zone });
  const date = of({ day: 'numeric', month: 'long', year: 'numeric' });
  const dateTime = of({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const dateTimeYear = of({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const time = of({ hour: '2-digit', minute: '2-digit' });
  const clock = of({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const moment = of({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const sizes = language === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] : ['B', 'KB', 'MB', 'GB', 'TB'];
  return {
    date: (at) => date.format(new Date(at)),
    dateTime: (at) => {
      const when = new Date(at);
      return (when.getFullYear() === new Date().getFullYear() ? dateTime : dateTimeYear).format(when);
    },
    time: (at) => time.format(new Date(at)),
    clock: (at) => clock.format(new Date(at)),
    interval: (from, to) => `${moment.format(new Date(from))}–${clock.format(new Date(to))}`,
    relative: (at, now = Date.now()) => {
      const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
      for (const [unit, size] of units) {
        if (Math.abs(seconds) >= size || unit === 'minute') {
          return relative.format(Math.trunc(seconds / size), unit);
        }
      }
      return '';
    },
    number: (n) => plain.format(n),
    bytes: (n) => {
      const step = n > 0 ? Math.min(sizes.length - 1, Math.floor(Math.log10(n) / 3)) : 0;
      const value = n / 1000 ** step;
      const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 }).format(
        value,
      );
      return `${shown}\u00a0${sizes[step] ?? ''}`;
    },
    percent: (share) => percent.format(share),
    list: (items) => list.format(items),
  };
}
