// Capture's side of the mock: four stations in four conditions. bench-1 answers scans.
import { Refusal } from './http.mjs';

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const camera = (id, reason) => ({ id, recording: !reason, ...(reason ? { reason } : {}), since: ago(5000) });

function station(id, name, cameras, session = null, extra = {}) {
  const recording = cameras.every((one) => one.recording);
  return { id, name, session, cameras, recording, now: ago(0), web_reachable: true, last: null, ...extra };
}

const session = (order, seconds, warnings = []) => ({
  id: `s-${order}`,
  order,
  started_at: ago(seconds),
  known_order: !warnings.includes('unknown_order'),
  warnings,
});

export function stations() {
  const all = {
    'bench-1': station(
      'bench-1',
      'Стол 1 · Bench 1',
      [camera('bench-1-top'), camera('bench-1-side')],
      session('SO-10417', 187),
    ),
    'bench-2': station('bench-2', 'Стол 2 · Bench 2', [camera('bench-2-top')], null, { web_reachable: false }),
    'bench-3': station(
      'bench-3',
      'Стол 3 · Bench 3',
      [camera('bench-3-top', 'camera_unreachable')],
      session('SO-10422', 42),
    ),
    'bench-4': station(
      'bench-4',
      'Стол 4 · Bench 4',
      [{ ...camera('bench-4-top'), late_seconds: 7 }],
      session('WB-77/2026-A', 3725, ['unknown_order', 'noted']),
    ),
  };
  const listeners = new Set();
  const tell = (one) => {
    one.now = ago(0);
    for (const listener of listeners) {
      listener(one);
    }
  };
  const find = (request, id) => {
    if (!(request.headers.authorization ?? '').startsWith('Bearer ')) {
      throw new Refusal(401, 'unauthenticated');
    }
    if (!all[id]) {
      throw new Refusal(404, 'station_unknown');
    }
    return all[id];
  };

  const scan = (one, code) => {
    const running = one.session?.order;
    const finish = (outcome, sound, message) => {
      one.last = { code, at: ago(0), outcome, sound, message };
    };
    if (['END', 'CANCEL', 'NOTE'].includes(code.replace(/^SW:/, '')) && !running) {
      finish('nothing_running', 'no', { code: 'nothing_running' });
    } else if (code === running || /END$/.test(code)) {
      one.session = null;
      finish('ended', 'yes', { code: 'ended', order: running });
    } else if (code.startsWith('SW:')) {
      finish('refused', 'no', { code: 'control_code_unknown' });
    } else {
      const known = code.startsWith('SO-');
      one.session = session(code, 0, known ? [] : ['unknown_order']);
      const outcome = running ? 'switched' : 'started';
      finish(outcome, known ? 'yes' : 'warning', {
        code: known ? outcome : 'unknown_order',
        order: code,
        ...(running ? { previous_order: running } : {}),
      });
    }
    tell(one);
  };

  const picture = (id) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><rect width="1280" height="720" fill="#3a4149"/>` +
    `<rect y="430" width="1280" height="290" fill="#8d6b45"/><path d="M420 250h440v300H420z" fill="#c79a61"/>` +
    `<path d="M420 250l60-70h440l-60 70z" fill="#dcb37c"/><path d="M620 250h40v300h-40z" fill="#e8d7b4"/>` +
    `<rect x="690" y="390" width="140" height="100" fill="#fff"/><path d="M705 405h4v50h-4zm10 0h8v50h-8zm14 0h3v50h-3zm9 0h6v50h-6zm12 0h3v50h-3zm8 0h9v50h-9zm15 0h4v50h-4zm9 0h7v50h-7z"/>` +
    `<text x="30" y="60" font-family="monospace" font-size="34" fill="#fff">${id} ${ago(0).slice(11, 19)}Z</text></svg>`;

  return [
    [
      'GET',
      /^\/api\/v1\/stations\/([^/]+)\/events$/,
      ({ request, response, found }) => {
        const one = find(request, found[1]);
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        const send = (state) => {
          if (state.id === one.id) {
            response.write(`event: state\ndata: ${JSON.stringify({ ...state, now: ago(0) })}\n\n`);
          }
        };
        send(one);
        const beat = setInterval(() => send(one), 5000);
        listeners.add(send);
        response.on('close', () => {
          clearInterval(beat);
          listeners.delete(send);
        });
      },
    ],
    [
      'GET',
      /^\/api\/v1\/stations\/([^/]+)$/,
      ({ request, found }) => [200, { ...find(request, found[1]), now: ago(0) }],
    ],
    [
      'POST',
      /^\/api\/v1\/stations\/([^/]+)\/scans$/,
      ({ request, found, body }) => {
        const one = find(request, found[1]);
        scan(one, String(body.code).trim());
        return [200, { outcome: one.last.outcome, sound: one.last.sound, message: one.last.message, station: one }];
      },
    ],
    [
      'GET',
      /^\/api\/v1\/cameras\/([^/]+)\/picture\.jpg$/,
      ({ response, found }) => {
        if (found[1] === 'bench-3-top') {
          throw new Refusal(503, 'no_picture');
        }
        response.writeHead(200, { 'Content-Type': 'image/svg+xml', ETag: `"${Date.now()}"` });
        response.end(picture(found[1]));
      },
    ],
  ];
}
