// How much script each application costs, gzipped; fails when one costs more than it may.
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { applications, top } from './applications.mjs';

let over = false;
for (const [name, { budgetBytes }] of Object.entries(applications)) {
  const folder = `${top}dist/${name}/assets`;
  let bytes = 0;
  for (const file of await readdir(folder)) {
    if (file.endsWith('.js')) {
      bytes += gzipSync(await readFile(`${folder}/${file}`), { level: 9 }).length;
    }
  }
  over ||= bytes > budgetBytes;
  const share = Math.round((100 * bytes) / budgetBytes);
  console.log(`${name.padEnd(8)} ${String(bytes).padStart(7)} of ${budgetBytes} bytes of script (${share} %)`);
}
if (over) {
  console.error('An application costs more script than it may.');
}
process.exit(over ? 1 : 0);
