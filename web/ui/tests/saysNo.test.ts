import { describe, expect, it } from 'vitest';
import { saysNo } from '../desk/claim/saysNo';

const refusals = {
  en: [
    'Dear Mary, unfortunately we cannot send the mugs. It is not possible in this case.',
    'I am sorry, but we are unable to refund the kettle.',
    'We will not be able to help with that, and we have to decline your request.',
    'A replacement is no longer available.',
    'Your claim has been rejected.',
    "We can't simply exchange them.",
  ],
  ru: [
    'К сожалению, прислать такие же кружки мы не сможем.',
    'Мы не можем вернуть деньги за чайник.',
    'Технически невозможно.',
    'Вынуждены отказать: срок прошёл.',
    'Замена по этой позиции невозможна.',
    'Ваше обращение отклонено.',
    'В возврате денег отказано.',
    'Вернуть деньги, увы, нельзя.',
  ],
};
const others = {
  en: [
    'Dear Mary, I am very sorry. Two mugs leave our warehouse tomorrow before noon.',
    'We cannot send them before Friday, but I have asked the driver to come to you first.',
    'Can we not send you new ones instead?',
    'If we cannot replace it, I will refund the whole amount today.',
    '> We cannot refund this, your colleague wrote.\nThat was wrong of us: the money is on its way.',
    'It must have been impossible to work without a kettle.',
    'We cannot thank you enough for the photos.',
  ],
  ru: [
    'Мария, очень жаль, что кружек не хватило. Две недостающие отправим завтра до 12:00.',
    'Раньше пятницы отправить не сможем, но водитель приедет к вам первым.',
    'Если заменить не получится, вернём деньги полностью.',
    'Не могли бы вы прислать фото этикетки?',
    '> Вернуть деньги нельзя\nТак отвечать было неправильно: деньги уже в пути.',
    'Понимаю, что без чайника работать невозможно.',
  ],
};

describe.each(['en', 'ru'] as const)('a letter in %s', (language) => {
  it.each(refusals[language])('says no: %s', (letter) => {
    expect(saysNo(letter, language)).not.toBeNull();
  });
  it.each(others[language])('does not: %s', (letter) => {
    expect(saysNo(letter, language)).toBeNull();
  });
});

it('shows the sentence', () => {
  expect(saysNo('Dear Mary. We cannot send the mugs. Anna', 'en')).toBe('We cannot send the mugs.');
});
