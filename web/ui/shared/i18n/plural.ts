const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** Russian: 1 день, 2 дня, 5 дней. */
export function ruCount(n: number, one: string, few: string, many: string): string {
  const form = rules.ru.select(n);
  return `${n.toLocaleString('ru')} ${form === 'one' ? one : form === 'few' || form === 'other' ? few : many}`;
}

/** English: 1 day, 2 days. */
export function enCount(n: number, one: string, other: string): string {
  return `${n.toLocaleString('en')} ${rules.en.select(n) === 'one' ? one : other}`;
}
