// Orders and claims of the mock, in Russian and in English, in every state.
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
export const at = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();

const hex = (seed) => seed.toString(16).padStart(32, '0');
let nextId = 100;
export const newId = () => hex(nextId++);

const dates = (shift) => ({
  handover_due_at: at(-4 * day + shift),
  promised_at: at(-2 * day + shift),
  ready_at: at(-4 * day - 3 * hour + shift),
  handed_over_at: at(-4 * day - hour + shift),
  delivered_at: null,
});

function order(number, language, buyer, carrier, lines, packages, extra = {}) {
  return {
    number,
    status: 'open',
    buyer: {
      name: buyer,
      email: language === 'ru' ? 'sklad@example.ru' : 'stores@example.com',
      language,
      phone: '+7 495 000-00-00',
    },
    carrier,
    incoterm: 'DAP',
    regime: language === 'ru' ? 'ru_forwarding' : 'cmr',
    ...dates(0),
    lines: lines.map(([sku, name, quantity, unit], index) => ({ line: index + 1, sku, name, quantity, unit })),
    packages: packages.map(([code, weight_grams]) => ({ code, weight_grams })),
    created_at: at(-6 * day),
    updated_at: at(-4 * day),
    ...extra,
  };
}

export const company = {
  ru: { name: 'Северный склад', email: 'help@example.ru', phone: '+7 800 000-00-00' },
  en: { name: 'Northern Stores', email: 'help@example.com', phone: '+44 20 7946 0000' },
};

export function makeOrders() {
  return [
    order(
      'SO-10417',
      'ru',
      'ООО «Механика»',
      'Дальний путь',
      [
        ['FLT-220', 'Фильтр масляный, резьба М20', 12, 'шт'],
        ['BRG-6204', 'Подшипник 6204-2RS', 40, 'шт'],
        ['SEAL-35', 'Манжета армированная 35×52×7', 100, 'шт'],
      ],
      [
        ['046000000000012344', 8420],
        ['046000000000012351', 11_900],
        ['046000000000012368', null],
      ],
    ),
    order(
      'SO-20071',
      'en',
      'Harbour Tools Ltd',
      'Long Road Freight',
      [
        ['DRL-18V', 'Cordless drill, 18 V, with two batteries', 6, 'pcs'],
        ['BIT-SET', 'Drill bits, set of 25', 20, 'sets'],
      ],
      [['SSCC-000719', 21_400]],
    ),
    order('SO-10433', 'ru', 'ИП Соколова', 'Быстрая доставка', [['LAMP-9', 'Лампа светодиодная 9 Вт', 200, 'шт']], [], {
      delivered_at: at(-day),
    }),
    order('SO-20088', 'en', 'Mill Lane Bakery', null, [['TRAY-60', 'Baking tray 60 × 40', 30, 'pcs']], [], {
      status: 'cancelled',
    }),
  ];
}

export const gap = (from, seconds) => ({ from: at(from), to: at(from + seconds * 1000), reason: 'camera_unreachable' });

export function makeSession(order, complete = true) {
  const from = -4 * day - 3 * hour;
  return {
    id: `s-${order}`,
    site: 'north',
    station: 'bench-1',
    order,
    known_order: true,
    started_at: at(from),
    ended_at: at(from + 6 * minute),
    end_reason: 'same_code',
    complete,
    marks: complete ? [] : ['camera_down'],
    cameras: [
      {
        camera: 'bench-1-top',
        from: at(from),
        to: at(from + 6 * minute),
        gaps: complete ? [] : [gap(from + 2 * minute, 38)],
      },
      { camera: 'bench-1-side', from: at(from), to: at(from + 6 * minute), gaps: [] },
    ],
  };
}

export function makeVideo(order, state, extra = {}) {
  const session = makeSession(order);
  const id = newId();
  const file = (name, camera, codec, size_bytes, gaps = []) => ({
    name,
    url: `/api/v1/portal/videos/${id}/${name}`,
    poster_url: camera ? `/api/v1/portal/videos/${id}/${name.replace('.mp4', '.jpg')}` : null,
    media_type: camera ? 'video/mp4' : 'application/json',
    size_bytes,
    sha256: hex(1) + hex(2),
    camera,
    from: camera && session.started_at,
    to: camera && session.ended_at,
    codec: camera && codec,
    width: camera && 1920,
    height: camera && 1080,
    gaps,
  });
  return {
    id,
    order,
    claim: null,
    state,
    origin: 'buyer',
    progress: state === 'fetching' ? 42 : null,
    reason: null,
    requested_at: at(-hour),
    ready_at: state === 'ready' ? at(-50 * minute) : null,
    expires_at: state === 'ready' ? at(6 * day) : null,
    files:
      state === 'ready'
        ? [
            file('1-bench-1-top.mp4', 'bench-1-top', 'h264', 182_400_000),
            file('2-bench-1-side.mp4', 'bench-1-side', 'hevc', 74_900_000, [gap(-4 * day - 3 * hour + 2 * minute, 38)]),
            file('manifest.json', null, null, 3120),
          ]
        : [],
    ...extra,
  };
}

