import { enCount } from '../../shared/i18n/plural';
import type { StartWords } from './ru';

export const en: StartWords = {
  tab: 'Demonstration',
  title: "From the camera to the buyer's answer",
  lead: 'This is a working site: cameras film the packing, orders and claims go their whole way. Letters do not leave it, they are shown below.',
  walkTitle: 'How to walk the whole way',
  walk: [
    {
      title: 'Look at a station',
      words: 'Orders are scanned by themselves. You may type a number of your own and press Enter.',
    },
    {
      title: 'Sign in as a buyer',
      words: 'Order numbers and addresses are in the table. The code comes in a letter on this page.',
    },
    { title: 'Report a problem and ask for the video', words: 'Best on a phone, or in a narrow window.' },
    {
      title: 'Answer at the desk',
      words: 'Facts, the recording of the packing and a proposed decision are gathered there.',
    },
  ],
  doors: 'Where to go',
  portal: "Buyer's portal",
  portalWords: 'The order, the claim, the video of the packing.',
  desk: 'Claims desk',
  deskWords: 'The queue of claims, decisions, answers.',
  station: 'Packing and recording.',
  people: 'Sign in at the desk as',
  name: 'Name',
  email: 'E-mail',
  password: 'Password',
  roles: { agent: 'agent', manager: 'manager' },
  orders: 'Sign in to the portal with',
  order: 'Order',
  buyer: 'Buyer',
  letters: 'Letters',
  lettersWords: 'Newest first; the list renews itself.',
  noLetters: 'No letters yet. Ask for a sign-in code, and the letter appears here.',
  moreLetters: (n) => `Show ${enCount(n, 'more letter', 'more letters')}`,
  to: 'To',
  copy: 'Copy',
  copied: 'Copied.',
  offTitle: 'The demonstration is off',
  off: 'This page shows the people and letters of a demonstration. A site at work has none.',
};
