/** A "no" to something that would help: what is not possible stands near what the buyer would have got. */
const help = {
  en: '(?:send|replace|repair|refund|reimburse|compensate|pay|credit|exchange|take back|accept|grant|offer|help|agree)',
  ru: '(?:прислать|отправить|дослать|заменить|поменять|обменять|починить|отремонтировать|вернуть|возместить|компенсировать|оплатить|принять|удовлетворить|предложить|помочь|пойти навстречу|снизить)',
};
const noes = {
  en: [
    `\\b(?:cannot|can not|can't|could not|couldn't|are unable to|am unable to|are not able to|am not able to|will not|won't|are not going to|are not in a position to)(?:\\s+\\S+){0,3}?\\s+${help.en}\\b`,
    '\\b(?:have to|must|had to) (?:decline|refuse|reject|turn (?:this|it|you) down)\\b',
    '\\b(?:decline|reject|refuse) (?:your|the) (?:claim|request|complaint)\\b',
    '\\b(?:claim|request|complaint|refund|replacement)(?:\\s+\\S+){0,3}? (?:is|has been|was|must be) (?:declined|rejected|refused|denied|turned down)\\b',
    "\\b(?:is|it's) (?:technically )?(?:not possible|impossible)\\b",
    '\\b(?:refund|replacement|exchange|compensation|repair)(?:\\s+\\S+){0,3}? (?:is not|is no longer|are not|will not be) (?:possible|available|offered|granted|made)\\b',
  ],
  ru: [
    `(?<!\\p{L})не (?:можем|могу|сможем|смогу|получится|удастся|готовы|будем|станем|вправе)(?:\\s+\\S+){0,3}?\\s+${help.ru}(?!\\p{L})`,
    `(?<!\\p{L})${help.ru}(?:\\s+\\S+){0,4}?\\s+(?:не (?:можем|могу|сможем|смогу|получится|удастся)|невозможно|нельзя)(?!\\p{L})`,
    `(?<!\\p{L})(?:невозможно|нельзя|нет возможности)(?:\\s+\\S+){0,3}?\\s+${help.ru}(?!\\p{L})`,
    '(?<!\\p{L})(?:вынужден\\p{L}*|приходится|придётся|приш(?:лось|ли)) (?:вам )?отказать(?!\\p{L})',
    '(?<!\\p{L})(?:в (?:возврате|замене|компенсации|возмещении)(?:\\s+\\S+){0,3}? отказ|отказываем(?!\\p{L})|отклонен[оы]?(?!\\p{L})|отклонён)',
    '(?<!\\p{L})(?:возврат|замена|обмен|компенсация|ремонт|это)(?:\\s+\\S+){0,3}? (?:невозмож\\p{L}+|не предусмотр\\p{L}+)',
    '(?<!\\p{L})технически невозможно(?!\\p{L})',
  ],
};
/** A bar of time or amount is no refusal: "cannot send them before Friday", "не сможем отправить раньше пятницы". */
const only = {
  en: /\b(?:before|earlier|sooner|until|today|right away|immediately|yet|without)\b/iu,
  ru: /(?<!\p{L})(?:раньше|до|сегодня|сразу|пока|без|быстрее|немедленно)(?!\p{L})/iu,
};
const patterns = {
  en: noes.en.map((one) => new RegExp(one, 'iu')),
  ru: noes.ru.map((one) => new RegExp(one, 'iu')),
};

/**
 * The sentence in which a letter turns the buyer down, or null. Only a hint for who writes it, who is asked whether a
 * colleague shall see it first: it may be wrong both ways, and decides nothing (decision 0141).
 */
export function saysNo(letter: string, language: 'ru' | 'en'): string | null {
  const own = letter
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n');
  for (const found of own.matchAll(/[^.!?\n]+[.!?]*/gu)) {
    const sentence = found[0].trim();
    const asks = sentence.endsWith('?') || /^(?:if|когда|если)(?!\p{L})/iu.test(sentence);
    if (!asks && patterns[language].some((one) => one.test(sentence)) && !only[language].test(sentence)) {
      return sentence;
    }
  }
  return null;
}
