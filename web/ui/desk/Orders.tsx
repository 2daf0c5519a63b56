import { useCallback, useState } from 'preact/hooks';
import type { ClaimSummary, ImportReport, Order, OrderPage, PackingSession, VideoRequest } from '../shared/api/names';
import { ErrorSummary, FieldError, type Errors } from '../shared/form/fields';
import { Form } from '../shared/form/Form';
import { Title } from '../shared/frame/Frame';
import { Unavailable } from '../shared/frame/Missing';
import { useFormats } from '../shared/i18n/language';
import type { Problem } from '../shared/net/problem';
import { Films } from '../shared/pieces/Film';
import { Chip, Loading, Note, ProblemNote } from '../shared/pieces/small';
import { href } from '../shared/router';
import { useLoaded } from '../shared/useLoaded';
import { usePages, type Piece } from '../shared/usePages';
import { fieldWords, useShared } from '../shared/words';
import { Request, Sessions } from './claim/Footage';
import { useKeys } from './keys';
import { stateTones, useSettled } from './Queue';
import { client, useDoor } from './session';
import { useWords, type DeskWords } from './words';

export function Orders() {
  const words = useWords();
  const formats = useFormats();
  const { refused } = useDoor();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const get = useCallback((piece: Piece) => client.get<OrderPage>('/orders', { query: { ...piece, q } }), [q]);
  const { value, problem, reload, more } = usePages(get, (order: Order) => order.number, {
    everyMs: 30_000,
    refused,
  });
  useKeys({ '/': () => document.getElementById('search')?.focus() });
  return (
    <div class="stack">
      <div class="row apart">
        <Title tab={words.orders.tab}>{words.orders.title}</Title>
        <span class="row finder">
          <input
            id="search"
            class="input search"
            type="search"
            aria-label={words.orders.search}
            placeholder={words.orders.search}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <a class="button quiet small" href={href('import')}>
            {words.orders.import}
          </a>
        </span>
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      {value?.items.length === 0 && <p class="muted">{q ? words.orders.empty : words.orders.none}</p>}
      {value && value.items.length > 0 && (
        <div class="scroll-x" tabIndex={0} role="group" aria-label={words.orders.title}>
          <table class="table orders" role="table">
            <thead>
              <tr>
                <th scope="col">{words.orders.number}</th>
                <th scope="col">{words.orders.buyer}</th>
                <th scope="col">{words.orders.carrier}</th>
                <th scope="col">{words.orders.status}</th>
                <th scope="col">{words.orders.changed}</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {value.items.map((order) => (
                <tr key={order.number} role="row">
                  <td role="cell">
                    <a class="open number" href={href(`orders/${encodeURIComponent(order.number)}`)}>
                      {order.number}
                    </a>
                  </td>
                  <td role="cell">{order.buyer.name}</td>
                  <td role="cell">{order.carrier ?? '—'}</td>
                  <td role="cell">{words.orders.statuses[order.status]}</td>
                  <td role="cell" class="muted">
                    {formats.dateTime(order.updated_at)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {value?.next_cursor && (
        <p>
          <button type="button" class="button quiet small" onClick={more}>
            {words.more}
          </button>
        </p>
      )}
    </div>
  );
}

interface Known {
  order: Order;
  sessions: PackingSession[];
  claims: ClaimSummary[];
  video_requests: VideoRequest[];
}

export function OneOrder({ number }: { number: string }) {
  const words = useWords();
  const shared = useShared();
  const formats = useFormats();
  const { refused } = useDoor();
  const load = useCallback(() => client.get<Known>(`/orders/${encodeURIComponent(number)}`), [number]);
  const { value, problem, reload } = useLoaded(load, { everyMs: 15_000, refused });
  if (problem && !value) {
    return <Unavailable problem={problem} onRetry={reload} />;
  }
  if (!value) {
    return <Loading />;
  }
  const { order } = value;
  const when = (at: string | null) => (at ? formats.dateTime(at) : words.claim.notYet);
  return (
    <div class="stack">
      <header class="row">
        <Title tab={words.orders.one(order.number)}>
          <span class="number">{order.number}</span>
        </Title>
        {order.status === 'cancelled' && <Chip tone="bad">{words.orders.statuses.cancelled}</Chip>}
      </header>
      <div class="work">
        <div class="stack">
          <section class="sheet" aria-label={words.orders.buyer}>
            <dl class="facts">
              <dt>{words.orders.buyer}</dt>
              <dd>
                {order.buyer.name}, <a href={`mailto:${order.buyer.email}`}>{order.buyer.email}</a>
                {order.buyer.phone && `, ${order.buyer.phone}`}
              </dd>
              <dt>{words.claim.carrier}</dt>
              <dd>{order.carrier ?? '—'}</dd>
              <dt>{words.claim.terms}</dt>
              <dd>
                {[order.incoterm, order.regime && words.claim.regimes[order.regime]].filter(Boolean).join(', ') || '—'}
              </dd>
              <dt>{words.claim.handedOver}</dt>
              <dd>{when(order.handed_over_at)}</dd>
              <dt>{words.claim.promised}</dt>
              <dd>{when(order.promised_at)}</dd>
              <dt>{words.claim.delivered}</dt>
              <dd>{when(order.delivered_at)}</dd>
            </dl>
          </section>
          <section class="sheet" aria-labelledby="lines">
            <h2 id="lines">{words.orders.lines}</h2>
            <div class="scroll-x" tabIndex={0} role="group" aria-label={words.orders.lines}>
              <table class="table lines" role="table">
                <thead>
                  <tr>
                    <th scope="col">{words.orders.article}</th>
                    <th scope="col">{words.orders.name}</th>
                    <th scope="col" class="right">
                      {words.orders.quantity}
                    </th>
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  {order.lines.map((line) => (
                    <tr key={line.line} role="row">
                      <td role="cell" class="sku">
                        {line.sku}
                      </td>
                      <td role="cell" class="name">
                        {line.name}
                      </td>
                      <td role="cell" class="right nowrap">
                        {formats.number(line.quantity)} {line.unit}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {order.packages.length > 0 && (
              <p class="small">
                {words.orders.packages}: <span class="number">{order.packages.map((one) => one.code).join(', ')}</span>
              </p>
            )}
          </section>
        </div>
        <div class="stack">
          <section class="sheet stack" aria-labelledby="claims">
            <h2 id="claims">{words.orders.claims}</h2>
            {value.claims.length === 0 && <p class="muted">{words.orders.noClaims}</p>}
            <ul class="stack tight">
              {value.claims.map((claim) => (
                <li key={claim.number} class="row">
                  <a class="number" href={href(`claims/${encodeURIComponent(claim.number)}`)}>
                    {claim.number}
                  </a>
                  <Chip tone={stateTones[claim.state]}>{shared.claimStates[claim.state]}</Chip>
                  <span class="small muted">{claim.kinds.map((kind) => shared.kinds[kind]).join(', ')}</span>
                </li>
              ))}
            </ul>
          </section>
          <section class="sheet stack" aria-labelledby="footage">
            <h2 id="footage">{words.claim.video}</h2>
            <Sessions sessions={value.sessions} />
            {value.video_requests.map((request) =>
              request.state === 'ready' ? (
                <Films key={request.id} request={request} />
              ) : (
                <Request key={request.id} request={request} onChange={reload} />
              ),
            )}
          </section>
        </div>
      </div>
    </div>
  );
}

export function Import() {
  const words = useWords().import;
  const { refused, session } = useDoor();
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setProblem(null);
    setReport(null);
    setErrors(file ? {} : { file: words.fileMissing });
    if (!file) {
      return;
    }
    setBusy(true);
    try {
      setReport(
        await client.post<ImportReport>('/orders/import', undefined, { raw: { data: file, type: 'text/csv' } }),
      );
    } catch (error) {
      setProblem(refused(error));
    }
    setBusy(false);
  };
  return (
    <div class="stack narrow">
      <Title tab={words.tab}>{words.title}</Title>
      <p class="muted">{words.lead}</p>
      {session?.person.role !== 'manager' ? (
        <Note>{words.managers}</Note>
      ) : (
        <Form onSend={() => void send()}>
          <ErrorSummary errors={errors} />
          <div class={errors['file'] ? 'field wrong' : 'field'}>
            <label for="file">{words.file}</label>
            <span class="hint" id="file-hint">
              {words.hint}
            </span>
            {errors['file'] && <FieldError id="file-error">{errors['file']}</FieldError>}
            <input
              id="file"
              class="input"
              type="file"
              accept=".csv,text/csv"
              aria-describedby="file-hint"
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            />
          </div>
          <p>
            <button type="submit" class="button main" disabled={busy}>
              {busy ? words.sending : words.send}
            </button>
          </p>
        </Form>
      )}
      {problem && <ImportProblem problem={problem} />}
      {report && <Report report={report} />}
    </div>
  );
}

/** What is wrong with the file as a whole; the server names the columns in English detail. */
function ImportProblem({ problem }: { problem: Problem }) {
  return (
    <div class="stack tight">
      <ProblemNote problem={problem} />
      {problem.code.startsWith('csv_') && (
        <p class="small muted" lang="en">
          {problem.message}
        </p>
      )}
    </div>
  );
}

/** What belongs into the column, in the page's words: the server's detail is English. */
function columnHint(words: DeskWords['import'], column: string | null): string {
  const hints: Readonly<Record<string, string>> = words.columnHints;
  return hints[column ?? ''] ?? '';
}

function Report({ report }: { report: ImportReport }) {
  const words = useWords().import;
  const shared = useShared();
  const formats = useFormats();
  const leftOut = report.errors_left_out ?? 0;
  const hintOf = (column: string | null) => columnHint(words, column);
  const taken = report.created + report.updated + report.unchanged;
  return (
    <section class="stack" aria-live="polite" aria-labelledby="report">
      <h2 id="report">{taken === 0 && report.errors.length > 0 ? words.nothing : words.done}</h2>
      <dl class="counts">
        <div>
          <dt>{words.created}</dt>
          <dd>{formats.number(report.created)}</dd>
        </div>
        <div>
          <dt>{words.updated}</dt>
          <dd>{formats.number(report.updated)}</dd>
        </div>
        <div>
          <dt>{words.unchanged}</dt>
          <dd>{formats.number(report.unchanged)}</dd>
        </div>
      </dl>
      {report.errors.length === 0 ? (
        <Note tone="good">{words.noFaults}</Note>
      ) : (
        <>
          <Note tone="wait">
            <p>{words.faults(report.errors.length + leftOut)}</p>
            <p>{words.faultsLeftOut}</p>
          </Note>
          <div class="scroll-x" tabIndex={0} role="group" aria-label={words.what}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col" class="right">
                    {words.line}
                  </th>
                  <th scope="col">{words.column}</th>
                  <th scope="col">{words.what}</th>
                </tr>
              </thead>
              <tbody>
                {report.errors.map((one, index) => (
                  <tr key={index}>
                    <td class="right">{one.line}</td>
                    <td>{one.column ?? <span class="muted">{words.whole}</span>}</td>
                    <td>
                      {/* On a page there would be something to choose from; in a file there is not. */}
                      {one.code === 'unknown_value' ? words.noSuchValue : fieldWords(shared, one.code)}
                      {hintOf(one.column) && (
                        <>
                          <br />
                          <span class="small muted">{words.fits(hintOf(one.column))}</span>
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {leftOut > 0 && <p class="muted">{words.leftOut(leftOut)}</p>}
        </>
      )}
    </section>
  );
}
