// Pictures as buyers send them, taken by the demonstration's camera program.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** kind: `dented`, a parcel with a crushed corner; `open`, an opened parcel. Resolves to the file. */
export async function photograph(site, kind, order) {
  const folder = site.file('photographs');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${order}-${kind}.png`);
  await promisify(execFile)(path.join(site.plan.bin, 'shipwitness-demo-camera'), ['--photograph', kind, order, file]);
  return file;
}
