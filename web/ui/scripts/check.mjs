// Everything that is checked without running the pages: types, lint, format, build, size. All of it, even if one fails.
import { spawnSync } from 'node:child_process';
import { top } from './applications.mjs';

const steps = [
  ['types of the API', 'node', ['scripts/types.mjs']],
  ['TypeScript', 'tsc', ['-p', '.']],
  ['ESLint', 'eslint', ['.']],
  ['Prettier', 'prettier', ['--check', '--log-level', 'warn', '.']],
  [
    'Prettier on the demonstration and the tests',
    'prettier',
    ['--check', '--log-level', 'warn', '../../scripts/demo/**/*.mjs', '../../tests/**/*.mjs'].concat([
      '--config',
      '.prettierrc.json',
    ]),
  ],
  ['build', 'node', ['scripts/build.mjs']],
  ['size', 'node', ['scripts/budget.mjs']],
];
const failed = [];
for (const [what, program, options] of steps) {
  console.log(`— ${what}`);
  const command = program === 'node' ? process.execPath : `${top}node_modules/.bin/${program}`;
  if (spawnSync(command, options, { cwd: top, stdio: 'inherit' }).status !== 0) {
    failed.push(what);
  }
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
}
process.exit(failed.length > 0 ? 1 : 0);
