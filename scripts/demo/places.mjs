// Where things are in this repository.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const releasedPrograms = process.env.SHIPWITNESS_RELEASE_BIN ?? path.join(top, 'build/release/bin');
