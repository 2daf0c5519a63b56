// Types of the API from docs/openapi. They are not kept in the repository, so they cannot be out of date.
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

for (const name of ['web', 'capture']) {
  const source = new URL(`../../../docs/openapi/${name}.yaml`, import.meta.url);
  const target = new URL(`../shared/api/${name}.d.ts`, import.meta.url);
  await writeFile(
    target,
    `// Made from docs/openapi/${name}.yaml by npm run types.\n${astToString(await openapiTS(source))}`,
  );
}
