// Builds the applications into dist/. `npm run build -- portal desk` builds some of them.
import { build } from 'vite';
import { applications, settings } from './applications.mjs';

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(applications)) {
  await build(settings(name));
  console.log(`built dist/${name}`);
}
