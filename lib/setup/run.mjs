import { explainOldNode } from './node-version.mjs';

// Everything else is loaded after this line has spoken: an old Node could not even parse it.
const tooOld = explainOldNode(process.versions.node);
if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}

const { main } = await import('./main.mjs');
process.exitCode = await main(process.argv.slice(2));
