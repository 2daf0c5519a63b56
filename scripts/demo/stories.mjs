// Claims of the demonstration: what the buyer tells, and what the desk has done about it so far. Between them they show
// every state of a claim and most parties of the table of causes.
import { randomUUID } from 'node:crypto';

/** Goods that came as they left us, as far as one sees from outside: what a story says otherwise stands beside it. */
const cameWell = {
  seal: 'intact',
  packaging: 'intact',
  counted: 'with_driver',
  noted: 'clean',
  unpack: 'not_filmed',
  packaging_kept: 'yes',
};

const key = () => ({ headers: { 'idempotency-key': randomUUID() } });

export const stories = {
  'SO-10481': {
    shows: 'a shortage, just received',
    claim: {
      lines: [
        {
          line: 1,
          kind: 'content',
          content_kind: 'shortage',
          quantity: 2,
          words: 'We counted twice: 22 mugs instead of 24. The layer on top was full, two were missing below.',
          picture: 'open',
        },
      ],
      wish: {
        kind: 'send_again',
        words: 'Please send the two missing mugs before Friday, we open a second counter then.',
      },
      acceptance: { ...cameWell, counted: 'later' },
    },
  },
  'SO-10482': {
    shows: 'damage seen at acceptance, a question to the buyer',
    claim: {
      language: 'ru',
      lines: [
        {
          line: 1,
          kind: 'visible',
          quantity: 1,
          words: 'Угол коробки был смят, у одного чайника вмятина на боку и погнута ручка.',
          picture: 'dented',
        },
      ],
      wish: { kind: 'send_again', words: 'Замените, пожалуйста, один чайник.' },
      acceptance: { ...cameWell, packaging: 'damaged', noted: 'unknown' },
    },
    async then({ desk }) {
      await desk('tom').answer(
        'question',
        'Ольга, здравствуйте! Очень жаль, что чайник приехал помятым: представляю, как это некстати, когда товар уже ждут. ' +
          'Подскажите, пожалуйста: успели ли вы с водителем сделать отметку о повреждении в накладной, и есть ли её снимок? ' +
          'Завтра до 12:00 я напишу вам, как мы всё исправим. Том Лосев',
      );
    },
  },
  'SO-10483': {
    shows: 'hidden damage, being investigated',
    claim: {
      lines: [
        {
          line: 2,
          kind: 'hidden',
          quantity: 1,
          words:
            'One bottle of oil had leaked inside the carton. Outside everything looked dry, we found it while shelving.',
          picture: 'open',
        },
      ],
      wish: { kind: 'refund', words: null },
      acceptance: cameWell,
    },
    async then({ desk }) {
      const work = desk('anna');
      await work.answer(
        'acknowledge',
        'Dear Mr Feld, what a nuisance: oil on the shelf is the last thing you need on delivery day, and I am sorry about it. ' +
          'I am looking at how this carton was packed right now and will write to you with a solution by tomorrow, 3 pm. Anna Berg',
      );
      await work.note(
        'Film looks fine up to the tape. Asked the carrier whether the pallet was re-stacked at the hub.',
      );
    },
  },
  'SO-10484': {
    shows: 'damage noted on the waybill, waiting for the carrier',
    claim: {
      language: 'ru',
      lines: [
        {
          line: 1,
          kind: 'visible',
          quantity: 7,
          words: 'Паллету уронили при разгрузке, семь тарелок разбиты. Водитель расписался в накладной.',
          picture: 'dented',
        },
      ],
      wish: { kind: 'refund', words: 'Верните, пожалуйста, стоимость разбитых тарелок.' },
      acceptance: { ...cameWell, packaging: 'damaged', noted: 'noted' },
    },
    async then({ desk }) {
      const work = desk('tom');
      await work.answer(
        'acknowledge',
        'Здравствуйте! Сожалею, что ваша приёмка превратилась в сбор осколков. Спасибо, что сделали отметку в накладной: она очень ' +
          'помогает. Деньги за семь тарелок мы вернём вам в любом случае, до среды; с перевозчиком разберёмся сами. Том Лосев',
      );
      await work.fact(1, 'video', 'ok', 'На записи тарелки целы, коробка проложена бумагой и заклеена.');
      await work.wait('carrier');
    },
  },
  'SO-10485': {
    shows: 'a wrong item, decided against the proposal',
    claim: {
      lines: [
        {
          line: 2,
          kind: 'content',
          content_kind: 'wrong_item',
          quantity: 6,
          words: 'Six of the mugs are the blue ones. We had ordered all eighteen in sand.',
          picture: 'open',
        },
      ],
      wish: { kind: 'send_again', words: null },
      acceptance: { ...cameWell, packaging_kept: 'no' },
    },
    async then({ desk }) {
      const work = desk('anna');
      await work.answer(
        'acknowledge',
        'Dear Ms Prado, a shelf in two colours is not what you planned, and I am sorry for the trouble. I will write to you ' +
          'with a solution by noon tomorrow. Anna Berg',
      );
      await work.decide(
        2,
        'supplier',
        'Blue mugs can be seen going into the carton: the order sheet named the wrong colour.',
      );
    },
  },
  'SO-10486': {
    shows: 'a delay, settled and closed',
    claim: {
      language: 'ru',
      lines: [
        { line: 1, kind: 'delay', words: 'Ждали свёрла к понедельнику, пришли только в среду, бригада простояла.' },
      ],
      wish: { kind: 'explanation', words: null },
      acceptance: { ...cameWell, unpack: 'unknown', packaging_kept: 'unknown' },
    },
    async then({ desk }) {
      const work = desk('vera');
      await work.answer(
        'answer',
        'Павел Андреевич, здравствуйте! Понимаю, как обидно платить бригаде за ожидание. Простите нас за это: заказ ушёл со склада ' +
          'позже, чем мы обещали. Мы вернём вам стоимость доставки до пятницы и закрепили за вашими заказами отдельную отгрузку по утрам. Вера Ким',
      );
      await work.decide(1, 'supplier', 'Заказ собрали позже срока: не хватало упаковщика на второй смене.');
      await work.close(
        'Павел Андреевич, стоимость доставки мы вернули сегодня, поэтому закрываю обращение. Если что-то останется не так, просто ' +
          'ответьте на этой странице, и я продолжу. Ещё раз простите за простой. Вера Ким',
      );
    },
  },
  'SO-10487': {
    shows: 'goods that never came, taken to the manager, with a wish for the video',
    undelivered: true,
    claim: {
      lines: [
        { line: 1, kind: 'lost', words: 'Nothing has arrived and the tracking page has not changed since Tuesday.' },
      ],
      wish: { kind: 'explanation', words: 'When will it be here?' },
      acceptance: null,
    },
    async then({ buyer, claim }) {
      await buyer.post('/api/v1/portal/video-requests', { claim }, key());
      await buyer.post(
        `/api/v1/portal/claims/${claim}/escalation`,
        { words: 'Our kitchen stands still without the oil. Please help.' },
        key(),
      );
    },
  },
  'SO-10488': {
    shows: 'a shortage whose packing was not fully filmed',
    cameraLost: true,
    claim: {
      language: 'ru',
      lines: [
        {
          line: 1,
          kind: 'content',
          content_kind: 'shortage',
          quantity: 6,
          words: 'В коробке 30 кружек вместо 36. Пломба была целой, вскрывали при двух сотрудниках.',
          picture: 'open',
        },
      ],
      wish: { kind: 'send_again', words: null },
      acceptance: { ...cameWell, counted: 'later', unpack: 'filmed' },
    },
    async then({ desk }) {
      await desk('tom').fact(1, 'unpack', 'supports', 'Съёмка покупателя без склеек: видны этикетка и целая пломба.');
    },
  },
};
