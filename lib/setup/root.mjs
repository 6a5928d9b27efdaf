import { fileURLToPath } from 'node:url';

/** The folder of package.json, without a slash at its end. The setup works there, wherever it was called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
