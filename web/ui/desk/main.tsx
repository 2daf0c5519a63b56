import '../shared/css/all.css';
import './css/all.css';
import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../shared/frame/Frame';
import { Missing } from '../shared/frame/Missing';
import { start } from '../shared/frame/start';
import { useSuggestedLanguage } from '../shared/i18n/language';
import { Icon } from '../shared/pieces/Icon';
import { Loading, ProblemNote } from '../shared/pieces/small';
import { href, match, navigate, usePath } from '../shared/router';
import { useShared } from '../shared/words';
import { Account } from './Account';
import { ClaimPage } from './claim/ClaimPage';
import { useKeysSetting } from './keys';
import { Letters, Videos } from './Lists';
import { Import, OneOrder, Orders } from './Orders';
import { Palette } from './Palette';
import { Queue } from './Queue';
import { client, DoorProvider, useDoor } from './session';
import { SignIn } from './SignIn';
import { useSliding } from './sliding';
import { useWords } from './words';

function Page() {
  const path = usePath();
  const { session, trouble } = useDoor();
  useSuggestedLanguage(session?.person.language);
  if (trouble) {
    return <ProblemNote problem={trouble} onRetry={() => window.location.reload()} />;
  }
  if (session === undefined) {
    return <Loading />;
  }
  if (session === null) {
    return <SignIn />;
  }
  const claim = match('claims/{number}', path);
  const order = match('orders/{number}', path);
  const queue = match('queue/{view}', path);
  if (claim) {
    return <ClaimPage key={path} number={claim['number'] ?? ''} />;
  }
  if (order) {
    return <OneOrder key={path} number={order['number'] ?? ''} />;
  }
  switch (queue ? 'queue' : path) {
    case '':
    case 'queue':
      return <Queue view={queue?.['view'] ?? 'open'} />;
    case 'videos':
      return <Videos />;
    case 'orders':
      return <Orders />;
    case 'import':
      return <Import />;
    case 'account':
      return <Account />;
    case 'letters':
      return <Letters />;
    default:
      return <Missing />;
  }
}

function Sections({ current }: { current: string }) {
  const { nav } = useWords();
  const shared = useShared();
  const row = useSliding<HTMLElement>(`${current} ${nav.queue}`);
  return (
    <nav ref={row} class="sections sliding" aria-label={shared.menu}>
      {(Object.keys(nav) as (keyof typeof nav)[]).map((name) => (
        <a key={name} href={href(name === 'queue' ? '' : name)} aria-current={current === name ? 'page' : undefined}>
          {nav[name]}
        </a>
      ))}
    </nav>
  );
}

function Tools() {
  const words = useWords();
  const path = usePath();
  const { session, leave } = useDoor();
  const [open, setOpen] = useState(false);
  const [keys, turnKeys] = useKeysSetting();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyK') {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  if (!session) {
    return null;
  }
  const go = async () => {
    await client.delete('/session').catch(() => undefined);
    leave();
    navigate('');
  };
  const first = path.split('/')[0] ?? '';
  const section = first === 'claims' || first === '' ? 'queue' : first === 'import' ? 'orders' : first;
  return (
    <>
      <Sections current={section} />
      <button type="button" class="find" onClick={() => setOpen(true)}>
        <Icon name="search" />
        <span>{words.palette}</span> <kbd>{words.paletteHint}</kbd>
      </button>
      <button type="button" class="switch" title={words.keysHelp} aria-pressed={keys} onClick={turnKeys}>
        {keys ? words.keysOn : words.keysOff}
      </button>
      <a class="me small" href={href('account')} aria-current={section === 'account' ? 'page' : undefined}>
        {session.person.name}
      </a>
      <button type="button" class="switch" aria-label={words.signOut} title={words.signOut} onClick={() => void go()}>
        <Icon name="out" />
      </button>
      <Palette open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function Application() {
  const words = useWords();
  return (
    <DoorProvider>
      <Frame home={href('')} name={words.name} aside={<Tools />}>
        <div class="page">
          <Page />
        </div>
      </Frame>
    </DoorProvider>
  );
}

start('/desk/', <Application />);
