// Web's side of the mock: answers by the shapes of docs/openapi/web.yaml, enough of its behaviour to click through.
import { at, company, makeClaims, makeOrders, makeSession, makeVideo, newId, picture } from './data.mjs';
import { Refusal } from './http.mjs';

const hour = 3_600_000;
const languageOf = (request) => ((request.headers['accept-language'] ?? '').startsWith('ru') ? 'ru' : 'en');
const cookie = (request, name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1];
const set = (name, value) => ({ 'Set-Cookie': `${name}=${value}; Path=/; HttpOnly; SameSite=Lax` });

const photo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120"><rect width="160" height="120" fill="#b08a5a"/><path d="M25 40h110v60H25z" fill="#d6ad76"/>' +
  '<path d="M25 40l35-22h40l35 22z" fill="#c3955b"/><path d="M70 40l25 30-20 30" fill="none" stroke="#5d4223" stroke-width="4"/></svg>';

export function web() {
  const orders = makeOrders();
  const claims = makeClaims(orders);
  const pictures = new Set();
  const videos = { 'SO-10417': [claims[0].video_requests[0]] };

  const buyer = (request) => {
    const order = orders.find((one) => one.number === cookie(request, 'mock-buyer'));
    if (!order) {
      throw new Refusal(401, 'unauthenticated');
    }
    return order;
  };
  const staff = (request) => {
    const role = cookie(request, 'mock-desk');
    if (!role) {
      throw new Refusal(401, 'unauthenticated');
    }
    return role;
  };
  const claimOf = (number, order) => {
    const claim = claims.find((one) => one.number === number && (!order || one.order.number === order.number));
    if (!claim) {
      throw new Refusal(404, 'claim_unknown');
    }
    return claim;
  };
  const portalSession = (order) => ({
    order: order.number,
    email: order.buyer.email,
    language: order.buyer.language,
    csrf_token: 'csrf',
    expires_at: at(12 * hour),
  });
  const advance = (request) => {
    if (request?.state === 'queued') {
      Object.assign(request, { state: 'fetching', progress: 10 });
    } else if (request?.state === 'fetching' && request.moving) {
      request.progress += 30;
      if (request.progress >= 100) {
        Object.assign(request, makeVideo(request.order, 'ready'), { moving: false });
      }
    }
  };
  const portalOrder = (order) => ({
    number: order.number,
    status: order.status,
    company: company[order.buyer.language],
    buyer_name: order.buyer.name,
    carrier: order.carrier,
    handover_due_at: order.handover_due_at,
    promised_at: order.promised_at,
    ready_at: order.ready_at,
    handed_over_at: order.handed_over_at,
    delivered_at: order.delivered_at,
    lines: order.lines,
    packages: order.packages,
    claims: claims
      .filter((claim) => claim.order.number === order.number)
      .map(({ number, state, opened_at, next_answer_by, lines }) => ({
        number,
        state,
        opened_at,
        next_answer_by,
        lines: lines.length,
      })),
    video_requests: videos[order.number] ?? [],
    footage: order.number === 'SO-10433' ? 'none' : 'available',
  });
  const sharedKinds = new Set(
    'claim_opened buyer_message not_solved escalated claim_reopened answer_sent waiting_started waiting_ended line_decided closing_written claim_closed video_ready'.split(
      ' ',
    ),
  );
  const portalClaim = (claim) => ({
    number: claim.number,
    order: claim.order.number,
    state: claim.state,
    opened_at: claim.opened_at,
    next_answer_by: claim.next_answer_by,
    escalated_at: claim.escalated_at,
    copy_sent_to: claim.contact.email,
    lines: claim.lines.map((line) => ({ ...line, facts: undefined, proposal: undefined, decision: undefined })),
    wish: claim.wish,
    acceptance: claim.acceptance,
    history: claim.history
      .filter((event) => event.visibility === 'shared' && sharedKinds.has(event.kind))
      .map(({ id, at: when, kind, author, author_name, data, pictures: shown }) => ({
        id,
        at: when,
        kind,
        author,
        author_name,
        stage: data.stage ?? null,
        words: data.words ?? null,
        pictures: shown,
        waiting_for: data.for ?? null,
      })),
    may: {
      message: true,
      not_solved: claim.state === 'decided' || claim.state === 'closed',
      escalate: claim.escalated_at === null,
    },
  });
  const tell = (claim, kind, author, data = {}, extra = {}) => {
    claim.history.push({
      id: 1000 + claim.history.length,
      at: at(0),
      kind,
      author,
      author_name: author === 'person' ? 'Анна Лебедева' : null,
      visibility: 'shared',
      data,
      pictures: [],
      ...extra,
    });
    ++claim.version;
    claim.updated_at = at(0);
  };
  const summary = (claim) => ({
    number: claim.number,
    order: claim.order.number,
    state: claim.state,
    buyer_name: claim.contact.name,
    carrier: claim.order.carrier,
    kinds: [...new Set(claim.lines.map((line) => line.kind))],
    lines: claim.lines.length,
    undecided_lines: claim.lines.filter((line) => !line.decision).length,
    opened_at: claim.opened_at,
    updated_at: claim.updated_at,
    next_answer_by: claim.next_answer_by,
    escalated_at: claim.escalated_at,
    waiting_for: claim.waiting_for,
    assignee: claim.assignee?.name ?? null,
    refusal_proposed_at: claim.pending_refusal?.at ?? null,
    language: claim.language,
  });
  const views = {
    open: (claim) => claim.state !== 'closed',
    mine: (claim) => claim.state !== 'closed' && claim.assignee?.id === 'anna',
    refusals: (claim) => claim.pending_refusal !== null,
    due: (claim) => claim.state !== 'closed' && !claim.waiting_for.includes('buyer'),
    waiting: (claim) => claim.waiting_for.length > 0,
    escalated: (claim) => claim.escalated_at !== null,
    decided: (claim) => claim.state === 'decided',
    closed: (claim) => claim.state === 'closed',
    all: () => true,
  };
  const deskPictures = (text) => JSON.parse(JSON.stringify(text).replaceAll('/api/v1/portal/', '/api/v1/desk/'));
  const desk = (claim) => [200, deskPictures(claim), { ETag: `"${claim.version}"` }];
  const changing = (request, number) => {
    staff(request);
    const claim = claimOf(number);
    if (request.headers['if-match'] !== `"${claim.version}"`) {
      throw new Refusal(412, 'claim_changed');
    }
    return claim;
  };
  const letters = ['claim_received', 'claim_answer', 'video_ready', 'sign_in'].map((kind, index) => ({
    id: newId(),
    kind,
    to: index % 2 ? 'stores@example.com' : 'sklad@example.ru',
    language: index % 2 ? 'en' : 'ru',
    subject: index % 2 ? 'Your claim C-2RSA-6GK0' : 'Ваше обращение C-7K3M-92QX',
    text:
      index % 2
        ? 'Dear Tom,\n\nwe have your claim.'
        : 'Здравствуйте!\n\nМы получили ваше обращение и уже занимаемся им.\n\nКод: 417 203',
    order: 'SO-10417',
    claim: 'C-7K3M-92QX',
    state: ['sent', 'queued', 'failed', 'sent'][index],
    attempts: index,
    created_at: at(-index * hour),
    sent_at: index === 1 || index === 2 ? null : at(-index * hour),
    error: index === 2 ? '550 mailbox unavailable' : null,
  }));
  const allVideos = () =>
    [...Object.values(videos).flat(), ...claims.flatMap((claim) => claim.video_requests)].filter(
      (one, index, all) => all.indexOf(one) === index,
    );
  const video = (id) => {
    const found = allVideos().find((one) => one.id === id);
    if (!found) {
      throw new Refusal(404, 'video_request_unknown');
    }
    return found;
  };
  const number = '([^/]+)';
  const portal = (path) => new RegExp(`^/api/v1/portal/${path}$`);
  const deskPath = (path) => new RegExp(`^/api/v1/desk/${path}$`);

  return [
    [
      'POST',
      portal('sign-in-requests'),
      () => [202, { expires_in_seconds: 900, code_length: 6, challenge: '0123456789abcdef0123456789abcdef' }],
    ],
    ['GET', portal('company'), ({ request }) => [200, company[languageOf(request)]]],
    ['GET', portal('session'), ({ request }) => [200, portalSession(buyer(request))]],
    [
      'POST',
      portal('session'),
      ({ body }) => {
        const order =
          body.token === 'old' || body.code === '000000'
            ? null
            : orders.find((one) => one.number === (body.order ?? 'SO-10417'));
        if (!order) {
          throw new Refusal(401, 'sign_in_failed');
        }
        return [200, portalSession(order), set('mock-buyer', order.number)];
      },
    ],
    [
      'DELETE',
      portal('session'),
      ({ response }) => {
        response.writeHead(204, set('mock-buyer', '; Max-Age=0'));
        response.end();
      },
    ],
    [
      'GET',
      portal('order'),
      ({ request }) => {
        const order = buyer(request);
        advance(videos[order.number]?.[0]);
        return [200, portalOrder(order)];
      },
    ],
    [
      'POST',
      portal('pictures'),
      ({ request, raw }) => {
        buyer(request);
        if (raw.length === 0) {
          throw new Refusal(422, 'picture_empty');
        }
        const id = newId();
        pictures.add(id);
        return [201, picture(id)];
      },
    ],
    [
      'GET',
      /^\/api\/v1\/(?:portal|desk)\/(?:pictures\/[^/]+|videos\/[^/]+\/[^/]+\.jpg)$/,
      ({ response }) => {
        response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
        response.end(photo);
      },
    ],
    [
      'POST',
      portal('claims'),
      ({ request, body }) => {
        const order = buyer(request);
        const claim = structuredClone(claims.find((one) => one.state === 'received'));
        Object.assign(claim, {
          number: 'C-1NEW-0001',
          order,
          wish: body.wish,
          acceptance: body.acceptance,
          opened_at: at(0),
          history: [],
        });
        claim.contact.email = order.buyer.email;
        tell(claim, 'claim_opened', 'buyer', { words: body.lines[0].words });
        claims.unshift(claim);
        return [201, portalClaim(claim)];
      },
    ],
    ['GET', portal(`claims/${number}`), ({ request, found }) => [200, portalClaim(claimOf(found[1], buyer(request)))]],
    [
      'POST',
      portal(`claims/${number}/messages`),
      ({ request, found, body }) => {
        const claim = claimOf(found[1], buyer(request));
        tell(claim, 'buyer_message', 'buyer', { words: body.words }, { pictures: body.pictures.map(picture) });
        return [201, portalClaim(claim)];
      },
    ],
    [
      'POST',
      portal(`claims/${number}/(not-solved|escalation)`),
      ({ request, found, body }) => {
        const claim = claimOf(found[1], buyer(request));
        tell(claim, found[2] === 'escalation' ? 'escalated' : 'not_solved', 'buyer', body);
        if (found[2] === 'escalation') {
          claim.escalated_at = at(0);
        } else {
          claim.state = 'investigating';
        }
        return [200, portalClaim(claim)];
      },
    ],
    [
      'POST',
      portal('video-requests'),
      ({ request }) => {
        const order = buyer(request);
        const made = { ...makeVideo(order.number, 'queued'), moving: true };
        videos[order.number] = [made];
        return [201, made];
      },
    ],
    [
      'GET',
      /^\/api\/v1\/(?:portal|desk)\/videos\/[^/]+\/[^/]+$/,
      () => {
        throw new Refusal(404, 'video_file_unknown');
      },
    ],

    [
      'GET',
      deskPath('session'),
      ({ request }) => {
        const role = staff(request);
        const person = {
          id: role === 'manager' ? 'oleg' : 'anna',
          name: role === 'manager' ? 'Олег Миронов' : 'Анна Лебедева',
          email: `${role}@example.ru`,
          role,
          language: 'ru',
        };
        return [200, { person, csrf_token: 'csrf', expires_at: at(8 * hour), spare_codes_left: null }];
      },
    ],
    [
      'POST',
      deskPath('session'),
      ({ body }) => {
        if (!body.password || body.password === 'wrong') {
          throw new Refusal(401, 'sign_in_failed');
        }
        const role = body.email.startsWith('manager') ? 'manager' : 'agent';
        const person = { id: 'anna', name: 'Анна Лебедева', email: body.email, role, language: 'ru' };
        return [
          200,
          { person, csrf_token: 'csrf', expires_at: at(8 * hour), spare_codes_left: null },
          set('mock-desk', role),
        ];
      },
    ],
    [
      'DELETE',
      deskPath('session'),
      ({ response }) => {
        response.writeHead(204, set('mock-desk', '; Max-Age=0'));
        response.end();
      },
    ],
    [
      'GET',
      deskPath('claims'),
      ({ request, query }) => {
        staff(request);
        const view = query.get('view') || 'open';
        const q = (query.get('q') ?? '').toLowerCase();
        const hit = (claim) =>
          `${claim.number} ${claim.order.number} ${claim.contact.name} ${claim.contact.email}`
            .toLowerCase()
            .includes(q);
        const items = claims.filter(views[view]).filter(hit).map(summary);
        items.sort((a, b) => (a.next_answer_by ?? 'z').localeCompare(b.next_answer_by ?? 'z'));
        const counts = Object.fromEntries(
          Object.entries(views).map(([name, fits]) => [name, claims.filter(fits).length]),
        );
        return [200, { items, next_cursor: null, counts }];
      },
    ],
    ['GET', deskPath(`claims/${number}`), ({ request, found }) => (staff(request), desk(claimOf(found[1])))],
    [
      'PUT',
      deskPath(`claims/${number}/lines/(\\d+)/facts/(\\w+)`),
      ({ request, found, body }) => {
        const claim = changing(request, found[1]);
        const fact = claim.lines
          .find((line) => line.line === Number(found[2]))
          .facts.find((one) => one.name === found[3]);
        Object.assign(fact, {
          value: body.value ?? fact.system_value ?? fact.buyer_value,
          source: body.value ? 'agent' : null,
          words: body.words ?? null,
        });
        fact.set_by = body.value ? { id: 'x', name: 'Анна Лебедева' } : null;
        tell(
          claim,
          'fact_set',
          'person',
          { line: Number(found[2]), fact: found[3], value: body.value },
          { visibility: 'internal' },
        );
        return desk(claim);
      },
    ],
    [
      'POST',
      deskPath(`claims/${number}/lines/(\\d+)/decision`),
      ({ request, found, body }) => {
        const claim = changing(request, found[1]);
        const line = claim.lines.find((one) => one.line === Number(found[2]));
        if (body.party !== line.proposal.party && !body.override_reason) {
          throw new Refusal(422, 'override_reason_missing');
        }
        line.decision = {
          party: body.party,
          shares: body.shares ?? {},
          proposed_party: line.proposal.party,
          override_reason: body.override_reason ?? null,
          rows: [],
          facts: {},
          table: 'cause.dmn',
          table_sha256: '',
          by: { id: 'x', name: 'Анна Лебедева' },
          at: at(0),
        };
        claim.state = 'decided';
        tell(claim, 'line_decided', 'person', { line: line.line, party: body.party });
        return desk(claim);
      },
    ],
    [
      'POST',
      deskPath(`claims/${number}/(messages|notes|waiting|closing)`),
      ({ request, found, body }) => {
        const claim = found[2] === 'notes' ? (staff(request), claimOf(found[1])) : changing(request, found[1]);
        if (found[2] === 'notes') {
          tell(claim, 'note_added', 'person', body, { visibility: 'internal' });
        } else if (found[2] === 'messages') {
          tell(claim, 'answer_sent', 'person', body);
          claim.state =
            body.stage === 'question' ? 'asking_buyer' : claim.state === 'received' ? 'investigating' : claim.state;
        } else if (found[2] === 'waiting') {
          claim.waiting_for = body.for === 'none' ? [] : [body.for];
          tell(claim, body.for === 'none' ? 'waiting_ended' : 'waiting_started', 'person', body);
        } else {
          if (claim.lines.some((line) => !line.decision)) {
            throw new Refusal(409, 'lines_undecided');
          }
          claim.state = 'closed';
          claim.closed_at = at(0);
          tell(claim, 'closing_written', 'person', body);
          tell(claim, 'claim_closed', 'system');
        }
        const [, ...rest] = desk(claim);
        return [found[2] === 'waiting' ? 200 : 201, ...rest];
      },
    ],
    [
      'POST',
      deskPath(`claims/${number}/assignment`),
      ({ request, found, body }) => {
        const claim = changing(request, found[1]);
        claim.assignee = body.assignee === 'me' ? { id: 'anna', name: 'Анна Лебедева' } : null;
        tell(claim, claim.assignee ? 'claim_taken' : 'claim_given_back', 'person', {}, { visibility: 'internal' });
        return desk(claim);
      },
    ],
    [
      'POST',
      deskPath(`claims/${number}/second-look`),
      ({ request, found, body }) => {
        const claim = changing(request, found[1]);
        const refusal = claim.pending_refusal;
        claim.pending_refusal = null;
        if (body.verdict === 'confirm') {
          tell(claim, 'answer_sent', 'person', { stage: 'refusal', words: refusal.words, confirmed_by: refusal.by });
        } else {
          tell(claim, 'refusal_returned', 'person', { words: body.words }, { visibility: 'internal' });
        }
        return desk(claim);
      },
    ],
    [
      'GET',
      deskPath('changes'),
      ({ request, response }) => {
        staff(request);
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('event: changed\ndata: {"version":1}\n\n');
        const beat = setInterval(() => response.write(':\n\n'), 5000);
        response.on('close', () => clearInterval(beat));
      },
    ],
    [
      'POST',
      deskPath(`claims/${number}/reopening`),
      ({ request, found, body }) => {
        const claim = changing(request, found[1]);
        claim.state = 'investigating';
        tell(claim, 'claim_reopened', 'person', body, { visibility: 'internal' });
        return desk(claim);
      },
    ],
    [
      'POST',
      deskPath(`claims/${number}/video-requests`),
      ({ request, found }) => {
        staff(request);
        const claim = claimOf(found[1]);
        claim.video_requests.unshift({ ...makeVideo(claim.order.number, 'fetching'), origin: 'desk' });
        return [201, claim.video_requests[0]];
      },
    ],
    [
      'GET',
      deskPath('video-requests'),
      ({ request, query }) => (
        staff(request),
        [
          200,
          {
            items: deskPictures(allVideos()).filter((one) => !query.get('state') || one.state === query.get('state')),
            next_cursor: null,
          },
        ]
      ),
    ],
    [
      'POST',
      deskPath(`video-requests/${number}/approval`),
      ({ request, found, body }) => {
        staff(request);
        const one = video(found[1]);
        Object.assign(one, { state: body.decision === 'approve' ? 'queued' : 'denied', reason: body.reason ?? null });
        return [200, one];
      },
    ],
    [
      'GET',
      deskPath('orders'),
      ({ request, query }) => {
        staff(request);
        const q = (query.get('q') ?? '').toLowerCase();
        return [
          200,
          {
            items: orders.filter((one) => `${one.number} ${one.buyer.name} ${one.carrier}`.toLowerCase().includes(q)),
            next_cursor: null,
          },
        ];
      },
    ],
    [
      'GET',
      deskPath(`orders/${number}`),
      ({ request, found }) => {
        staff(request);
        const order = orders.find((one) => one.number === found[1]);
        if (!order) {
          throw new Refusal(404, 'order_unknown');
        }
        return [
          200,
          {
            order,
            sessions: [makeSession(order.number, order.number !== 'SO-10433')],
            claims: claims.filter((claim) => claim.order.number === order.number).map(summary),
            video_requests: deskPictures(videos[order.number] ?? []),
          },
        ];
      },
    ],
    [
      'POST',
      deskPath('orders/import'),
      ({ request }) => {
        staff(request);
        const error = (line, column, code) => ({ line, column, code, detail: 'what is wrong' });
        return [
          200,
          {
            created: 14,
            updated: 2,
            unchanged: 120,
            errors: [
              error(17, 'email', 'email_malformed'),
              error(18, 'quantity', 'number_malformed'),
              error(40, null, 'wrong_field_count'),
            ],
            errors_left_out: 0,
          },
        ];
      },
    ],
    [
      'GET',
      deskPath('letters'),
      ({ request, query }) => (
        staff(request),
        [
          200,
          {
            items: letters.filter((one) => !query.get('state') || one.state === query.get('state')),
            next_cursor: null,
          },
        ]
      ),
    ],
    [
      'GET',
      /^\/api\/v1\/demonstration$/,
      () => [
        200,
        {
          people: [
            { name: 'Анна Лебедева', email: 'agent@example.ru', password: 'agent-agent', role: 'agent' },
            { name: 'Олег Миронов', email: 'manager@example.ru', password: 'manager-manager', role: 'manager' },
          ],
          orders: orders.map(({ number: order, buyer: { email, name, language } }) => ({
            order,
            email,
            buyer_name: name,
            language,
          })),
          links: [
            { title: 'Стол 1 · Bench 1', url: '/station/bench-1#key=mock' },
            { title: 'Стол 2 · Bench 2', url: '/station/bench-2#key=mock' },
          ],
          letters,
        },
      ],
    ],
  ];
}