export const facts = {
  kind: ['delay', 'lost', 'content', 'visible', 'hidden'],
  handover: ['on_time', 'late', 'none'],
  video: ['ok', 'bad', 'none'],
  notice: ['in_time', 'late'],
  seal: ['intact', 'broken'],
  noted: ['noted', 'clean'],
  weight: ['same', 'less'],
  unpack: ['supports', 'none', 'refutes'],
};

const said = {
  ru: {
    words: 'В коробке 2 из 3 сняты клапаны, внутри 8 фильтров вместо 12. Остальное на месте.',
    wish: 'Фильтры нужны к четвергу, у нас остановится ремонт.',
    answer:
      'Мария, здравствуйте! Очень жаль, что фильтры пришли не все: понимаем, что из-за этого может встать ремонт.\n\nЧетыре фильтра уже собираем, они уедут сегодня до 18:00 за наш счёт. Завтра до 12:00 я напишу номер накладной.\n\nАнна Лебедева, +7 800 000-00-00',
    note: 'На видео видно 12 штук, коробку закрывали при камере. Вес при отправке 8,42 кг: попросить вес у перевозчика.',
    name: 'Анна Лебедева',
    question: 'Мария, спасибо за снимки! Подскажите, пожалуйста, пломба на коробке была цела, когда её вскрывали?',
  },
  en: {
    words: 'One drill of six is missing. The tape on the carton was cut and closed again with another one.',
    wish: 'We need it by Friday, the shop opens on Saturday.',
    answer:
      'Dear Tom,\n\nwe are sorry that a drill is missing, just before your opening.\n\nA new one leaves us today by 18:00 at our cost. I will write to you with the waybill number tomorrow by 12:00.\n\nAnna Price, +44 20 7946 0000',
    note: 'The film shows six drills going in. Weight at dispatch 21.4 kg: ask the carrier for theirs.',
    name: 'Anna Price',
    question: 'Thank you for the photos, Tom. Was the seal on the carton whole when you opened it?',
  },
};

export const picture = (id) => ({
  id,
  url: `/api/v1/portal/pictures/${id}`,
  width: 1600,
  height: 1200,
  size_bytes: 412_000,
});

const stateData = {
  received: { next: 5 * hour },
  asking_buyer: { next: null, waiting: ['buyer'] },
  investigating: { next: 2 * hour },
  waiting_carrier: { next: -3 * hour, waiting: ['carrier'] },
  decided: { next: 20 * hour },
  closed: { next: null },
};

let eventId = 1;
const event = (kind, author, when, extra = {}) => ({
  id: eventId++,
  at: at(when),
  kind,
  author,
  author_name: null,
  visibility: 'shared',
  data: {},
  pictures: [],
  ...extra,
});

