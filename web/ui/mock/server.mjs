// A stand-in for both services, in memory: for working on pages and for scripts/screens.mjs. `npm run mock -- 8490`.
import { serve } from './http.mjs';
import { stations } from './station.mjs';
import { web } from './web.mjs';

export async function startMock(port = 0) {
  const server = await serve([...stations(), ...web()], port);
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

if (process.argv[1]?.endsWith('server.mjs')) {
  const { origin } = await startMock(Number(process.argv[2] ?? 8490));
  console.log(`${origin}/start/\n${origin}/station/bench-1#key=any`);
}
