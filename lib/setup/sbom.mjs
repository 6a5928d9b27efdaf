import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainOutput, SetupError } from './explain-failure.mjs';
import { callNpm } from './npm.mjs';
import { root } from './root.mjs';

/** @typedef {{ 'bom-ref': string, properties: { name: string }[] }} Component */
/** @typedef {{ ref: string, dependsOn: string[] }} Dependency */
/** @typedef {{ serialNumber: string, metadata: { timestamp?: string, component: { name: string } & Component }, components: Component[], dependencies: Dependency[] }} Sbom */

/** Beside the build that it describes, from the root. */
const SBOM = '.next/sbom.cdx.json';

/**
 * Writes the bill of materials of what runs in production: the installed packages without those for
 * development, as npm finds them (CycloneDX 1.5).
 * @returns {Promise<string>} the file, from the root
 */
export async function writeSbom() {
  writeFileSync(join(root, SBOM), `${JSON.stringify(await readSbom(), null, 2)}\n`);
  return SBOM;
}

/**
 * The same for the same packages: without a time, and with a number that follows from the rest.
 * @returns {Promise<Sbom>}
 */
export async function readSbom() {
  const { code, output } = await callNpm(['sbom', '--sbom-format=cyclonedx', '--sbom-type=application']);
  if (code !== 0) throw new SetupError(`npm could not list the packages. ${explainOutput(output)}`);
  // npm's own warnings stand before it.
  const sbom = /** @type {Sbom} */ (JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)));
  dropDevelopment(sbom);
  delete sbom.metadata.timestamp;
  // npm takes the folder's name for the project's, which is whatever somebody called their clone.
  sbom.metadata.component.name = readJson('package.json').name;
  const hash = createHash('sha256')
    .update(JSON.stringify({ ...sbom, serialNumber: '' }))
    .digest('hex');
  sbom.serialNumber = `urn:uuid:${toUuid(hash)}`;
  return sbom;
}

/**
 * npm's own `--omit=dev` also drops what both halves use, like zod, and it takes what the pinned Node was
 * installed by for left over. The lock file tells them apart.
 * @param {Sbom} sbom
 */
function dropDevelopment(sbom) {
  /** @type {[string, { version: string, dev?: boolean }][]} */
  const locked = Object.entries(readJson('package-lock.json').packages);
  const kept = new Set([sbom.metadata.component['bom-ref']]);
  for (const [path, { version, dev }] of locked)
    if (!dev) kept.add(`${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`);
  sbom.components = sbom.components.filter((component) => kept.has(component['bom-ref']));
  for (const { properties } of sbom.components)
    properties.splice(0, properties.length, ...properties.filter(({ name }) => !/development|extraneous/.test(name)));
  sbom.dependencies = sbom.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
}

/** @param {string} file from the root */
const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Version 8 of RFC 9562: made by the maker's own rule. @param {string} hash hex */
const toUuid = (hash) =>
  [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  );