export function makeClaim(number, order, state, extra = {}) {
  const language = order.buyer.language;
  const text = said[language];
  const by = { author_name: text.name };
  const { next, waiting = [] } = stateData[state];
  const history = [
    event('claim_opened', 'buyer', -26 * hour, {
      data: { words: text.words },
      pictures: [picture(newId()), picture(newId())],
    }),
  ];
  if (state !== 'received') {
    history.push(
      event('note_added', 'person', -25 * hour, { ...by, visibility: 'internal', data: { words: text.note } }),
    );
    history.push(event('video_ready', 'system', -24.9 * hour));
  }
  if (state === 'asking_buyer') {
    history.push(
      event('answer_sent', 'person', -24 * hour, { ...by, data: { stage: 'question', words: text.question } }),
    );
    history.push(event('waiting_started', 'system', -24 * hour, { data: { for: 'buyer' } }));
  } else if (state !== 'received') {
    history.push(
      event('answer_sent', 'person', -24 * hour, { ...by, data: { stage: 'acknowledge', words: text.answer } }),
    );
  }
  if (state === 'waiting_carrier') {
    history.push(event('waiting_started', 'person', -23 * hour, { ...by, data: { for: 'carrier' } }));
  }
  const decided = state === 'decided' || state === 'closed';
  if (decided) {
    history.push(event('line_decided', 'person', -3 * hour, { ...by, data: { line: 1, party: 'carrier' } }));
  }
  if (state === 'closed') {
    history.push(event('closing_written', 'person', -2.1 * hour, { ...by, data: { words: text.answer } }));
    history.push(event('claim_closed', 'system', -2 * hour));
  }
  const fact = (name, value, source, words = null) => ({
    name,
    value,
    source,
    allowed: facts[name],
    system_value: source === 'system' ? value : null,
    buyer_value: source === 'buyer' ? value : null,
    set_by: source === 'agent' ? { id: newId(), name: text.name } : null,
    set_at: source === 'agent' ? at(-2 * hour) : null,
    words,
  });
  const ordered = order.lines[0];
  const proposal = decided
    ? {
        outcome: 'decided',
        party: 'carrier',
        rows: [{ row: 11, party: 'carrier', reason: 'opened in transit' }],
        question: null,
        unknown: [],
        unobtainable: [],
      }
    : {
        outcome: 'open',
        party: null,
        rows: [
          { row: 11, party: 'carrier', reason: 'opened in transit' },
          { row: 12, party: 'carrier_buyer', reason: 'rebutted, but not noted' },
          { row: 13, party: 'buyer', reason: 'not shown' },
        ],
        question: { fact: 'noted', text: 'photo of the seal?' },
        unknown: ['noted', 'unpack'],
        unobtainable: [],
      };
  return {
    number,
    state,
    channel: 'portal',
    language,
    version: 7,
    opened_at: at(-26 * hour),
    updated_at: at(-2 * hour),
    next_answer_by: next === null ? null : at(next),
    escalated_at: null,
    closed_at: state === 'closed' ? at(-2 * hour) : null,
    waiting_for: waiting,
    contact: { name: order.buyer.name, email: order.buyer.email, phone: order.buyer.phone },
    wish: { kind: 'send_again', words: text.wish },
    acceptance: {
      delivered_at: at(-27 * hour),
      noticed_at: at(-26.5 * hour),
      seal: 'broken',
      packaging: 'damaged',
      counted: 'with_driver',
      noted: 'unknown',
    },
    assignee: decided ? { id: 'anna', name: text.name } : null,
    pending_refusal: null,
    second_look_stages: ['refusal'],
    order,
    lines: [
      {
        line: 1,
        sku: ordered.sku,
        name: ordered.name,
        unit: ordered.unit,
        quantity_ordered: ordered.quantity,
        kind: 'content',
        content_kind: 'shortage',
        quantity: 1,
        words: text.words,
        pictures: [picture(newId())],
        facts: [
          fact('kind', 'content', 'buyer', 'told_at_filing'),
          fact('handover', 'on_time', 'system', 'handed_over_in_time'),
          fact('video', 'ok', 'system', 'footage_to_view'),
          fact('notice', 'in_time', 'system'),
          fact('seal', 'broken', 'buyer'),
          fact('noted', decided ? 'noted' : null, decided ? 'agent' : null, decided ? 'photo of the waybill' : null),
          fact('weight', null, null),
          fact('unpack', null, null),
        ],
        proposal,
        decision: decided
          ? {
              party: 'carrier',
              shares: { carrier: 100 },
              proposed_party: 'carrier',
              override_reason: null,
              rows: [11],
              facts: {},
              table: 'cause.dmn',
              table_sha256: hex(3) + hex(4),
              by: { id: newId(), name: text.name },
              at: at(-3 * hour),
            }
          : null,
      },
    ],
    history,
    sessions: [makeSession(order.number, state !== 'waiting_carrier')],
    video_requests: [],
    ...extra,
  };
}

export function makeClaims(orders) {
  const find = (number) => orders.find((one) => one.number === number);
  const ru = find('SO-10417');
  const en = find('SO-20071');
  return [
    makeClaim('C-7K3M-92QX', ru, 'investigating', { video_requests: [makeVideo('SO-10417', 'ready')] }),
    makeClaim('C-4TBN-PW81', ru, 'asking_buyer'),
    makeClaim('C-9DHC-3VJE', find('SO-10433'), 'waiting_carrier', {
      escalated_at: at(-2 * hour),
      pending_refusal: {
        by: { id: 'tom', name: 'Том Лосев' },
        at: at(-hour),
        stage: 'answer',
        words:
          'Здравствуйте! Нам жаль, что так вышло. К сожалению, заменить товар мы не сможем, но вернём стоимость доставки.',
        promised_at: null,
      },
    }),
    makeClaim('C-2RSA-6GK0', en, 'received'),
    makeClaim('C-8XYZ-1MFQ', en, 'decided', { video_requests: [makeVideo('SO-20071', 'asked')] }),
    makeClaim('C-5NPE-7BTD', en, 'closed'),
  ];
}
