// What the tests of the whole site ask again and again about packing and its footage.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { people } from '../../scripts/demo/people.mjs';
import { pause, until } from '../../scripts/demo/waiting.mjs';
import { timesInVideo } from './picture_time.mjs';

export async function deskOf(site, name = 'anna') {
  const person = people.find(({ email }) => email.startsWith(name));
  return site.staff(person.email, person.password);
}

/** Resolves once this moment is over (ms since 1970): for footage that takes its time to come into being. */
export async function untilTime(moment) {
  while (Date.now() < moment) await pause(Math.min(200, moment - Date.now() + 1));
}

export const at = (text) => Date.parse(text);

/** The sessions of an order as web knows them. */
export async function sessionsAtWeb(desk, order) {
  return (await desk.get(`/api/v1/desk/orders/${encodeURIComponent(order)}`)).sessions;
}

/** The only session of an order at web, ended and with its footage judged. */
export async function judgedSession(desk, order) {
  return until(
    `the judged session of ${order} at web`,
    async () => {
      const sessions = await sessionsAtWeb(desk, order);
      if (sessions.length > 1) throw new Error(`${sessions.length} sessions instead of one`);
      return sessions.find(
        ({ ended_at, complete, cameras }) => ended_at && (complete || cameras.some(({ gaps }) => gaps.length > 0)),
      );
    },
    { seconds: 120, every: 250 },
  );
}

/** Capture's clip of an interval with its files on this disk: [{ ...file, path }]. */
export async function clipOf(site, order, from, to) {
  const capture = site.clips();
  const clip = await capture.post('/api/v1/clips', {
    order,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  for (const file of clip.files) {
    const answer = await capture.send('GET', file.url, { timeout: 60_000 });
    file.path = site.file(`${clip.id}-${file.camera}.mp4`);
    writeFileSync(file.path, answer.body);
  }
  return clip;
}

/** The times burned into a video's pictures, in ms since 1970. Every picture must have a readable one. */
export async function burnedTimes(path) {
  const pictures = await timesInVideo(path);
  const unreadable = pictures.filter(({ time }) => time === null);
  if (unreadable.length > 0)
    throw new Error(`${unreadable.length} of ${pictures.length} pictures of ${path} show no time`);
  return pictures.map(({ time }) => time);
}

/** What ffprobe says of a file. Rejects when it finds any fault. */
export async function probe(path) {
  const { stdout, stderr } = await promisify(execFile)('ffprobe', [
    ...['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path],
  ]);
  if (stderr) throw new Error(`ffprobe on ${path}: ${stderr}`);
  return JSON.parse(stdout);
}
