import '../shared/css/all.css';
import './portal.css';
import { Frame } from '../shared/frame/Frame';
import { Missing } from '../shared/frame/Missing';
import { start } from '../shared/frame/start';
import { useSuggestedLanguage } from '../shared/i18n/language';
import { Icon } from '../shared/pieces/Icon';
import { Loading, ProblemNote } from '../shared/pieces/small';
import { href, match, navigate, usePath } from '../shared/router';
import { useShared } from '../shared/words';
import { Wizard } from './claim/Wizard';
import { ClaimPage } from './ClaimPage';
import { CompanyProvider, useCompany } from './company';
import { OrderPage } from './OrderPage';
import { SentPage } from './SentPage';
import { client, DoorProvider, useDoor } from './session';
import { SignIn } from './SignIn';
import { useWords } from './words';

function Page() {
  const path = usePath();
  const { session, trouble } = useDoor();
  useSuggestedLanguage(session?.language);
  if (trouble) {
    return <ProblemNote problem={trouble} onRetry={() => window.location.reload()} />;
  }
  if (session === undefined) {
    return <Loading />;
  }
  // A fresh link signs in anew, whoever is signed in now.
  if (session === null || path === 'sign-in') {
    return <SignIn />;
  }
  if (path === '') {
    return <OrderPage />;
  }
  const step = match('claim/{step}', path);
  if (step || path === 'claim') {
    return <Wizard stepName={step?.['step'] ?? null} />;
  }
  const sent = match('claims/{number}/sent', path);
  if (sent) {
    return <SentPage number={sent['number'] ?? ''} />;
  }
  const claim = match('claims/{number}', path);
  return claim ? <ClaimPage number={claim['number'] ?? ''} /> : <Missing />;
}

function SignOut() {
  const words = useWords();
  const { session, leave } = useDoor();
  if (!session) {
    return null;
  }
  const go = async () => {
    await client.delete('/session').catch(() => undefined);
    leave();
    navigate('');
  };
  return (
    <button type="button" class="switch" aria-label={words.signOut} title={words.signOut} onClick={() => void go()}>
      <Icon name="out" />
    </button>
  );
}

/** The distributor's name stands above everything: it is their page that a buyer is on. */
function Pages() {
  const company = useCompany();
  const shared = useShared();
  return (
    <Frame
      home={href('')}
      name={company === undefined ? '' : (company?.name ?? shared.product)}
      site={company?.name}
      aside={<SignOut />}
    >
      <div class="page">
        <Page />
      </div>
    </Frame>
  );
}

function Application() {
  return (
    <DoorProvider>
      <CompanyProvider>
        <Pages />
      </CompanyProvider>
    </DoorProvider>
  );
}

start('/', <Application />);
