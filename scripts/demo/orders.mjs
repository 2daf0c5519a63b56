// Orders of the demonstration: a distributor of kitchen and workshop goods, two carriers, buyers who write Russian or
// English. Some come by REST, as a WMS would send them, the rest by CSV.

export const carriers = ['Nordline Express', 'Карго Волга'];

const hour = 3_600_000;

const buyers = {
  lunch: {
    name: 'Lunch Box Ltd, Mary Dean',
    email: 'mary@lunchbox.example',
    language: 'en',
    phone: '+44 20 7946 0011',
  },
  harbour: { name: 'Harbour Tools GmbH, Jonas Feld', email: 'jonas@harbour.example', language: 'en', phone: null },
  ceramic: { name: 'Ceramic Corner, Lucía Prado', email: 'lucia@ceramic.example', language: 'en', phone: null },
  samovar: {
    name: 'ООО «Самовар», Ольга Зимина',
    email: 'zimina@samovar.example',
    language: 'ru',
    phone: '+7 495 123-45-67',
  },
  masterok: { name: 'ИП Мастерок П. А.', email: 'masterok@masterok.example', language: 'ru', phone: null },
  uyut: { name: 'Магазин «Уют», приёмка', email: 'priemka@uyut.example', language: 'ru', phone: '+7 831 987-65-43' },
};

const goods = {
  kettle: { sku: 'KT-17', name: { en: 'Kettle, steel, 1.7 l', ru: 'Чайник стальной, 1,7 л' } },
  mug: { sku: 'MG-03', name: { en: 'Mug, stoneware, 300 ml', ru: 'Кружка керамическая, 300 мл' } },
  oil: { sku: 'OL-50', name: { en: 'Linseed oil, 0.5 l', ru: 'Масло льняное, 0,5 л' } },
  drill: { sku: 'DR-12', name: { en: 'Drill bits, set of 12', ru: 'Набор свёрл, 12 шт.' } },
  tape: { sku: 'TP-48', name: { en: 'Packing tape, 48 mm', ru: 'Скотч упаковочный, 48 мм' } },
  plate: { sku: 'PL-26', name: { en: 'Dinner plate, 26 cm', ru: 'Тарелка обеденная, 26 см' } },
};

/** [number, buyer, carrier, [[goods, quantity]…], terms as hours from now, incoterm] */
const rows = [
  [
    'SO-10481',
    'lunch',
    0,
    [
      ['mug', 24],
      ['plate', 12],
      ['kettle', 2],
    ],
    { due: 3, promised: 20 },
    'DAP',
  ],
  [
    'SO-10482',
    'samovar',
    1,
    [
      ['kettle', 6],
      ['mug', 12],
    ],
    { due: 4, promised: 22 },
    'DAP',
  ],
  [
    'SO-10483',
    'harbour',
    0,
    [
      ['drill', 10],
      ['oil', 4],
      ['tape', 36],
    ],
    { due: 2, promised: 30 },
    'FCA',
  ],
  [
    'SO-10484',
    'uyut',
    1,
    [
      ['plate', 48],
      ['mug', 48],
    ],
    { due: 5, promised: 26 },
    'DAP',
  ],
  [
    'SO-10485',
    'ceramic',
    0,
    [
      ['plate', 18],
      ['mug', 18],
    ],
    { due: 3, promised: 28 },
    'DAP',
  ],
  [
    'SO-10486',
    'masterok',
    1,
    [
      ['drill', 20],
      ['tape', 12],
    ],
    { due: -30, promised: -4 },
    'DAP',
  ],
  [
    'SO-10487',
    'lunch',
    0,
    [
      ['oil', 12],
      ['kettle', 3],
    ],
    { due: 2, promised: 18 },
    'DAP',
  ],
  [
    'SO-10488',
    'samovar',
    1,
    [
      ['mug', 36],
      ['plate', 6],
    ],
    { due: 4, promised: 24 },
    'DAP',
  ],
  [
    'SO-10489',
    'harbour',
    0,
    [
      ['tape', 72],
      ['drill', 5],
    ],
    { due: 4, promised: 30 },
    'FCA',
  ],
  ['SO-10490', 'uyut', 1, [['kettle', 12]], { due: 6, promised: 40 }, 'DAP'],
  [
    'SO-10491',
    'ceramic',
    0,
    [
      ['mug', 60],
      ['plate', 30],
    ],
    { due: 8, promised: 48 },
    'DAP',
  ],
  [
    'SO-10492',
    'masterok',
    1,
    [
      ['oil', 6],
      ['drill', 2],
    ],
    { due: 8, promised: 50 },
    'DAP',
  ],
];

function moment(now, hours) {
  return new Date(Math.floor((now + hours * hour) / hour) * hour).toISOString();
}

function packages(number, count) {
  return Array.from({ length: count }, (_, index) => ({
    code: `${number}-${index + 1}`,
    weight_grams: 4200 + ((Number(number.slice(3)) * 37 + index * 911) % 6000),
  }));
}

function order(now, [number, buyer, carrier, lines, dates, incoterm]) {
  const { language } = buyers[buyer];
  return {
    number,
    status: 'open',
    buyer: buyers[buyer],
    carrier: carriers[carrier],
    incoterm,
    regime: carrier === 0 ? 'cmr' : 'ru_road',
    handover_due_at: moment(now, dates.due),
    promised_at: moment(now, dates.promised),
    // Told later, when it was packed, taken and brought: a film shows what was before the carrier came.
    ready_at: null,
    handed_over_at: null,
    delivered_at: null,
    lines: lines.map(([what, quantity], index) => ({
      line: index + 1,
      sku: goods[what].sku,
      name: goods[what].name[language],
      quantity,
      unit: language === 'ru' ? 'шт' : 'pcs',
    })),
    packages: packages(number, lines.length > 2 ? 2 : 1),
  };
}

/** All orders of the demonstration, with dates around `now` (milliseconds). */
export function demonstrationOrders(now) {
  return rows.map((row) => order(now, row));
}

/** How many of them are sent by REST, the rest by CSV. */
export const byRest = 8;

/** A further order for the packer, as the shop goes on selling. `count` goes up by one. */
export function furtherOrder(now, count) {
  const template = rows[count % rows.length];
  const dates = { due: 8, promised: 30 };
  return order(now, [`SO-${10_500 + count}`, template[1], count % 2, template[3], dates, template[5]]);
}
