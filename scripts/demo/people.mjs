// Who works at the demonstration's desk. The passwords are printed: this is a site on loopback without anything real.
export const people = [
  { name: 'Anna Berg', email: 'anna@nordkontor.example', password: 'warm-words-first', role: 'agent', language: 'en' },
  { name: 'Том Лосев', email: 'tom@nordkontor.example', password: 'every-box-counts', role: 'agent', language: 'ru' },
  {
    name: 'Вера Ким',
    email: 'vera@nordkontor.example',
    password: 'slow-is-expensive',
    role: 'manager',
    language: 'ru',
  },
];
