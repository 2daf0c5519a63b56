import type { Mark, MessageCode } from '../../shared/api/names';
import { ruCount } from '../../shared/i18n/plural';

export interface Said {
  title: string;
  about?: string;
}

export interface About {
  order: string;
  previous: string;
}

export const ru = {
  title: 'Станция',
  ready: 'Отсканируйте заказ',
  readyAbout: 'Запись сеанса начнётся с первого скана.',
  packing: 'Идёт запись заказа',
  recording: 'Запись идёт',
  standby: 'Камеры работают',
  endAbout: 'Закончили? Отсканируйте этот же заказ или код END.',
  elapsed: 'Прошло времени',
  clock: 'Время',
  typed: 'Набрано',
  waiting: (n: number) => `Ждёт отправки: ${ruCount(n, 'скан', 'скана', 'сканов')}`,
  webDown: 'Нет связи с офисом. Упаковка и запись идут как обычно, данные уйдут позже.',
  camera: (id: string) => `Камера ${id}`,
  picture: (id: string) => `Что видит камера ${id}`,
  noPicture: 'Изображения нет',
  late: (seconds: number) => `изображение отстаёт на ${seconds} с, запись идёт`,
  notRecording: 'Запись не идёт',
  notRecordingAbout: 'Позовите старшего. Упаковку камера сейчас не видит.',
  lost: 'Нет связи',
  lostAbout: 'Станция не отвечает. Подождите и отсканируйте заново. Если не пройдёт за минуту, позовите старшего.',
  noKeyTitle: 'Станция не подключена',
  noKey: 'Откройте станцию по ссылке с ключом: её даёт администратор. Достаточно одного раза.',
  wrongKeyTitle: 'Ключ станции не подошёл',
  wrongKey: 'Возможно, его сменили. Попросите у администратора новую ссылку.',
  unknownTitle: 'Такой станции нет',
  unknown: 'Проверьте адрес. Имена станций записаны в capture.yaml.',
  refusedTitle: 'Скан не принят',
  refused: (code: string) => `${code}: отсканируйте ещё раз.`,
  silent: 'Звук включится с первым сканом.',
  codes: 'Управляющие коды для печати',

  messages: {
    started: ({ order }) => ({ title: `Пишем заказ ${order}` }),
    switched: ({ order, previous }) => ({ title: `Пишем заказ ${order}`, about: `Заказ ${previous} закончен.` }),
    ended: ({ order }) => ({ title: `Запись заказа ${order} окончена` }),
    cancelled: ({ order }) => ({ title: `Сеанс ${order} отменён`, about: 'Запись сохранена с пометкой.' }),
    noted: ({ order }) => ({ title: 'Момент отмечен', about: `Заказ ${order}` }),
    ready: () => ({ title: 'Готовы', about: 'Отсканируйте заказ.' }),
    duplicate: () => ({ title: 'Этот скан уже принят' }),
    camera_not_recording: ({ order }) => ({ title: 'Камера не пишет', about: `Позовите старшего. Заказ ${order}` }),
    order_cancelled: ({ order }) => ({ title: 'Не упаковывать: заказ отменён', about: `Заказ ${order}` }),
    order_at_other_station: ({ order }) => ({
      title: 'Этот заказ упаковывают на другой станции',
      about: `Заказ ${order}`,
    }),
    order_packed_before: ({ order }) => ({ title: 'Этот заказ уже упаковывали', about: `Пишем ещё раз: ${order}` }),
    unknown_order: ({ order }) => ({ title: 'Этого заказа в списке нет', about: `Всё равно пишем: ${order}` }),
    already_running: ({ order }) => ({ title: 'Запись уже идёт', about: `Заказ ${order}` }),
    nothing_running: () => ({ title: 'Сейчас ничего не пишем', about: 'Сначала отсканируйте заказ.' }),
    code_empty: () => ({ title: 'Код пустой', about: 'Отсканируйте ещё раз.' }),
    code_too_long: () => ({ title: 'Код слишком длинный', about: 'Это не номер заказа.' }),
    code_not_printable: () => ({ title: 'Код не читается', about: 'Отсканируйте ещё раз.' }),
    control_code_unknown: () => ({ title: 'Такого управляющего кода нет' }),
  } satisfies Record<MessageCode, (about: About) => Said> as Record<MessageCode, (about: About) => Said>,
  marks: {
    unknown_order: 'заказа нет в списке',
    order_cancelled: 'заказ отменён',
    packed_before: 'уже упаковывали',
    at_two_stations: 'упаковывают на двух станциях',
    camera_down: 'камера не писала',
    service_restarted: 'служба перезапускалась',
    noted: 'есть отметка',
  } satisfies Record<Mark, string> as Record<Mark, string>,

  codesTitle: 'Управляющие коды станции',
  codesLead: 'Напечатайте и повесьте у рабочего места. Коды читает любой сканер.',
  print: 'Напечатать',
  code: {
    START: { title: 'Начать', about: 'Этикетки ещё нет: запись следующего заказа начнётся с этого мгновения.' },
    END: { title: 'Закончить', about: 'Заказ упакован.' },
    CANCEL: { title: 'Отменить', about: 'Упаковка прервана. Запись останется с пометкой.' },
    NOTE: { title: 'Отметить', about: 'Здесь есть что показать: момент будет легко найти.' },
  },
};

export type StationWords = typeof ru;
